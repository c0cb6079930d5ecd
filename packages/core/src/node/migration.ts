/**
 * How params and wires written for an older version of a definition become those of the next one. Plain data, like
 * the definition itself, so that it travels to workers and into files.
 */
import type { ParamValue } from './param.ts';

export interface Migration {
  /** Params by their old names: their new names, or `null` for one that is gone. */
  readonly params?: Readonly<Record<string, string | null>>;
  /** Values written into a graph that says nothing, where a default has changed: it must run as before. */
  readonly keep?: Readonly<Record<string, ParamValue>>;
  /** Ports by their old names. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

/** By the version that is left: `{ 1: { params: { tau: 'tau_mem' } } }` leads from version 1 to 2. Every older version has a step. */
export type Migrations = Readonly<Record<number, Migration>>;

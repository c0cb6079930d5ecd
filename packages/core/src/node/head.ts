/** What nodes and operators have in common: what they are called, whom they cite, their params and ports. */
import type { Migrations } from './migration.ts';
import type { ParamDef } from './param.ts';
import type { PortDef } from './port.ts';

export interface DefinitionHead {
  readonly type: string;
  readonly version: number;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** Keys of references.json. */
  readonly cite: readonly string[];
  readonly params: Readonly<Record<string, ParamDef>>;
  readonly inputs: Readonly<Record<string, PortDef>>;
  readonly outputs: Readonly<Record<string, PortDef>>;
  /** From each older version to the next. */
  readonly migrate?: Migrations;
}

/** The same as it is written: `P` keeps the names and kinds of the params, so that a body is checked against them. */
export interface SpecHead<P> {
  type: string;
  version: number;
  title: string;
  summary: string;
  cite: readonly string[];
  params?: P & Record<string, ParamDef>;
  inputs?: Record<string, PortDef>;
  outputs?: Record<string, PortDef>;
  migrate?: Migrations;
}

export const headOf = (spec: SpecHead<unknown>): DefinitionHead => ({
  type: spec.type,
  version: spec.version,
  title: spec.title,
  summary: spec.summary,
  cite: spec.cite,
  params: spec.params ?? {},
  inputs: spec.inputs ?? {},
  outputs: spec.outputs ?? {},
  ...(spec.migrate ? { migrate: spec.migrate } : {}),
});

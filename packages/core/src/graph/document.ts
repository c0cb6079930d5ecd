/**
 * The graph document: an immutable JSON value. Nodes, wires, params with units, time base, seed, layout. Every
 * change is an edit (edit.ts); nothing in it is code.
 */
import type { NodeSpec } from '../node/define.ts';
import type { ParamValue } from '../node/param.ts';
import type { Quantity } from '../units/quantity.ts';

export const FORMAT = 'neuroloom';
export const VERSION = 1;

/** A definition written in a graph file: `defineNode`'s argument as JSON. */
export type NodeText = NodeSpec<unknown, unknown, unknown, unknown, unknown>;

export interface GraphNode {
  /** `family/name` of the library, or `equations`, whose definition is in the file. */
  readonly type: string;
  /** Version of the definition the params were written for. */
  readonly version: number;
  readonly title?: string;
  /** Params that differ from their defaults: `{ "tau_mem": "20 ms", "size": 400 }`. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Only for type `equations`. */
  readonly definition?: Readonly<Record<string, unknown>>;
}

/** `node.port` at both ends. The order of wires is the order in which increments are added. */
export interface Wire {
  readonly from: string;
  readonly to: string;
}

/** A named part of a trial. During a blank one, held samples read as zero. */
export interface TrialPhase {
  readonly name: string;
  readonly for: Quantity;
  readonly blank?: boolean;
}

export interface TimeBase {
  readonly dt: Quantity;
  /** Parts of one trial, in order. Without them the run is one long trial. */
  readonly phases?: readonly TrialPhase[];
  /** Length of a run without phases. */
  readonly duration?: Quantity;
}

export interface GraphDocument {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly title: string;
  readonly description?: string;
  readonly cite?: readonly string[];
  readonly time: TimeBase;
  readonly seed: number;
  readonly precision?: 'f32' | 'f64';
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly wires: readonly Wire[];
  readonly layout: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** Other sizes of the same experiment: by name, params as `node.param` and their values (`full`: as in the paper). */
  readonly profiles?: Readonly<Record<string, Profile>>;
}

export type Profile = Readonly<Record<string, ParamValue>>;

/** The type of a node whose definition is in the file. */
export const EQUATIONS = 'equations';

/** One end of a wire: `exc.spikes` is node `exc`, port `spikes`. */
export interface End {
  readonly node: string;
  readonly port: string;
}

/** Takes `node.port` apart. Names hold no dot. */
export function endOf(text: string): End {
  const dot = text.indexOf('.');
  return dot < 0 ? { node: text, port: '' } : { node: text.slice(0, dot), port: text.slice(dot + 1) };
}

/** A graph with nothing in it. */
export const emptyGraph = (title = 'Untitled'): GraphDocument => ({
  format: FORMAT,
  version: VERSION,
  title,
  time: { dt: '0.1 ms' },
  seed: 1,
  nodes: {},
  wires: [],
  layout: {},
});

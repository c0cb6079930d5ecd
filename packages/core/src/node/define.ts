/**
 * A node has *params*, *ports* and *state*. Between events it *flows*; at every moment it *emits*; at an event
 * it *jumps* (`on`). It says whom to *cite*. Formulas are text with units, so a definition is plain JSON: a
 * graph file can carry one, and the library's own have no privilege.
 */
import { headOf, type DefinitionHead, type SpecHead } from './head.ts';
import type { PortDef } from './port.ts';
import type { StateDef } from './state.ts';

export const METHODS = ['auto', 'exact', 'exponential-euler', 'implicit-euler', 'euler', 'rk4'] as const;
/** How `flow` becomes a step. `auto`: exact where linear (jointly for coupled states), else exponential Euler, else Euler. */
export type Method = (typeof METHODS)[number];

/**
 * Axes beyond the usual ones. A name alone: its length is that count param. A list: a product, row-major
 * (`neuron: ['channel', 'field']`). `synapse` is `['pre', 'post']`, all of them, unless `connect` says which.
 */
export type AxisDef =
  | string
  | readonly [string, string]
  | { readonly of: readonly [string, string]; readonly connect: Connect };
/** Which pairs of a product exist. The words after `by` are params. */
export type Connect =
  | { readonly rule: 'probability'; readonly by: string; readonly self?: boolean }
  | { readonly rule: 'indegree' | 'outdegree'; readonly by: string; readonly self?: boolean }
  /** One synapse per row: pre, post, and if wanted weight and delay. `by` is the list itself. */
  | {
      readonly rule: 'list';
      readonly by: string;
      /** The name of a file that is read in place of the list, where it is not empty. */
      readonly file?: string;
      /** The state that takes the weights of the list as its first values, where it has some. */
      readonly weight?: string;
    };

export interface NodeDefinition extends DefinitionHead {
  readonly plane: 'tick';
  readonly axes: Readonly<Record<string, AxisDef>>;
  readonly state: Readonly<Record<string, StateDef>>;
  /** dx/dt of each state that moves by itself. */
  readonly flow: Readonly<Record<string, string>>;
  /** Outputs as functions of the present; a spikes output fires where its formula is true. */
  readonly emit: Readonly<Record<string, string>>;
  /** At an event (an input's, or an own output's): which states jump to what, and what is sent. */
  readonly on: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly method: Method | Readonly<Record<string, Method>>;
}

type Names<T> = keyof T & string;
/** Ports whose arrival or firing is an event. */
type EventPorts<T> = {
  [K in Names<T>]: T[K] extends { kind: infer Kind } ? (Kind extends 'sample' | 'frame' ? never : K) : never;
}[Names<T>];

export interface NodeSpec<P, A, I, O, S> extends SpecHead<P> {
  axes?: A & Record<string, AxisDef>;
  inputs?: I & Record<string, PortDef>;
  outputs?: O & Record<string, PortDef>;
  state?: S & Record<string, StateDef>;
  flow?: { [K in Names<S>]?: string };
  emit?: { [K in Names<O>]?: string };
  on?: { [E in EventPorts<I> | EventPorts<O>]?: { [K in Names<S> | Names<O>]?: string } };
  method?: Method | { [K in Names<S>]?: Method };
}

// Left-hand sides are checked here by TypeScript; right-hand sides by `checkNode` when a library is made.
export function defineNode<P = {}, A = {}, I = {}, O = {}, S = {}>(spec: NodeSpec<P, A, I, O, S>): NodeDefinition {
  return {
    plane: 'tick',
    ...headOf(spec),
    axes: spec.axes ?? {},
    state: spec.state ?? {},
    flow: (spec.flow ?? {}) as Record<string, string>,
    emit: (spec.emit ?? {}) as Record<string, string>,
    on: (spec.on ?? {}) as Record<string, Record<string, string>>,
    method: (spec.method ?? 'auto') as Method,
  };
}

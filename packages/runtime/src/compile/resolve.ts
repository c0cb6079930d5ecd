/**
 * The graph with everything looked up: definitions, params in coherent units, wires by port. What cannot be
 * resolved is a problem with a place; all of them are collected before giving up.
 */
import type {
  Definition,
  GraphDocument,
  Library,
  NodeDefinition,
  OperatorDefinition,
  PortDef,
  Problem,
  Dim,
} from '@neuroloom/core';
import { checkGraph, definitionOf, NeuroloomError, quantityOf, resolveParams, TIME } from '@neuroloom/core';

export interface Instance {
  readonly id: string;
  readonly def: NodeDefinition;
  /** Quantities in coherent units; ticks as whole ticks. */
  readonly values: Readonly<Record<string, number | string | boolean>>;
  readonly dims: Readonly<Record<string, Dim>>;
}
export interface OperatorInstance {
  readonly id: string;
  readonly def: OperatorDefinition;
  readonly values: Readonly<Record<string, number | string | boolean>>;
}
export interface End {
  readonly node: string;
  readonly port: string;
  readonly def: PortDef;
  readonly plane: 'tick' | 'stream';
}
export interface ResolvedWire {
  readonly from: End;
  readonly to: End;
}
/** Spikes that an operator sends into the ticks. */
export const isFed = (w: ResolvedWire): boolean =>
  w.from.plane === 'stream' && w.to.plane === 'tick' && w.to.def.kind === 'spikes';

export interface TrialPart {
  readonly name: string;
  readonly ticks: number;
  readonly blank: boolean;
}
export interface Resolved {
  readonly graph: GraphDocument;
  /** Milliseconds. */
  readonly dt: number;
  /** Parts of a trial; empty for a run that is one long trial. */
  readonly parts: readonly TrialPart[];
  /** Ticks of a run without parts, if it ends by itself. */
  readonly duration: number | null;
  readonly nodes: ReadonlyMap<string, Instance>;
  readonly operators: ReadonlyMap<string, OperatorInstance>;
  readonly wires: readonly ResolvedWire[];
}

/** `checked`: `checkGraph` has found no fault in the very same graph with the same library. */
export function resolve(graph: GraphDocument, library: Library, checked = false): Resolved {
  // Everything that can be said of the document alone: params, formulas, kinds and units of wires, loops without delay.
  const problems: Problem[] = checked ? [] : [...checkGraph(graph, library)];
  if (problems.length > 0) throw new NeuroloomError(problems);
  const fail = (where: string, what: string, remedy?: string, node?: string): void => {
    problems.push({ where, what, ...(remedy ? { remedy } : {}), ...(node ? { node } : {}) });
  };
  const dt = quantityOf(graph.time.dt, TIME);
  const step = typeof dt === 'number' ? dt : NaN;
  if (typeof dt !== 'number') fail('time.dt', dt.error);
  else if (!(dt > 0)) fail('time.dt', `must be above 0, got ${graph.time.dt}`);

  const nodes = new Map<string, Instance>();
  const operators = new Map<string, OperatorInstance>();
  for (const [id, node] of Object.entries(graph.nodes)) {
    const def: Definition | Problem = definitionOf(library, node, checked);
    if (!('plane' in def)) {
      problems.push({ ...def, where: def.where || id, node: id });
      continue;
    }
    const resolved = resolveParams(def, node.params, step);
    for (const p of resolved.problems) problems.push({ ...p, where: `${id} (${p.where})`, node: id });
    if (def.plane === 'tick') nodes.set(id, { id, def, values: resolved.values, dims: resolved.dims });
    else operators.set(id, { id, def, values: resolved.values });
  }

  const end = (text: string, side: 'inputs' | 'outputs', where: string): End | undefined => {
    const [node = '', port = ''] = text.split('.');
    const instance = nodes.get(node) ?? operators.get(node);
    if (!instance) {
      if (!Object.hasOwn(graph.nodes, node)) fail(where, `no node '${node}' in '${text}'`);
      return undefined;
    }
    const def = Object.hasOwn(instance.def[side], port) ? instance.def[side][port] : undefined;
    if (!def) {
      fail(
        where,
        `${node} has no ${side === 'inputs' ? 'input' : 'output'} '${port}'`,
        `it has ${Object.keys(instance.def[side]).join(', ') || 'none'}`,
        node,
      );
      return undefined;
    }
    return { node, port, def, plane: instance.def.plane };
  };
  const wires: ResolvedWire[] = [];
  graph.wires.forEach((wire, k) => {
    const from = end(wire.from, 'outputs', `wires[${k}].from`);
    const to = end(wire.to, 'inputs', `wires[${k}].to`);
    if (from && to) wires.push({ from, to });
  });

  const toTicks = (text: unknown, where: string): number => {
    const ms = quantityOf(text, TIME);
    if (typeof ms !== 'number') fail(where, ms.error);
    else if (ms < 0) fail(where, `must not be negative, got ${String(text)}`);
    return typeof ms === 'number' ? Math.round(ms / step) : 0;
  };
  const parts = (graph.time.phases ?? []).map((p, k) => ({
    name: p.name,
    ticks: toTicks(p.for, `time.phases[${k}].for`),
    blank: p.blank ?? false,
  }));
  const duration = graph.time.duration === undefined ? null : toTicks(graph.time.duration, 'time.duration');
  if (problems.length > 0) throw new NeuroloomError(problems);
  return { graph, dt: step, parts, duration, nodes, operators, wires };
}

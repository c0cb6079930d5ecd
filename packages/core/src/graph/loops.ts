/**
 * Loops without delay. A wire acts in the tick it is sent in, so a loop of wires has no first link unless one step
 * of delay makes one: a node with a delay, or weights, their changes and masks, which apply after the tick.
 */
import type { NodeDefinition } from '../node/define.ts';
import type { Library } from '../node/library.ts';
import type { PortKind } from '../node/port.ts';
import { TIME } from '../units/dimension.ts';
import { quantityOf } from '../units/quantity.ts';
import { isSpread } from '../node/resolve-params.ts';
import type { GraphDocument, GraphNode, Wire } from './document.ts';
import { endOf } from './document.ts';
import { own } from './limits.ts';
import { definitionOf, isDefinition } from './resolve.ts';
import { within } from './within-tick.ts';

/** Kinds that act in the tick they are sent in. */
const PROMPT: readonly PortKind[] = ['spikes', 'signal', 'increment', 'event'];

/** The prompt part of a graph: which outputs an input moves at once, and where they lead at once. */
export interface Prompt {
  outputsOf(input: string): readonly string[];
  wiresOf(output: string): readonly Wire[];
}

export function prompt(library: Library, doc: GraphDocument): Prompt {
  const tickNode = (id: string): { node: GraphNode; definition: NodeDefinition } | undefined => {
    const node = own(doc.nodes, id);
    const definition = node && definitionOf(library, node);
    if (!node || !definition || !isDefinition(definition) || definition.plane !== 'tick') return undefined;
    return { node, definition };
  };
  return {
    outputsOf(input) {
      const { node: id, port } = endOf(input);
      const at = tickNode(id);
      if (!at || delayOf(at.definition, at.node, doc) >= 1) return [];
      const outputs = within(at.definition, at.node.params).get(port) ?? [];
      return outputs
        .filter((name) => PROMPT.includes(at.definition.outputs[name]!.kind))
        .map((name) => `${id}.${name}`);
    },
    wiresOf: (output) => (wiresFrom(doc.wires).get(output) ?? []).filter((wire) => tickNode(endOf(wire.to).node)),
  };
}

const sorted = new WeakMap<readonly Wire[], ReadonlyMap<string, readonly Wire[]>>();
/** The wires of a document by the output they leave. */
function wiresFrom(wires: readonly Wire[]): ReadonlyMap<string, readonly Wire[]> {
  const known = sorted.get(wires);
  if (known) return known;
  const by = new Map<string, Wire[]>();
  for (const wire of wires) {
    const list = by.get(wire.from);
    if (list) list.push(wire);
    else by.set(wire.from, [wire]);
  }
  sorted.set(wires, by);
  return by;
}

/** Ticks by which a node's param `delay` holds back what it sends; 0 when it has none. */
export function delayOf(definition: NodeDefinition, node: GraphNode, doc: GraphDocument): number {
  const param = own(definition.params, 'delay');
  if (param?.kind !== 'ticks') return 0;
  const value = own(node.params, 'delay') ?? param.default;
  // Synapses that each have a delay of their own have one of at least a step.
  if (isSpread(param, value)) return 1;
  if (typeof value === 'number') return value;
  const [ms, dt] = [quantityOf(value, TIME), quantityOf(doc.time.dt, TIME)];
  return typeof ms === 'number' && typeof dt === 'number' && dt > 0 ? Math.round(ms / dt) : 0;
}

/** The loop that a wire closes within the tick, beginning with that wire, or nothing. */
export function loopThrough(graph: Prompt, wire: Wire): readonly Wire[] | undefined {
  const came = new Map<string, { readonly wire: Wire; readonly before: string } | undefined>([[wire.to, undefined]]);
  for (const input of came.keys()) {
    const outputs = graph.outputsOf(input);
    if (outputs.includes(wire.from)) {
      const path: Wire[] = [];
      for (let step = came.get(input); step; step = came.get(step.before)) path.unshift(step.wire);
      return [wire, ...path];
    }
    for (const output of outputs) {
      for (const next of graph.wiresOf(output))
        if (!came.has(next.to)) came.set(next.to, { wire: next, before: input });
    }
  }
  return undefined;
}

/** Loops within the tick, at least one in every knot of them, up to `most`. */
export function loopsIn(graph: Prompt, doc: GraphDocument, most = 20): readonly (readonly Wire[])[] {
  const loops: (readonly Wire[])[] = [];
  const done = new Set<string>();
  for (const { to: start } of doc.wires) {
    // Depth first, with the way here on a stack of our own: a chain of nodes may be longer than a call stack.
    const path: { readonly input: string; readonly wire?: Wire; readonly next: Iterator<Wire> }[] = [];
    const open = new Map<string, number>();
    const enter = (input: string, wire?: Wire): void => {
      open.set(input, path.length);
      path.push({
        input,
        ...(wire ? { wire } : {}),
        next: graph
          .outputsOf(input)
          .flatMap((o) => graph.wiresOf(o))
          .values(),
      });
    };
    if (!done.has(start)) enter(start);
    for (let here = path.at(-1); here && loops.length < most; here = path.at(-1)) {
      const { value: wire, done: last } = here.next.next() as IteratorResult<Wire, undefined>;
      if (last) {
        done.add(here.input);
        open.delete(here.input);
        path.pop();
      } else if (open.has(wire.to)) {
        loops.push([...path.slice(open.get(wire.to)! + 1).flatMap((step) => step.wire ?? []), wire]);
      } else if (!done.has(wire.to)) enter(wire.to, wire);
    }
  }
  return loops;
}

/** `the loop exc → inhibit → inh → exc has no delay; …`: names the params that would mend it. */
export function loopSentence(library: Library, doc: GraphDocument, loop: readonly Wire[]): string {
  const nodes = loop.map((wire) => endOf(wire.from).node);
  const delays = nodes.filter((id) => {
    const node = own(doc.nodes, id);
    const definition = node && definitionOf(library, node);
    return definition && isDefinition(definition) && own(definition.params, 'delay')?.kind === 'ticks';
  });
  const shown = nodes.length > 8 ? [...nodes.slice(0, 7), '…'] : nodes;
  const remedy =
    delays.length > 0
      ? `give ${delays
          .slice(0, 3)
          .map((id) => `'${id}.delay'`)
          .join(' or ')} at least one tick`
      : 'put a projection with a delay of at least one tick into it';
  return `the loop ${[...shown, nodes[0]].join(' → ')} has no delay; ${remedy}`;
}

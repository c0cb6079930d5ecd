/** What the stages of nodes wait for within a tick: their own earlier ones, and those of nodes they hear. */
import type { Instance, Resolved } from './resolve.ts';
import type { Scope } from './scope.ts';

/** Ticks between an event and its arrival at a port. */
type DelayOf = (node: string, port: string) => number;

/**
 * Ticks by which a node's signals are late. A delay holds back once: events where they arrive, and what follows
 * from no event where it leaves.
 */
export function stepsLate(n: Instance): number {
  const heard = Object.values(n.def.inputs).some((p) => p.kind === 'spikes');
  return heard ? 0 : Number(n.values['delay'] ?? 0);
}

/** Where a late signal is kept: in a ring of what it was, or, one step late, where the next value is yet to come. */
export const lateName = (n: Instance, port: string): string =>
  stepsLate(n) > 1 ? `$late.${n.id}.${port}` : `${n.id}.${port}`;

/** Where a late signal is read: where it is kept, or what was set aside of it. */
export const heardName = (n: Instance, port: string, aside: ReadonlySet<string>): string =>
  aside.has(n.id) ? `$aside.${n.id}.${port}` : lateName(n, port);

/** Which stages of nodes come before which, by `node:stage`. */
export interface Waits {
  readonly after: ReadonlyMap<string, Set<string>>;
  /**
   * Nodes whose late signals are copied at the beginning of a tick: who reads them waits for the next value to be
   * written, such as a rule that hears the projection it teaches, or two late projections that hear one another.
   */
  readonly aside: ReadonlySet<string>;
}

export function waitsOf(graph: Resolved, scope: Scope, delayOf: DelayOf): Waits {
  const after = new Map<string, Set<string>>();
  for (const n of graph.nodes.values()) for (const stage of stagesOf(n)) after.set(`${n.id}:${stage}`, new Set());
  for (const n of graph.nodes.values()) wait(n, graph, scope, delayOf, after);
  const aside = new Set<string>();
  for (const n of graph.nodes.values()) {
    const emit = `${n.id}:emit`;
    const readers = stepsLate(n) > 0 ? readersOf(n, graph, scope) : [];
    if (!readers.some((key) => waitsFor(key, emit, after))) for (const key of readers) after.get(emit)!.add(key);
    else {
      aside.add(n.id);
      const copy = `${n.id}:aside`;
      after.set(copy, new Set());
      for (const key of [emit, ...readers]) after.get(key)!.add(copy);
    }
  }
  return { after, aside };
}

/** What a node does in a tick, in order. */
const stagesOf = ({ def }: Instance): readonly string[] => [
  ...Object.keys(def.on)
    .filter((port) => def.inputs[port]?.kind === 'spikes')
    .map((port) => `on:${port}`),
  'flow',
  'emit',
  ...(Object.keys(def.on).some((port) => port in def.outputs) ? ['react'] : []),
];

/** Stages that read a signal of a node. */
const readersOf = (n: Instance, graph: Resolved, scope: Scope): string[] =>
  Object.keys(n.def.outputs)
    .flatMap((port) => scope.wiresFrom(n.id, port))
    .filter((w) => w.to.plane === 'tick' && w.from.def.kind === 'signal')
    .flatMap(({ to }) => stagesReading(graph.nodes.get(to.node)!, to.port, scope).map((s) => `${to.node}:${s}`));

function waitsFor(key: string, what: string, after: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set([key]);
  for (const at of seen) for (const before of after.get(at) ?? []) seen.add(before);
  return seen.has(what);
}

/** What each stage of a node waits for, and who waits for it, late signals left out. */
function wait(
  n: Instance,
  graph: Resolved,
  scope: Scope,
  delayOf: DelayOf,
  waits: ReadonlyMap<string, Set<string>>,
): void {
  const after = (node: string, stage: string, what: string): void => {
    if (waits.has(what)) waits.get(`${node}:${stage}`)?.add(what);
  };
  const stages = stagesOf(n);
  for (const [k, stage] of stages.slice(1).entries()) after(n.id, stage, `${n.id}:${stages[k]!}`);
  const sent = Object.keys(n.def.outputs).flatMap((port) => scope.wiresFrom(n.id, port));
  for (const w of sent) {
    if (w.to.plane !== 'tick') continue;
    const to = graph.nodes.get(w.to.node)!;
    const kind = w.from.def.kind;
    if (kind === 'spikes' && delayOf(to.id, w.to.port) === 0) after(to.id, `on:${w.to.port}`, `${n.id}:emit`);
    if (kind === 'signal' && stepsLate(n) === 0)
      for (const stage of stagesReading(to, w.to.port, scope)) after(to.id, stage, `${n.id}:emit`);
    if (kind !== 'increment' && kind !== 'dw' && kind !== 'mask') continue;
    for (const [port, rule] of Object.entries(n.def.on)) {
      if (!(w.from.port in rule)) continue;
      const stage = port in n.def.outputs ? 'react' : `on:${port}`;
      if (kind === 'increment') after(to.id, 'flow', `${n.id}:${stage}`);
      else {
        // Weight changes apply after everything in the tick that uses the weights.
        for (const s of Object.keys(to.def.on)) after(n.id, stage, `${to.id}:on:${s}`);
        after(n.id, stage, `${to.id}:emit`);
      }
    }
  }
}

/** Stages whose formulas read an input, by themselves or through a formula param. */
function stagesReading(n: Instance, port: string, scope: Scope): string[] {
  const reads = (text: string): boolean => scope.reads(n, text, port);
  const stages: string[] = [];
  for (const [on, rule] of Object.entries(n.def.on)) {
    if (Object.values(rule).some(reads)) stages.push(on in n.def.outputs ? 'react' : `on:${on}`);
  }
  if (Object.values(n.def.flow).some(reads)) stages.push('flow');
  if (Object.values(n.def.emit).some(reads)) stages.push('emit');
  return stages;
}

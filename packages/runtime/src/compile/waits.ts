/** What the stages of nodes wait for within a tick: their own earlier ones, and those of nodes they hear. */
import type { Unit } from './lower.ts';
import type { Instance, Resolved } from './resolve.ts';
import type { Scope } from './scope.ts';

type Units = ReadonlyMap<string, Unit>;
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

/** Where a late signal is read: in the ring of what it was, or, one step late, where the next value is yet to come. */
export const lateName = (n: Instance, port: string): string =>
  stepsLate(n) > 1 ? `$late.${n.id}.${port}` : `${n.id}.${port}`;

/** Fills in `after` of every unit. */
export function addWaits(graph: Resolved, scope: Scope, delayOf: DelayOf, units: Units): void {
  for (const n of graph.nodes.values()) wait(n, graph, scope, delayOf, units);
}

/** What each stage of a node waits for. */
function wait(n: Instance, graph: Resolved, scope: Scope, delayOf: DelayOf, units: Units): void {
  const stages = [
    ...Object.keys(n.def.on)
      .filter((p) => n.def.inputs[p]?.kind === 'spikes')
      .map((p) => `on:${p}`),
    'flow',
    'emit',
    'react',
  ];
  const present = stages.map((s) => units.get(`${n.id}:${s}`)).filter((u) => u !== undefined);
  present.forEach((u, k) => {
    if (k > 0) u.after.add(present[k - 1]!.key);
  });
  const after = (node: string, stage: string, what: string): void => {
    const unit = units.get(`${node}:${stage}`);
    if (unit && units.has(what)) unit.after.add(what);
  };
  const sent = Object.keys(n.def.outputs).flatMap((port) => scope.wiresFrom(n.id, port));
  for (const w of sent) {
    if (w.to.plane !== 'tick') continue;
    const to = graph.nodes.get(w.to.node)!;
    const kind = w.from.def.kind;
    if (kind === 'spikes' && delayOf(to.id, w.to.port) === 0) after(to.id, `on:${w.to.port}`, `${n.id}:emit`);
    if (kind === 'signal') {
      const late = stepsLate(n) > 0;
      for (const stage of stagesReading(to, w.to.port, scope)) {
        if (late) after(n.id, 'emit', `${to.id}:${stage}`);
        else after(to.id, stage, `${n.id}:emit`);
      }
    }
    if (kind !== 'increment' && kind !== 'dw' && kind !== 'mask') continue;
    for (const [port, rule] of Object.entries(n.def.on)) {
      if (!(w.from.port in rule)) continue;
      const stage = port in n.def.outputs ? 'react' : `on:${port}`;
      if (kind === 'increment') {
        after(n.id, stage, `${to.id}:set`);
        after(to.id, 'flow', `${n.id}:${stage}`);
      } else {
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

/** What becomes of every node, and in which order Brian2 has to update populations that hear one another's signals. */
import type { Problem } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Instance, Resolved } from '../../compile/resolve.ts';
import type { Model } from './model.ts';

/**
 * When in the slot of the flows a population does what, counted from its turn: what it hears is added up, then what it
 * adds up over itself, it flows, adds up again, and what it sends is worked out.
 */
export const TURN = { every: 5, hear: -2, before: -1, flow: 0, after: 1, send: 2 } as const;

export interface Plan {
  readonly cells: readonly Instance[];
  readonly synaptic: readonly Instance[];
  /** Sources that draw random numbers: their outputs are written down. */
  readonly replayed: ReadonlySet<string>;
  /** Sources that are felt in the tick in which they fire: they fire at the start of a step. */
  readonly early: ReadonlySet<string>;
  /** Signal outputs of populations that others read, by node. */
  readonly linked: ReadonlyMap<string, ReadonlySet<string>>;
  /** Synapses whose sums other synapses read. */
  readonly relays: ReadonlySet<string>;
  readonly order: ReadonlyMap<string, number>;
  /** Nodes without a counterpart and without an effect: views and what feeds them. */
  readonly left: readonly string[];
}

/** Steps by which a signal may be late: each is a variable of its own. */
const MOST_LATE = 100;

/** Refuses what no schedule shows, and spikes that come from between trials. */
export function refuseStreams(resolved: Resolved, scheduled: boolean): void {
  const problems: Problem[] = resolved.wires
    .filter((w) => w.from.plane === 'stream' && w.to.plane === 'tick' && (!scheduled || w.from.def.kind === 'spikes'))
    .map(({ from, to }) => ({
      where: `${to.node} (${resolved.nodes.get(to.node)!.def.type})`,
      node: to.node,
      what: `its input ${to.port} comes from ${from.node}, which works between trials, and Brian2 has only ticks`,
      remedy: `leave out the wire ${from.node}.${from.port} → ${to.node}.${to.port}, or write the input as a source/signal`,
    }));
  if (problems.length > 0) throw new NeuroloomError(problems);
}

export function makePlan(model: Model): Plan {
  const { resolved } = model;
  const all = [...resolved.nodes.values()];
  const cells = all.filter((n) => !model.isSynaptic(n) && !model.isInline(n));
  const synaptic = all.filter((n) => model.isSynaptic(n));
  const replayed = new Set(
    cells.filter((n) => model.isSource(n) && model.draws(n) && !model.isDrive(n)).map((n) => n.id),
  );
  const early = new Set<string>();
  const linked = new Map<string, Set<string>>();
  for (const w of resolved.wires) {
    if (w.from.plane !== 'tick' || w.to.plane !== 'tick') continue;
    const [from, to] = [model.node(w.from.node), model.node(w.to.node)];
    const most = model.isSynaptic(from) ? 1 : MOST_LATE;
    if (w.from.def.kind === 'signal' && model.latenessOf(from) > most)
      model.refuse(
        from,
        `its signal is ${model.latenessOf(from)} steps late, and the script remembers ${most} of it`,
        `give it a delay of at most ${most} ${most === 1 ? 'step' : 'steps'}`,
      );
    const direct = cells.includes(to);
    if (w.from.def.kind === 'spikes' && model.delayOf(to) === 0 && (direct || isPre(model, to, w.to.port))) {
      if (model.isSource(from) && Object.keys(from.def.flow).length === 0) early.add(from.id);
      else if (direct) continue;
      else if (to.def.inputs[w.to.port]!.kind === 'spikes')
        model.refuse(
          to,
          `delivers the spikes of ${from.id} without delay, and in Brian2 they arrive one step later at the earliest`,
          'give it a delay of one step',
        );
    }
    const heard = model.isSide(w) || model.isBeside(to, w.to.port) || (cells.includes(to) && !replayed.has(from.id));
    if (w.from.def.kind === 'signal' && cells.includes(from) && heard)
      linked.set(from.id, (linked.get(from.id) ?? new Set()).add(w.from.port));
  }
  for (const n of cells) if (model.isDrive(n)) early.add(n.id);
  const relays = new Set(
    resolved.wires
      .filter((w) => w.from.plane === 'tick' && w.from.def.kind === 'signal' && model.isSide(w))
      .map((w) => model.node(w.from.node))
      .filter((n) => model.isSynaptic(n) && !model.isAttached(n))
      .map((n) => n.id),
  );
  return {
    cells,
    synaptic,
    replayed,
    early,
    linked,
    relays,
    order: orderOf(model, [...cells, ...[...relays].map((id) => model.node(id))]),
    left: [...resolved.operators.keys()],
  };
}

/** The order of what a population does in the slot of the flows. */
export const orderAt = (plan: Plan, id: string, what: Exclude<keyof typeof TURN, 'every'>): number =>
  TURN.every * (plan.order.get(id) ?? 0) + TURN[what];

/** Whether a port of synapses is that of arriving spikes: its events wait for the delay. */
function isPre(model: Model, n: Instance, port: string): boolean {
  const axis = n.def.inputs[port]?.axis;
  return model.isSynaptic(n) && (axis === 'pre' || axis === 'neuron' || axis === 'synapse');
}

/** Senders of signals before their receivers. Signals that wait for a step close no circle. */
function orderOf(model: Model, groups: readonly Instance[]): Map<string, number> {
  const order = new Map<string, number>();
  const visit = (n: Instance, path: readonly string[]): number => {
    const known = order.get(n.id);
    if (known !== undefined) return known;
    let level = 0;
    for (const port of Object.keys(n.def.inputs)) {
      for (const w of model.into(n, port)) {
        if (w.from.plane !== 'tick' || w.from.def.kind !== 'signal') continue;
        const from = model.node(w.from.node);
        if (path.includes(from.id) || model.latenessOf(from) > 0) continue;
        // What is no group needs no turn of its own.
        level = Math.max(level, visit(from, [...path, n.id]) + Number(groups.includes(from)));
      }
    }
    order.set(n.id, level);
    return level;
  };
  for (const n of groups) visit(n, []);
  return order;
}

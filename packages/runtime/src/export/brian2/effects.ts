/** What an event does at a synapse, and in which order it is written. */
import type { Expr } from '@neuroloom/core';
import { namesIn } from '@neuroloom/core';
import type { Assignment } from './cells.ts';
import { assignments } from './cells.ts';
import type { Model } from './model.ts';
import { ownerOf } from './model.ts';

/** Where something that happens at synapses may write, and what it says. */
export interface Effect {
  readonly assignment: Assignment;
  /** Added to a neuron at the end of the synapse, rather than set. */
  readonly added: boolean;
  readonly e: Expr;
}

export function statements(effects: readonly Effect[]): string[] {
  const adds = effects.filter((x) => x.added).map(({ assignment: a }) => `${a.to} += ${a.text}`);
  const sets = effects.filter((x) => !x.added);
  // Changes of weights one after the other, then all traces together.
  const isWeight = (x: Effect): boolean => sets.some((y) => y !== x && y.assignment.is === x.assignment.is);
  const first = sets.filter((x) => isWeight(x)).map(({ assignment: a }) => `${a.to} = ${a.text}`);
  return [...adds, ...first, ...assignments(sets.filter((x) => !isWeight(x)).map((x) => x.assignment))];
}

/** Whether it depends on the time, or on ticks that count down: both move on between the end of a step and the next. */
export function readsWhatCounts(model: Model, e: Expr): boolean {
  return [...namesIn(e)].some((q) => {
    if (q === 't') return true;
    const [id, what] = ownerOf(q);
    return q !== 'dt' && model.node(id).def.state[what]?.kind === 'steps';
  });
}

/** Whether it reads a signal of the neurons at the ends of the synapses. */
export function readsCells(model: Model, e: Expr): boolean {
  return [...namesIn(e)].some((q) => {
    const [id, what] = ownerOf(q);
    if (q === 't' || q === 'dt' || !Object.hasOwn(model.node(id).def.inputs, what)) return false;
    return model.node(id).def.inputs[what]!.kind === 'signal';
  });
}

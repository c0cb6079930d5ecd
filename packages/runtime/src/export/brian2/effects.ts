/** What an event does at a synapse, and in which order it is written. */
import type { Expr } from '@neuroloom/core';
import type { Assignment } from './cells.ts';
import { assignments } from './cells.ts';

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

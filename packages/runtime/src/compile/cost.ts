/** What a tick costs, roughly, from its kernels alone: enough to tell whether threads would pay. */
import type { Body, Kernel, Program } from '../program.ts';
import { some } from '../term.ts';
import { bodies, operations } from './rewrite.ts';
import { SETTLE_EVERY } from './settle.ts';
import type { Shares } from './shares.ts';
import { dealOut } from './shares.ts';

/** One operation of one element, where a vector instruction does four (ns). */
const OPERATION = 0.03;
/** What an element takes besides, in operations: its loads, and the loop. */
const BESIDES = 4;
/** A synapse somewhere in memory (ns). */
const SYNAPSE = 1;
/** Neurons that fire in a tick: 10 Hz in steps of 0.1 ms. */
const FIRING = 1e-3;

/** What each thread should have to do in a tick (ns), so that meeting the others is small beside it. */
const WORTH = 2500;
/** Threads that meet, and wait for the last of them (ns). */
const MEETING = 400;
/** They pay when a tick takes no more than this of what it takes alone. */
const GAIN = 0.85;

/** Nanoseconds. */
export function costOf(program: Program, k: Kernel): number {
  const often = k.when && !k.otherwise && some(k.when, (t) => t.op === 'tick') ? 1 / SETTLE_EVERY : 1;
  return often * Math.max(...bodies(k).map((b) => iterations(program, k, b)));
}

function iterations(program: Program, { loop }: Kernel, b: Body): number {
  const width = program.precision === 'f64' ? 2 : 1;
  const work = operations(b) + 2 * (b.stores.length + b.folds.length) + BESIDES;
  const vector = OPERATION * width * work;
  const scalar = 4 * OPERATION * work;
  switch (loop.over) {
    case 'axis':
      return loop.length * (loop.columns === undefined ? vector : scalar);
    case 'events':
      return FIRING * program.lists.get(loop.list)!.length * scalar;
    default: {
      const { sparse, rows, columns } = program.spaces.get(loop.space)!;
      const all = sparse ? sparse.synapses * (SYNAPSE + scalar) : rows * columns * vector;
      return loop.over === 'synapses' ? all : FIRING * all;
    }
  }
}

/** How to deal out the tick to no more than so many threads; null where one is as good. */
export function worthSharing(program: Program, most: number): Shares | null {
  const costs = new Map((program.groups.get('tick') ?? []).map((k) => [k, costOf(program, k)]));
  const whole = [...costs.values()].reduce((a, b) => a + b, 0);
  const threads = Math.min(most, Math.floor(whole / WORTH));
  if (threads < 2) return null;
  const shares = dealOut(program, threads);
  const dealt = [...shares.before, ...shares.steps.flatMap((s) => [...s.kernels, ...s.after])];
  const alone = dealt.reduce((ns, { kernel, cut }) => ns + (cut ? 0 : costs.get(kernel)!), 0);
  const together = alone + (whole - alone) / threads + MEETING * shares.steps.length;
  return together <= GAIN * whole ? shares : null;
}

/**
 * Synapses that each have a delay of their own. A row is sorted by delay, so that the synapses of one delay are a
 * stretch of it: in every tick, what fired d ticks ago is delivered along its stretch of delay d, the longest delay
 * first. Arrivals at a target thus add up in the order in which they were sent, then of the sources.
 */
import type { Expr } from '@neuroloom/core';
import { hashName, isSpread, NeuroloomError, parse, substitute } from '@neuroloom/core';
import type { Stretches } from '../program.ts';
import { columnar } from './columnar.ts';
import type { Pairs } from './connectivity.ts';
import type { Instance } from './resolve.ts';
import { formulaParams } from './scope.ts';

/** Synapses whose formula is worked out at once. */
const CHUNK = 4096;

/** The delay of a node as a formula, if its synapses differ. */
export function spreadOf(n: Instance): Expr | null {
  const value = n.values['delay'];
  if (typeof value !== 'string' || !isSpread(n.def.params['delay'], value)) return null;
  return substitute(parse(value), formulaParams(n));
}

/** Ticks of every synapse by a node's formula, in the order of the pairs. */
export function spreadDelays(
  n: Instance,
  pairs: Pairs,
  rows: number,
  columns: number,
  dt: number,
  seed: number,
): Int32Array {
  const formula = spreadOf(n)!;
  const count = pairs.target.length;
  const ticks = new Int32Array(count);
  const [pre, post] = [new Float64Array(CHUNK), new Float64Array(CHUNK)];
  let row = 0;
  for (let first = 0; first < count; first += CHUNK) {
    const size = Math.min(CHUNK, count - first);
    for (let k = 0; k < size; k++) {
      while (pairs.start[row + 1]! <= first + k) row++;
      pre[k] = row;
      post[k] = pairs.target[first + k]!;
    }
    const times = columnar(formula, {
      count: size,
      first,
      dt,
      key: [seed, hashName(n.id)],
      name: (name) => Number(n.values[name]),
      index: (axis) => (axis === 'pre' ? pre : post).subarray(0, size),
      size: (axis) => (axis === 'pre' ? rows : axis === 'post' ? columns : count),
    });
    for (let k = 0; k < size; k++) ticks[first + k] = ticksOf(times[k]!, dt, n.id, pre[k]!, post[k]!);
  }
  return ticks;
}

/** Ticks of one synapse's delay in ms. At least one: what a synapse delivers in the tick it was sent in has no order among later ones. */
export function ticksOf(ms: number, dt: number, node: string, pre: number, post: number): number {
  const ticks = Math.round(ms / dt);
  if (ticks >= 1 && ticks < 2 ** 24) return ticks;
  const shown = `${Number(ms.toPrecision(6))} ms`;
  throw new NeuroloomError({
    where: `${node}.delay`,
    node,
    what:
      ticks >= 1
        ? `the synapse from ${pre} to ${post} has a delay of ${shown}, which is ${ticks} steps`
        : `the synapse from ${pre} to ${post} has a delay of ${shown}, shorter than a step of ${dt} ms`,
    remedy: 'delays that differ must all be at least one step, and finite: bound the formula with max(dt, …)',
  });
}

/** The pairs with every row sorted by delay, and `order`: where each synapse of the result was. */
export function sortByDelay(
  pairs: Pairs,
  ticks: Int32Array,
): { pairs: Pairs; stretches: Stretches; order: Int32Array } {
  const rows = pairs.start.length - 1;
  let longest = 0;
  for (const d of ticks) if (d > longest) longest = d;
  const slot = new Int32Array(longest + 1);
  for (const d of ticks) slot[d] = 1;
  const delays = Int32Array.from([...slot.keys()].filter((d) => slot[d] === 1));
  delays.forEach((d, j) => (slot[d] = j));
  const width = delays.length + 1;
  const at = new Int32Array(rows * width);
  const target = new Int32Array(pairs.target.length);
  const order = new Int32Array(pairs.target.length);
  const next = new Int32Array(width);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [pairs.start[row]!, pairs.start[row + 1]!];
    next.fill(0);
    for (let k = from; k < to; k++) next[slot[ticks[k]!]! + 1]!++;
    next[0] = from;
    for (let j = 1; j < width; j++) next[j]! += next[j - 1]!;
    at.set(next, row * width);
    for (let k = from; k < to; k++) {
      const to2 = next[slot[ticks[k]!]!]!++;
      target[to2] = pairs.target[k]!;
      order[to2] = k;
    }
  }
  return { pairs: { start: pairs.start, target }, stretches: { delays, at }, order };
}

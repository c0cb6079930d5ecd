/** Which synapses exist: drawn from Philox per row, so the same on every target, and independent of their order. */
import type { Connect } from '@neuroloom/core';
import { philox4x32 } from '@neuroloom/core';
import type { SynapseList } from './synapse-list.ts';

export interface Pairs {
  readonly start: Int32Array;
  readonly target: Int32Array;
}

/** Rules that leave who is joined to chance. */
export type Drawn = Exclude<Connect, { rule: 'list' }>;

/** Rows ascending, targets ascending within a row, no pair twice. */
export function connectPairs(
  rule: Drawn,
  by: number,
  rows: number,
  columns: number,
  seed: number,
  node: number,
): Pairs {
  const self = rule.self ?? true;
  if (rule.rule === 'indegree') return fixedIndegree(by, rows, columns, self, seed, node);
  if (rule.rule === 'outdegree') return fixedOutdegree(by, rows, columns, self, seed, node);
  const start = new Int32Array(rows + 1);
  let target = new Int32Array(Math.ceil(rows * columns * Math.min(1, by) * 1.05) + 64);
  let n = 0;
  // Gaps between the successes of a Bernoulli trial with chance p are geometric: one draw per synapse, not per pair.
  const gaps = gapsOf(by, columns);
  const { bounds, first } = gaps;
  const last = bounds.length - 1;
  const words = new Uint32Array(4);
  const signed = new Int32Array(words.buffer);
  for (let row = 0; row < rows && by > 0; row++) {
    for (let column = -1, drawn = 0; ; drawn++) {
      if (by < 1) {
        // Written out and in small integers, for this is most of the work of making a network.
        const w = drawn & 3;
        if (w === 0) philox4x32(drawn >>> 2, row, 0, STREAM, seed, node, words);
        const x = signed[w]! >>> 2;
        let gap = first[x >>> 22]!;
        while (x >= bounds[gap]!) gap++;
        column += gap < last && x < bounds[gap]! - UNSURE ? gap : gaps.exact(words[w]!);
      }
      column += 1;
      if (column >= columns) break;
      if (!self && column === row) continue;
      if (n === target.length) target = grown(target);
      target[n++] = column;
    }
    start[row + 1] = n;
  }
  return { start, target: n < target.length ? target.slice(0, n) : target };
}

/**
 * A way from a random word to floor(log(1 - u) / log(1 - p)), where u is the word's place in (0, 1), without a
 * logarithm for each: `bounds` tells from which of the word's upper 30 bits on a gap is surely longer than its index
 * (the last one ends them), `first` where to begin to look among them, by the upper 8 bits.
 */
interface Gaps {
  readonly bounds: Int32Array;
  readonly first: Int32Array;
  exact(word: number): number;
}

/** So far below a bound, of which rounding may have moved either by one, the gap is surely not longer. */
const UNSURE = 4;
/** As many bounds as pay; what lies behind the last one is computed. */
const MOST_BOUNDS = 1000;

function gapsOf(p: number, most: number): Gaps {
  const scale = 1 / Math.log1p(-p);
  const bounds = new Int32Array(Math.min(most, MOST_BOUNDS) + 1);
  let count = 0;
  for (let left = 1 - p; count < bounds.length - 1 && left > 2 ** -20; left *= 1 - p)
    bounds[count++] = Math.ceil((1 - left) * 2 ** 30) + 2;
  bounds[count++] = 2 ** 30;
  const first = new Int32Array(256);
  for (let k = 0, gap = 0; k < 256; k++) {
    while (bounds[gap]! <= k * 2 ** 22) gap++;
    first[k] = gap;
  }
  return {
    bounds: bounds.subarray(0, count),
    first,
    exact: (word) => Math.floor(Math.log(1 - (word + 0.5) * 2 ** -32) * scale),
  };
}

/** How many pairs a rule makes, or, where that is left to chance, a number that it all but never stays below. */
export function expectedPairs(rule: Drawn, by: number, rows: number, columns: number): number {
  if (rule.rule === 'indegree') return Math.min(by, rows) * columns;
  if (rule.rule === 'outdegree') return Math.min(by, columns) * rows;
  const p = Math.min(1, by);
  const mean = rows * columns * p;
  return Math.max(0, Math.floor(mean - 6 * Math.sqrt(mean * (1 - p))));
}

/** Every source to every target. */
export function allPairs(rows: number, columns: number): Pairs {
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * columns);
  const target = new Int32Array(rows * columns);
  for (let row = 0, k = 0; row < rows; row++) for (let column = 0; column < columns; column++) target[k++] = column;
  return { start, target };
}

function fixedIndegree(k: number, rows: number, columns: number, self: boolean, seed: number, node: number): Pairs {
  const most = self ? rows : rows - 1;
  const wanted = Math.min(k, most);
  const counts = new Int32Array(rows + 1);
  const sources = new Int32Array(wanted * columns);
  /** The last column that chose each source. */
  const taken = new Int32Array(most).fill(-1);
  const draws = new Drawer(seed, node);
  let at = 0;
  for (let column = 0; column < columns; column++) {
    draws.begin(column);
    // Floyd's sampling without replacement: `wanted` distinct sources, each set equally likely.
    for (let j = most - wanted; j < most; j++) {
      const r = draws.below(j + 1);
      const chosen = taken[r] === column ? j : r;
      taken[chosen] = column;
      const row = !self && chosen >= column ? chosen + 1 : chosen;
      sources[at++] = row;
      counts[row + 1]!++;
    }
  }
  for (let row = 0; row < rows; row++) counts[row + 1]! += counts[row]!;
  const start = counts.slice();
  const next = counts.slice(0, rows);
  const target = new Int32Array(sources.length);
  for (let k2 = 0; k2 < sources.length; k2++) target[next[sources[k2]!]!++] = Math.floor(k2 / wanted);
  return { start, target };
}

function fixedOutdegree(k: number, rows: number, columns: number, self: boolean, seed: number, node: number): Pairs {
  const most = self ? columns : columns - 1;
  const wanted = Math.min(k, most);
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * wanted);
  const target = new Int32Array(rows * wanted);
  /** The last row that chose each target. */
  const taken = new Int32Array(Math.max(0, most)).fill(-1);
  const draws = new Drawer(seed, node);
  for (let row = 0, at = 0; row < rows; row++) {
    draws.begin(row);
    for (let j = most - wanted; j < most; j++) {
      const c = draws.below(j + 1);
      const chosen = taken[c] === row ? j : c;
      taken[chosen] = row;
      target[at++] = !self && chosen >= row ? chosen + 1 : chosen;
    }
    target.subarray(at - wanted, at).sort();
  }
  return { start, target };
}

/** Listed pairs by source, else in the order of the list; and where each of them stood in it. */
export function listedPairs(list: SynapseList, rows: number): { pairs: Pairs; order: Int32Array } {
  const start = new Int32Array(rows + 1);
  for (const row of list.pre) start[row + 1]!++;
  for (let row = 0; row < rows; row++) start[row + 1]! += start[row]!;
  const next = start.slice(0, rows);
  const target = new Int32Array(list.count);
  const order = new Int32Array(list.count);
  for (let k = 0; k < list.count; k++) {
    const at = next[list.pre[k]!]!++;
    target[at] = list.post[k]!;
    order[at] = k;
  }
  return { pairs: { start, target }, order };
}

/** The same pairs by target, sources ascending. */
export function transposed(
  pairs: Pairs,
  columns: number,
): { start: Int32Array; source: Int32Array; element: Int32Array } {
  const start = new Int32Array(columns + 1);
  for (const t of pairs.target) start[t + 1]!++;
  for (let c = 0; c < columns; c++) start[c + 1]! += start[c]!;
  const next = start.slice(0, columns);
  const source = new Int32Array(pairs.target.length);
  const element = new Int32Array(pairs.target.length);
  for (let row = 0; row + 1 < pairs.start.length; row++) {
    for (let k = pairs.start[row]!; k < pairs.start[row + 1]!; k++) {
      const at = next[pairs.target[k]!]!++;
      source[at] = row;
      element[at] = k;
    }
  }
  return { start, source, element };
}

/** Draws of who is joined never meet those of a tick: this word stands where those have a site. */
const STREAM = 0x636f6e6e;

/** Uniform numbers of one row or column after another, 32 bits each: every one has a stream of its own. */
class Drawer {
  readonly #seed: number;
  readonly #node: number;
  readonly #words = new Uint32Array(4);
  #row = 0;
  #drawn = 0;

  constructor(seed: number, node: number) {
    this.#seed = seed;
    this.#node = node;
  }

  /** What is drawn next is of this row, from its beginning. */
  begin(row: number): void {
    this.#row = row;
    this.#drawn = 0;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    const w = this.#drawn & 3;
    if (w === 0) philox4x32(this.#drawn >>> 2, this.#row, 0, STREAM, this.#seed, this.#node, this.#words);
    this.#drawn++;
    return Math.floor((this.#words[w]! + 0.5) * 2 ** -32 * below);
  }
}

function grown(a: Int32Array): Int32Array<ArrayBuffer> {
  const b = new Int32Array(a.length * 2);
  b.set(a);
  return b;
}

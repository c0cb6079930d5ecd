/** Spikes counted on a grid of time and neuron, and the population's rate over time. */
import type { SpikesFrame } from '../engine/frames.ts';
import type { Piece, Rolling } from './rolling.ts';
import { multiple, stepFor } from './ticks.ts';

export interface SpikeGrid {
  readonly columns: number;
  readonly rows: number;
  /** Spikes in each bin, row by row; row 0 holds the lowest neuron ids. */
  readonly counts: Uint32Array;
  /** Spikes in the window, hence the sum of `counts`. */
  readonly spikes: number;
}

type SpikeWindow = Pick<Rolling<SpikesFrame>, 'pieces' | 'begin' | 'span'>;

/** Calls `visit(frame, at, from, to)` for the spikes `from` ≤ k < `to` of every piece that lie in the window. */
function inWindow(
  { pieces, begin, span }: SpikeWindow,
  visit: (frame: SpikesFrame, shift: number, from: number, to: number) => void,
): void {
  for (const { at, ticks, frame } of pieces) {
    const shift = at - frame.start - begin;
    const spikes = Math.min(frame.tick.length, frame.id.length);
    const first = Math.max(frame.start, -shift);
    const end = Math.min(frame.start + ticks, span - shift);
    visit(frame, shift, lowerBound(frame.tick, first, spikes), lowerBound(frame.tick, end, spikes));
  }
}

/** First place below `end` whose value is at least `value`, in an ascending array. */
function lowerBound(sorted: Uint32Array, value: number, end: number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts the spikes of a window on a grid; every spike of a neuron of the population falls in exactly one bin. */
export function binSpikes(window: SpikeWindow, columns: number, rows: number): SpikeGrid {
  const counts = new Uint32Array(columns * rows);
  let spikes = 0;
  inWindow(window, ({ tick, id, size }, shift, from, to) => {
    // the middle of a tick, so that coarse ticks stand in the middle of their stretch
    const perTick = columns / window.span;
    const perNeuron = rows / size;
    for (let k = from; k < to; k++) {
      const neuron = id[k]!;
      if (neuron >= size) continue;
      const column = ((tick[k]! + shift + 0.5) * perTick) | 0;
      const row = ((neuron + 0.5) * perNeuron) | 0;
      counts[row * columns + column]!++;
      spikes++;
    }
  });
  return { columns, rows, counts, spikes };
}

export interface Rates {
  /** Ticks per bin; bin k covers ticks [k·ticks, (k + 1)·ticks) after the window's begin. */
  readonly ticks: number;
  /** Spikes per second and neuron; not a number where the window holds no frame. */
  readonly hertz: Float64Array;
}

/** The mean rate of the population in bins of 1, 2 or 5 times a power of ten ms, at most `most` of them. */
export function populationRate(window: SpikeWindow, most: number): Rates {
  const first = window.pieces[0]?.frame;
  if (!first) return { ticks: 1, hertz: new Float64Array() };
  const { dt, size } = first;
  const wanted = multiple(stepFor(window.span * dt, most), 1);
  const ticks = Math.max(1, Math.ceil(wanted / dt - 1e-9));
  const bins = Math.ceil(window.span / ticks);
  const counts = new Uint32Array(bins);
  inWindow(window, (frame, shift, from, to) => {
    for (let k = from; k < to; k++) if (frame.id[k]! < size) counts[Math.floor((frame.tick[k]! + shift) / ticks)]!++;
  });
  const covered = coveredTicks(window, ticks, bins);
  const perTick = 1000 / (size * dt);
  return { ticks, hertz: Float64Array.from(counts, (n, k) => (n / covered[k]!) * perTick) };
}

/** How many ticks of each bin some frame covers. */
function coveredTicks({ pieces, begin, span }: SpikeWindow, ticks: number, bins: number): Uint32Array {
  const covered = new Uint32Array(bins);
  for (const [from, to] of stretches(pieces)) {
    for (let k = Math.max(0, Math.floor((from - begin) / ticks)); k < bins; k++) {
      const low = Math.max(from - begin, k * ticks, 0);
      const high = Math.min(to - begin, (k + 1) * ticks, span);
      if (high <= low) break;
      covered[k]! += high - low;
    }
  }
  return covered;
}

/** The ticks that pieces cover, as stretches that do not overlap. */
export function stretches(pieces: readonly Piece[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const { at, ticks } of pieces) {
    const last = merged.at(-1);
    if (last && at <= last[1]) last[1] = Math.max(last[1], at + ticks);
    else merged.push([at, at + ticks]);
  }
  return merged;
}

/**
 * A picture of a grid, one pixel per bin, highest neurons on top. Each spike is a dot of `width` × `height` pixels; more
 * spikes in a bin make it stronger. Levels are 0 (none) to `levels` - 1.
 */
export function paintSpikes(grid: SpikeGrid, width: number, height: number, levels: number): Uint8Array {
  const { columns, rows, counts } = grid;
  const pixels = new Uint8Array(columns * rows);
  let most = 1;
  let taken = 0;
  for (let k = 0; k < counts.length; k++) {
    const n = counts[k]!;
    if (n === 0) continue;
    taken++;
    if (n > most) most = n;
  }
  // a lone spike is strong on an empty raster and weak on a full one, so that density stays visible
  const lone = 0.9 - 0.65 * (taken / Math.max(1, counts.length));
  const perFold = (1 - lone) / Math.log(Math.max(4, most));
  const left = (width - 1) >> 1;
  const above = (height - 1) >> 1;
  for (let k = 0; k < counts.length; k++) {
    const n = counts[k]!;
    if (n === 0) continue;
    const level = Math.max(1, Math.round((lone + perFold * Math.log(n)) * (levels - 1)));
    const x = k % columns;
    const y = rows - 1 - (k - x) / columns;
    const right = Math.min(columns, x - left + width);
    const bottom = Math.min(rows, y - above + height);
    for (let v = Math.max(0, y - above); v < bottom; v++) {
      for (let at = v * columns + Math.max(0, x - left), end = v * columns + right; at < end; at++) {
        if (pixels[at]! < level) pixels[at] = level;
      }
    }
  }
  return pixels;
}

/** What one measures of spike trains. Times in milliseconds. */
import type { SeriesFrame, SpikesFrame } from '@neuroloom/core';

/** Spike times of one element. */
export function timesOf(f: SpikesFrame, id: number): number[] {
  const times: number[] = [];
  for (let k = 0; k < f.id.length; k++) if (f.id[k] === id) times.push(f.tick[k]! * f.dt);
  return times;
}

/** Spikes per element. */
export function countsOf(f: SpikesFrame): number[] {
  const counts = new Array<number>(f.size).fill(0);
  for (const id of f.id) counts[id]! += 1;
  return counts;
}

/** Intervals between the spikes of each element, all together. */
export function intervalsOf(f: SpikesFrame, elements?: readonly number[]): number[] {
  const wanted = elements ? new Set(elements) : null;
  const last = new Map<number, number>();
  const intervals: number[] = [];
  for (let k = 0; k < f.id.length; k++) {
    const id = f.id[k]!;
    if (wanted && !wanted.has(id)) continue;
    const before = last.get(id);
    if (before !== undefined) intervals.push((f.tick[k]! - before) * f.dt);
    last.set(id, f.tick[k]!);
  }
  return intervals;
}

export const mean = (xs: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < xs.length; k++) sum += xs[k]!;
  return sum / xs.length;
};

/** Standard deviation over mean. */
export function variation(xs: readonly number[]): number {
  const m = mean(xs);
  return Math.sqrt(mean(xs.map((x) => (x - m) ** 2))) / m;
}

export const series = (name: string, unit: string, x: readonly number[], y: readonly number[]): SeriesFrame => ({
  kind: 'series',
  from: name,
  name,
  unit,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});

/** The spikes between two times. */
export function between(f: SpikesFrame, from: number, to: number): SpikesFrame {
  const keep = Array.from(f.tick.keys()).filter((k) => f.tick[k]! * f.dt >= from && f.tick[k]! * f.dt < to);
  return { ...f, tick: Uint32Array.from(keep, (k) => f.tick[k]!), id: Uint32Array.from(keep, (k) => f.id[k]!) };
}

/** Spikes of all elements in bins of so many milliseconds, between two times. */
export function histogram(f: SpikesFrame, bin: number, from: number, to: number): number[] {
  const counts = new Array<number>(Math.round((to - from) / bin)).fill(0);
  for (const tick of f.tick) {
    const k = Math.floor((tick * f.dt - from) / bin + 1e-9);
    if (k >= 0 && k < counts.length) counts[k]! += 1;
  }
  return counts;
}

/** How much of a series' variance its own past at a lag explains. */
export function autocorrelation(xs: readonly number[], lag: number): number {
  const m = mean(xs);
  const shifted = xs.slice(lag).map((x, k) => (x - m) * (xs[k]! - m));
  return mean(shifted) / mean(xs.map((x) => (x - m) ** 2));
}

/** A long line for a narrow axis: of each pixel column the least and the greatest value stay, so no peak is lost. */
import type { SignalFrame } from '../engine/frames.ts';
import type { Rolling } from './rolling.ts';

export interface Samples {
  readonly length: number;
  x(k: number): number;
  y(k: number): number;
}

/**
 * Points x0, y0, x1, y1 … of a line with at most four per column: first, least, greatest and last, in their order. `x`
 * must not fall. A value that is not finite breaks the line (a pair of NaN).
 */
export function decimate(samples: Samples, low: number, high: number, columns: number): Float64Array {
  const out: number[] = [];
  const perColumn = columns / (high - low);
  const columnOf = (k: number): number => Math.floor((samples.x(k) - low) * perColumn);
  for (let k = 0; k < samples.length; ) {
    const column = columnOf(k);
    let least = -1;
    let greatest = -1;
    let first = -1;
    let last = -1;
    const push = (): void => {
      const picks = [...new Set([first, least, greatest, last])].filter((at) => at >= 0).sort((a, b) => a - b);
      for (const at of picks) out.push(samples.x(at), samples.y(at));
      first = least = greatest = last = -1;
    };
    for (; k < samples.length && columnOf(k) === column; k++) {
      const y = samples.y(k);
      if (!Number.isFinite(y)) {
        push();
        if (out.length > 0 && !Number.isNaN(out.at(-1))) out.push(Number.NaN, Number.NaN);
        continue;
      }
      if (first < 0) first = k;
      if (least < 0 || y < samples.y(least)) least = k;
      if (greatest < 0 || y > samples.y(greatest)) greatest = k;
      last = k;
    }
    push();
  }
  return Float64Array.from(out);
}

/** Samples of one element over a window of traces: x in ticks of the figure's clock. Stretches without a frame break it. */
export function traceSamples({ pieces }: Rolling<SignalFrame>, pick: number): Samples {
  const xs: number[] = [];
  const ys: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { at, ticks, frame } of pieces) {
    const { picks, data, stride } = frame;
    if (xs.length > 0 && at > end) {
      xs.push(end);
      ys.push(Number.NaN);
    }
    const samples = Math.min(Math.ceil(ticks / stride), Math.floor(data.length / picks.length));
    for (let k = 0; k < samples; k++) {
      xs.push(at + k * stride);
      ys.push(data[k * picks.length + pick]!);
    }
    end = at + ticks;
  }
  return { length: xs.length, x: (k) => xs[k]!, y: (k) => ys[k]! };
}

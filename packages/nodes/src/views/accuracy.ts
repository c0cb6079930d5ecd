import { count, defineOperator, frame, metric } from '@neuroloom/core';
import type { SeriesFrame } from '@neuroloom/core';
import { filter, map, scan } from 'rxjs';

interface Curve {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Every how many values one is kept; doubles whenever the curve is full. */
  readonly stride: number;
  readonly seen: number;
}

/** A number over the run, thinned evenly so that it stays a curve of bounded length. */
export const accuracy = defineOperator({
  type: 'view/accuracy',
  version: 1,
  title: 'Accuracy',
  summary: 'A metric over the trials of a run.',
  cite: ['diehl2015'],
  params: { points: count(512, 'Points of the curve at most', { min: 16, max: 65_536 }) },
  inputs: { metric: metric('The metric to follow') },
  outputs: { frame: frame('The curve so far') },
  run: ({ metric }, { points }, { node }) => ({
    frame: metric.pipe(
      scan((c: Curve | null, m): Curve => {
        const last = c?.name === m.name ? c : { name: m.name, x: [], y: [], stride: 1, seen: 0 };
        const grown =
          last.seen % last.stride === 0 ? { ...last, x: [...last.x, m.mark.id], y: [...last.y, m.value] } : last;
        const even = (_: number, k: number): boolean => k % 2 === 0;
        const kept =
          grown.x.length > points
            ? { ...grown, x: grown.x.filter(even), y: grown.y.filter(even), stride: grown.stride * 2 }
            : grown;
        return { ...kept, seen: last.seen + 1 };
      }, null),
      filter((c) => c !== null && (c.seen - 1) % c.stride === 0),
      map(
        (c): SeriesFrame => ({
          kind: 'series',
          from: `${node}.frame`,
          name: c!.name,
          unit: '1',
          x: Float64Array.from(c!.x),
          y: Float64Array.from(c!.y),
        }),
      ),
    ),
  }),
});

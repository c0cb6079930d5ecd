import { count, defineOperator, frame, metric } from '@neuroloom/core';
import type { SeriesFrame } from '@neuroloom/core';
import { filter, map, scan } from 'rxjs';

/** Written in place: it grows with every trial. */
interface Curve {
  readonly name: string;
  x: number[];
  y: number[];
  /** Every how many values one is kept; doubles whenever the curve is full. */
  stride: number;
  seen: number;
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
      scan((before: Curve | null, m): Curve => {
        const c = before?.name === m.name ? before : { name: m.name, x: [], y: [], stride: 1, seen: 0 };
        if (c.seen++ % c.stride !== 0) return c;
        c.x.push(m.mark.id);
        c.y.push(m.value);
        if (c.x.length <= points) return c;
        const even = (_: number, k: number): boolean => k % 2 === 0;
        [c.x, c.y, c.stride] = [c.x.filter(even), c.y.filter(even), 2 * c.stride];
        return c;
      }, null),
      filter((c) => c !== null && (c.seen - 1) % c.stride === 0),
      map(
        (c): SeriesFrame => ({
          kind: 'series',
          from: `${node}.frame`,
          name: c!.name,
          unit: '1',
          x: new Float64Array(c!.x),
          y: new Float64Array(c!.y),
        }),
      ),
    ),
  }),
});

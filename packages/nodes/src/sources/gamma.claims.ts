import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, mean, variation } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { gamma } from './gamma.ts';

const SHAPES = [1, 4, 25];

export const claims = claimsAbout(gamma, {
  'Its intervals have the rate that was asked for and vary by one over the root of the shape': {
    cite: 'perkel1967',
    grade: 'statistical',
    because:
      'four standard errors: of n intervals the mean varies by CV / √n of itself and the CV by at most √(1/2 + 1/k) of itself / √n; hidden events come at most once in a step of 0.1 ms, which takes 5 % of the variance where one comes every 2 ms',
    graph: network({
      dt: '0.1 ms',
      duration: '20 s',
      nodes: Object.fromEntries(
        SHAPES.map((shape) => [`shape${shape}`, ['source/gamma', { size: 20, rate: '20 Hz', shape }] as const]),
      ),
    }),
    probes: SHAPES.map((shape) => `shape${shape}.spikes`),
    check: (run) => ({
      points: SHAPES.flatMap((shape) => {
        const spikes = run.spikes(`shape${shape}.spikes`);
        const intervals = intervalsOf(spikes);
        const cv = 1 / Math.sqrt(shape);
        const root = Math.sqrt(intervals.length);
        return [
          {
            what: `mean rate, shape ${shape}`,
            unit: 'Hz',
            measured: mean(countsOf(spikes)) / 20,
            expected: 20,
            tolerance: (4 * 20 * cv) / root,
          },
          {
            what: `variation of intervals, shape ${shape}`,
            measured: variation(intervals),
            expected: cv,
            tolerance: cv * ((4 * Math.sqrt(0.5 + 1 / shape)) / root + 0.025),
          },
        ];
      }),
    }),
  },
});

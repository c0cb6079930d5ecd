import { claimsAbout } from '../claims/claim.ts';
import { relayNetwork } from '../claims/digits.ts';
import { accuracy } from './accuracy.ts';

export const claims = claimsAbout(accuracy, {
  'Its curve ends at the value of the metric': {
    cite: 'diehl2015',
    grade: 'exact',
    because: 'the last of 64 answers is on the curve, because 64 is a multiple of every thinning up to 16 points',
    graph: relayNetwork(
      { train: 100, assign: 0, test: 65 },
      { readout: ['readout/ridge', { lambda: 10 }], curve: ['view/accuracy', { points: 64 }] },
      ['units.r -> readout.features', 'schedule.label -> readout.label', 'readout.accuracy -> curve.metric'],
    ),
    check: ({ result }) => {
      const f = result.frames['curve.frame'];
      const y = f?.kind === 'series' ? f.y : new Float64Array();
      return {
        points: [
          { what: 'last value', measured: y.at(-1) ?? NaN, expected: result.metrics['accuracy'] ?? NaN, tolerance: 0 },
        ],
        ...(f ? { figure: f } : {}),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { relayNetwork } from '../claims/digits.ts';
import { confusion } from './confusion.ts';

export const claims = claimsAbout(confusion, {
  'Its diagonal over its sum is the accuracy': {
    cite: 'diehl2015',
    grade: 'exact',
    because: 'both are counts of the same answers',
    graph: relayNetwork(
      { train: 100, assign: 0, test: 100 },
      { readout: ['readout/ridge', { lambda: 10 }], matrix: ['view/confusion'] },
      [
        'units.r -> readout.features',
        'schedule.label -> readout.label',
        'readout.prediction -> matrix.prediction',
        'schedule.label -> matrix.label',
      ],
    ),
    check: ({ result }) => {
      const f = result.frames['matrix.frame'];
      const counts = f?.kind === 'confusion' ? Array.from(f.counts) : [];
      const total = counts.reduce((a, b) => a + b, 0);
      const right = counts.reduce((sum, n, k) => (k % 11 === 0 ? sum + n : sum), 0);
      return {
        points: [
          { what: 'answers', measured: total, expected: 100, tolerance: 0 },
          {
            what: 'share on the diagonal',
            measured: right / total,
            expected: result.metrics['accuracy'] ?? NaN,
            tolerance: 1e-12,
          },
        ],
        ...(f ? { figure: f } : {}),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { rateDense } from './rate-dense.ts';

export const claims = claimsAbout(rateDense, {
  'Its output is the product of the weight matrix and its input': {
    cite: 'wilson1972',
    grade: 'close',
    because: 'fifty products of numbers up to 50, summed in single precision',
    graph: network({
      dt: '1 ms',
      duration: '1 ms',
      nodes: {
        input: ['source/signal', { size: 50, value: '0.1 * index(neuron)' }],
        matrix: ['projection/rate-dense', { w_init: 'index(pre) - 10 * index(post)' }],
        units: ['population/rate', { size: 3 }],
      },
      wires: ['input.x -> matrix.x', 'matrix.y -> units.I'],
    }),
    probes: ['matrix.y[0..2]'],
    check: (run) => {
      const y = run.last('matrix.y');
      const expected = (j: number): number =>
        Array.from({ length: 50 }, (_, i) => 0.1 * i * (i - 10 * j)).reduce((a, b) => a + b, 0);
      return {
        points: [0, 1, 2].map((j) => ({
          what: `target ${j}`,
          measured: y[j]!,
          expected: expected(j),
          tolerance: 0.01,
        })),
      };
    },
  },
});

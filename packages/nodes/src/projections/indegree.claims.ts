import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { indegree } from './indegree.ts';

const [N, M, K] = [120, 300, 30];

export const claims = claimsAbout(indegree, {
  'Every target has the same number of different sources, and sources are drawn evenly': {
    cite: 'brunel2000',
    grade: 'exact',
    because: 'in-degrees are exact; the out-degree of a source is binomial, so its variance has four standard errors',
    graph: network({
      dt: '1 ms',
      duration: '1 ms',
      nodes: {
        a: ['source/pulses', { size: N }],
        synapses: ['projection/indegree', { k: K }],
        b: ['population/lif-cuba', { size: M }],
      },
      wires: ['a.spikes -> synapses.pre', 'synapses.out -> b.exc'],
    }),
    probes: ['synapses.w'],
    check: (run) => {
      const alive = Array.from(run.last('synapses.w'), (x) => (x > 0 ? 1 : 0));
      const into = Array.from({ length: M }, (_, j) =>
        Array.from({ length: N }, (_, i) => alive[i * M + j]!).reduce<number>((a, b) => a + b, 0),
      );
      const out = Array.from({ length: N }, (_, i) =>
        alive.slice(i * M, (i + 1) * M).reduce<number>((a, b) => a + b, 0),
      );
      const p = K / N;
      const variance = out.reduce((sum, d) => sum + (d - M * p) ** 2, 0) / N;
      return {
        points: [
          { what: 'smallest in-degree', measured: Math.min(...into), expected: K, tolerance: 0 },
          { what: 'largest in-degree', measured: Math.max(...into), expected: K, tolerance: 0 },
          {
            what: 'variance of the out-degree',
            measured: variance,
            expected: M * p * (1 - p),
            tolerance: 4 * M * p * (1 - p) * Math.sqrt(2 / N),
          },
        ],
      };
    },
  },
});

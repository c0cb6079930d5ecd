import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { outdegree } from './outdegree.ts';

const [N, M, K] = [300, 120, 30];

export const claims = claimsAbout(outdegree, {
  'Every source has the same number of different targets, and targets are drawn evenly': {
    cite: 'brunel2000',
    grade: 'exact',
    because: 'out-degrees are exact; the in-degree of a target is binomial, so its variance has four standard errors',
    graph: network({
      dt: '1 ms',
      duration: '1 ms',
      nodes: {
        a: ['source/pulses', { size: N }],
        synapses: ['projection/outdegree', { k: K }],
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
      const p = K / M;
      const variance = into.reduce((sum, d) => sum + (d - N * p) ** 2, 0) / M;
      return {
        points: [
          { what: 'smallest out-degree', measured: Math.min(...out), expected: K, tolerance: 0 },
          { what: 'largest out-degree', measured: Math.max(...out), expected: K, tolerance: 0 },
          {
            what: 'variance of the in-degree',
            measured: variance,
            expected: N * p * (1 - p),
            tolerance: 4 * N * p * (1 - p) * Math.sqrt(2 / M),
          },
        ],
      };
    },
  },
});

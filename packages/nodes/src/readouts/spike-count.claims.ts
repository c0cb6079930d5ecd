import { claimsAbout } from '../claims/claim.ts';
import { countsOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { spikeCount } from './spike-count.ts';

export const claims = claimsAbout(spikeCount, {
  'It counts every spike once': {
    cite: 'diehl2015',
    grade: 'exact',
    because: 'counting is exact',
    graph: network({
      dt: '0.5 ms',
      duration: '1 s',
      nodes: {
        light: ['source/signal', { size: 20, value: 'index(neuron) / 10' }],
        input: ['encoder/poisson'],
        count: ['readout/spike-count'],
      },
      wires: ['light.x -> input.x', 'input.spikes -> count.spikes'],
    }),
    probes: ['input.spikes', 'count.n[0..19]'],
    check: (run) => {
      const n = run.last('count.n');
      return {
        points: countsOf(run.spikes('input.spikes')).map((c, k) => ({
          what: `spikes of neuron ${k}`,
          measured: n[k]!,
          expected: c,
          tolerance: 0,
        })),
      };
    },
  },
});

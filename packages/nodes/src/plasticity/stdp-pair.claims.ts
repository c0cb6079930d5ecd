import { claimsAbout } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { stdpPair } from './stdp-pair.ts';

/** Post minus pre, from -60 to +60 ms. */
const lags = Array.from({ length: 31 }, (_, k) => 4 * k - 60);
const window = (lag: number): number => (lag >= 0 ? 0.005 * Math.exp(-lag / 20) : -0.00525 * Math.exp(lag / 20));

export const claims = claimsAbout(stdpPair, {
  'One pair of spikes changes the weight by the exponential window': {
    cite: 'song2000',
    grade: 'close',
    because:
      'a weight near 0.5 is stored to 3e-8, and a trace decays exactly; at lag 0 the post-spike finds the full trace',
    graph: network({
      dt: '0.5 ms',
      duration: '200 ms',
      nodes: {
        pre: ['source/pulses', { size: 1, start: '80 ms', number: '1' }],
        post: ['source/pulses', { size: lags.length, start: '20 ms + 4 ms * index(neuron)', number: '1' }],
        synapses: ['projection/dense', { w_init: '0.5', delay: 0 }],
        stdp: ['plasticity/stdp-pair'],
      },
      wires: [
        'pre.spikes -> synapses.pre',
        'pre.spikes -> stdp.pre',
        'post.spikes -> stdp.post',
        'stdp.dw -> synapses.dw',
      ],
    }),
    probes: ['synapses.w'],
    check: (run) => {
      const change = Array.from(run.last('synapses.w'), (w) => w - 0.5);
      return {
        points: lags.map((lag, k) => ({
          what: `change at lag ${lag} ms`,
          measured: change[k]!,
          expected: window(lag),
          tolerance: 1e-6,
        })),
        figure: series('change of weight over lag', '1', lags, change),
      };
    },
  },
});

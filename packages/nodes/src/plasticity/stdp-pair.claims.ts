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
  'With nothing carried over, a spike pairs with the nearest one only': {
    cite: 'morrison2008',
    grade: 'close',
    because: 'a weight near 0.5 is stored to 3e-8, and traces decay exactly',
    graph: network({
      dt: '0.5 ms',
      duration: '200 ms',
      nodes: {
        pre: ['source/pulses', { size: 1, start: '50 ms', period: '10 ms', number: '3' }],
        post: ['source/pulses', { size: 2, start: '75 ms', period: '10 ms', number: '1 + index(neuron)' }],
        all: ['projection/dense', { w_init: '0.5', delay: 0 }],
        nearest: ['projection/dense', { w_init: '0.5', delay: 0 }],
        stdp: ['plasticity/stdp-pair'],
        near: ['plasticity/stdp-pair', { carry: 0 }],
      },
      wires: [
        'pre.spikes -> all.pre',
        'pre.spikes -> nearest.pre',
        'pre.spikes -> stdp.pre',
        'post.spikes -> stdp.post',
        'stdp.dw -> all.dw',
        'pre.spikes -> near.pre',
        'post.spikes -> near.post',
        'near.dw -> nearest.dw',
      ],
    }),
    probes: ['all.w', 'nearest.w'],
    check: (run) => {
      // Spikes before at 50, 60 and 70 ms; after at 75 ms, and for the second target at 85 ms too.
      const point = (what: string, of: string, k: number, lags: readonly number[]) => ({
        what,
        measured: run.last(of)[k]! - 0.5,
        expected: lags.reduce((sum, lag) => sum + window(lag), 0),
        tolerance: 1e-6,
      });
      return {
        points: [
          point('one spike, all pairs', 'all.w', 0, [5, 15, 25]),
          point('one spike, nearest', 'nearest.w', 0, [5]),
          point('two spikes, all pairs', 'all.w', 1, [5, 15, 25, 15, 25, 35]),
          point('two spikes, nearest', 'nearest.w', 1, [5, 15]),
        ],
      };
    },
  },
});

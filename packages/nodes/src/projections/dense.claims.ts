import { claimsAbout } from '../claims/claim.ts';
import { relayNetwork } from '../claims/digits.ts';
import { network } from '../claims/network.ts';
import { dense } from './dense.ts';

export const claims = claimsAbout(dense, {
  'What arrives is the weighted sum over the sources that fired': {
    cite: 'brette2007',
    grade: 'close',
    because: 'four additions of numbers below 200 and one decay of 0.1 ms, in single precision',
    graph: network({
      dt: '0.1 ms',
      duration: '1 ms',
      nodes: {
        volley: ['source/pulses', { size: 4, start: '0 ms', number: '1' }],
        synapses: ['projection/dense', { w_init: 'index(pre) + 10 * index(post)', scale: '0.5 mV' }],
        cells: ['population/lif-cuba', { size: 3, v_rest: '-70 mV', v_init: 'v_rest' }],
      },
      wires: ['volley.spikes -> synapses.pre', 'synapses.out -> cells.exc'],
    }),
    probes: ['cells.g_e[0..2]'],
    check: (run) => {
      const { data } = run.signal('cells.g_e');
      return {
        points: [
          ...[0, 1, 2].map((j) => ({
            what: `target ${j} before arrival`,
            unit: 'mV',
            measured: data[j]!,
            expected: 0,
            tolerance: 0,
          })),
          ...[0, 1, 2].map((j) => ({
            what: `target ${j} at arrival`,
            unit: 'mV',
            measured: data[3 + j]!,
            expected: 0.5 * (0 + 1 + 2 + 3 + 4 * 10 * j) * Math.exp(-0.1 / 5),
            tolerance: 1e-4,
          })),
        ],
      };
    },
  },
  'Normalisation brings the weights onto each target to one sum and keeps their proportions': {
    cite: 'diehl2015',
    grade: 'close',
    because: 'a sum of six numbers and two roundings in single precision',
    graph: relayNetwork(
      { train: 1, assign: 0, test: 0 },
      {
        silence: ['source/pulses', { size: 6, number: '0' }],
        synapses: ['projection/dense', { w_init: '1 + index(pre) + index(post)', total: 3 }],
        cells: ['population/adaptive-lif', { size: 4 }],
      },
      ['silence.spikes -> synapses.pre', 'synapses.out -> cells.exc', 'schedule.trained -> synapses.normalise'],
    ),
    probes: ['synapses.w'],
    check: (run) => {
      const w = run.last('synapses.w');
      // Six weights 1 + i + j onto target j add up to 21 + 6 j.
      return {
        points: Array.from({ length: 24 }, (_, k) => {
          const [i, j] = [Math.floor(k / 4), k % 4];
          return {
            what: `weight from ${i} to ${j}`,
            measured: w[k]!,
            expected: (3 * (1 + i + j)) / (21 + 6 * j),
            tolerance: 1e-6,
          };
        }),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { between, countsOf, mean } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { synapticScaling } from './synaptic-scaling.ts';

export const claims = claimsAbout(synapticScaling, {
  'The weights of a silent neuron grow by one factor, e-fold in tau_scale once its last spikes are forgotten': {
    cite: 'turrigiano1998',
    grade: 'close',
    because: 'fifty steps of 2 % stand for their exponential to 1 %',
    graph: network({
      dt: '1 ms',
      duration: '5.001 s',
      nodes: {
        silence: ['source/pulses', { size: 4, number: '0' }],
        cells: ['population/lif', { size: 2 }],
        synapses: ['projection/sparse', { p: 1, w_init: '0.1 + 0.1 * index(pre)', w_max: 100, scale: '1 pA' }],
        rule: ['plasticity/synaptic-scaling', { tau_rate: '1 s', tau_scale: '5 s' }],
      },
      wires: [
        'silence.spikes -> synapses.pre',
        'synapses.out -> cells.exc',
        'cells.spikes -> rule.post',
        'synapses.weights -> rule.w',
        'rule.dw -> synapses.dw',
      ],
    }),
    probes: ['synapses.w'],
    check: (run) => {
      const w = run.last('synapses.w');
      // d ln w / dt = (1 - r / target) / tau_scale with r / target = e^(-t / tau_rate).
      const growth = Math.exp((5 - 1 * (1 - Math.exp(-5))) / 5);
      return {
        points: Array.from({ length: 8 }, (_, k) => {
          const first = 0.1 + 0.1 * Math.floor(k / 2);
          return { what: `weight ${k}`, measured: w[k]!, expected: first * growth, tolerance: 0.01 * first * growth };
        }),
      };
    },
  },
  'Neurons come to the target rate, and their weights keep their proportions': {
    cite: 'vanrossum2000',
    grade: 'statistical',
    because:
      'spikes of 20 neurons in 20 s at 5 Hz are 2000, counted to 3 %; proportions are kept but for a rounding of 1e-7 in each of 600 steps',
    graph: network({
      dt: '1 ms',
      duration: '60 s',
      nodes: {
        bright: ['source/signal', { size: 40, value: '1' }],
        inputs: ['encoder/poisson', { rate: '20 Hz' }],
        cells: ['population/lif', { size: 20 }],
        synapses: [
          'projection/dense',
          { w_init: '(0.1 + 0.02 * index(post)) * (1 + index(pre) / 40)', w_max: 100, scale: '20 pA' },
        ],
        rule: ['plasticity/synaptic-scaling', { tau_scale: '5 s' }],
      },
      wires: [
        'bright.x -> inputs.x',
        'inputs.spikes -> synapses.pre',
        'synapses.out -> cells.exc',
        'cells.spikes -> rule.post',
        'synapses.weights -> rule.w',
        'rule.dw -> synapses.dw',
      ],
    }),
    probes: ['cells.spikes', 'synapses.w'],
    check: (run) => {
      const rates = countsOf(between(run.spikes('cells.spikes'), 40_000, 60_000)).map((n) => n / 20);
      const w = run.last('synapses.w');
      return {
        points: [
          { what: 'mean rate', unit: 'Hz', measured: mean(rates), expected: 5, tolerance: 0.3 },
          { what: 'slowest', unit: 'Hz', measured: Math.min(...rates), expected: 4, is: 'at least', tolerance: 0 },
          { what: 'fastest', unit: 'Hz', measured: Math.max(...rates), expected: 6, is: 'at most', tolerance: 0 },
          ...[0, 10, 19].map((j) => ({
            what: `last weight over first, target ${j}`,
            measured: w[39 * 20 + j]! / w[j]!,
            expected: 1 + 39 / 40,
            tolerance: 1e-4,
          })),
        ],
      };
    },
  },
});

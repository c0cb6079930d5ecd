import { claimsAbout } from '../claims/claim.ts';
import { digitsNetwork } from '../claims/digits.ts';
import { neurons } from './neurons.ts';

const SIZE = 20;
const whole = digitsNetwork({ neurons: SIZE, train: 0, assign: 1, test: 0, prune: true, schedule: { min_spikes: 0 } });
const dropped = [
  { from: 'input_exc.weights', to: 'dropping.w' },
  { from: 'schedule.prune', to: 'dropping.prune' },
];

export const claims = claimsAbout(neurons, {
  'It removes a quarter of the neurons, with all their synapses, and nothing else': {
    cite: 'li2017',
    grade: 'exact',
    because:
      'fresh random weights give each neuron another sum of squares, so exactly five of twenty go; a neuron that is no more reads as zeros',
    graph: {
      ...whole,
      nodes: { ...whole.nodes, dropping: { type: neurons.type, version: 1, params: { fraction: 0.25 } } },
      wires: [...whole.wires.filter((w) => w.to !== 'pruning.prune' && w.to !== 'input_exc.normalise'), ...dropped],
    },
    probes: ['input_exc.w'],
    check: (run) => {
      const w = run.last('input_exc.w');
      const without = Array.from({ length: SIZE }, (_, j) => j).filter((j) =>
        w.every((x, k) => k % SIZE !== j || x === 0),
      );
      return {
        points: [
          { what: 'neurons without a synapse', measured: without.length, expected: 5, tolerance: 0 },
          { what: 'weights above zero', measured: w.filter((x) => x > 0).length, expected: 784 * 15, tolerance: 0 },
        ],
      };
    },
  },
});

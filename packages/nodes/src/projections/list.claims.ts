import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { list } from './list.ts';

/** pre, post, weight, delay in ms. */
const SYNAPSES = [
  [0, 0, 0.5, 2],
  [0, 1, 0.25, 4],
  [1, 2, 0.75, 1],
] as const;
const TAU = 5;

export const claims = claimsAbout(list, {
  'Each listed synapse, and no other, delivers its weight after its delay': {
    cite: 'white1986',
    grade: 'exact',
    because: 'times are whole steps; a jump is seen after one step of decay, in single precision',
    graph: network({
      dt: '0.5 ms',
      duration: '10 ms',
      nodes: {
        a: ['source/pulses', { size: 2, start: '1 ms + 2 ms * index(neuron)', number: '1' }],
        synapses: ['projection/list', { synapses: SYNAPSES.map((s) => s.join(', ')).join('; '), scale: '1 mV' }],
        b: ['population/lif-cuba', { size: 4, tau_exc: `${TAU} ms` }],
      },
      wires: ['a.spikes -> synapses.pre', 'synapses.out -> b.exc'],
    }),
    probes: ['b.g_e'],
    check: (run) => {
      const { data, picks } = run.signal('b.g_e');
      const size = picks.length;
      const first = (j: number): number => data.findIndex((x, k) => k % size === j && x > 0);
      const points = SYNAPSES.flatMap(([i, j, weight, delay]) => [
        {
          what: `arrival of ${i} at ${j}`,
          unit: 'ms',
          measured: 0.5 * Math.floor(first(j) / size),
          expected: 1 + 2 * i + delay,
          tolerance: 0,
        },
        {
          what: `jump of ${i} at ${j}`,
          unit: 'mV',
          measured: data[first(j)]!,
          expected: weight * Math.exp(-0.5 / TAU),
          tolerance: 1e-6,
        },
      ]);
      const untouched = data.filter((x, k) => k % size === 3 && x !== 0).length;
      return {
        points: [...points, { what: 'jumps without a synapse', measured: untouched, expected: 0, tolerance: 0 }],
      };
    },
  },
});

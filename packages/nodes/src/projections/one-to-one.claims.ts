import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { oneToOne } from './one-to-one.ts';

export const claims = claimsAbout(oneToOne, {
  'An event reaches its partner alone, after the delay': {
    cite: 'diehl2015',
    grade: 'close',
    because: 'one addition and two steps of decay in single precision',
    graph: network({
      dt: '0.1 ms',
      duration: '2 ms',
      nodes: {
        clock: ['source/pulses', { size: 3, start: '0.1 ms * index(neuron)', number: '1' }],
        synapses: ['projection/one-to-one', { w: '2 mV', delay: '0.5 ms' }],
        cells: ['population/lif-cuba', { size: 3, v_rest: '-70 mV', v_init: 'v_rest' }],
      },
      wires: ['clock.spikes -> synapses.pre', 'synapses.out -> cells.exc'],
    }),
    probes: ['cells.g_e[0..2]'],
    check: (run) => {
      const { data } = run.signal('cells.g_e');
      // Neuron k fires at step k, is felt at step k + 5, and then decays with 5 ms.
      return {
        points: [4, 5, 6, 7].flatMap((tick) =>
          [0, 1, 2].map((k) => ({
            what: `partner ${k} at step ${tick}`,
            unit: 'mV',
            measured: data[tick * 3 + k]!,
            expected: tick < k + 5 ? 0 : 2 * Math.exp((-0.1 * (tick - k - 4)) / 5),
            tolerance: 1e-5,
          })),
        ),
      };
    },
  },
});

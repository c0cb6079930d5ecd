import { claimsAbout } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { alpha } from './alpha.ts';

export const claims = claimsAbout(alpha, {
  'An event becomes an alpha function that peaks after tau at its weight': {
    cite: 'rall1967',
    grade: 'close',
    because: 'rise and decay are solved jointly and exactly, so only single-precision rounding of 4 nA is left',
    graph: network({
      dt: '0.1 ms',
      duration: '20 ms',
      nodes: {
        clock: ['source/pulses', { start: '0 ms', number: '1' }],
        synapse: ['projection/one-to-one', { w: '4 nA' }],
        kernel: ['synapse/alpha'],
        cell: ['population/lif', { size: 1, v_th: '10 V' }],
      },
      wires: ['clock.spikes -> synapse.pre', 'synapse.out -> kernel.events', 'kernel.out -> cell.I'],
    }),
    probes: ['kernel.out'],
    check: (run) => {
      const { data, dt } = run.signal('kernel.out');
      const times = Array.from(data, (_, k) => k * dt);
      return {
        points: [1, 5, 10, 20, 40, 100, 190].map((tick) => {
          const t = tick * dt;
          return {
            what: `current after ${t.toFixed(1)} ms`,
            unit: 'nA',
            measured: data[tick]!,
            expected: 4 * (t / 2) * Math.exp(1 - t / 2),
            tolerance: 2e-5,
          };
        }),
        figure: series('current', 'nA', times, Array.from(data)),
      };
    },
  },
});

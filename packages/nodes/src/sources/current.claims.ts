import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { current } from './current.ts';

export const claims = claimsAbout(current, {
  'It charges a membrane exponentially while it is on, and the charge leaks away after': {
    cite: 'gerstner2014',
    grade: 'close',
    because: 'the flow is solved exactly, so only single-precision rounding of about 70 mV is left',
    graph: network({
      dt: '0.1 ms',
      duration: '100 ms',
      nodes: {
        electrode: ['source/current', { amplitude: '0.1 nA', start: '10 ms', stop: '50 ms' }],
        cell: ['population/lif', { size: 1 }],
      },
      wires: ['electrode.I -> cell.I'],
    }),
    probes: ['cell.V'],
    check: (run) => {
      const { data, dt } = run.signal('cell.V');
      const charged = 10 * (1 - Math.exp(-40 / 20));
      // Step k flows over the interval that ends at (k + 1) dt, and the current of step 100 is the first that is on.
      const expected = (t: number): number =>
        -70 + (t <= 10 ? 0 : t <= 50 ? 10 * (1 - Math.exp((10 - t) / 20)) : charged * Math.exp((50 - t) / 20));
      return {
        points: [50, 99, 200, 499, 700, 999].map((tick) => ({
          what: `V after ${((tick + 1) * dt).toFixed(1)} ms`,
          unit: 'mV',
          measured: data[tick]!,
          expected: expected((tick + 1) * dt),
          tolerance: 1e-3,
        })),
      };
    },
  },
});

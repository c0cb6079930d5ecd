import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { step } from './step.ts';

export const claims = claimsAbout(step, {
  'Each stair carries a membrane to its own potential': {
    cite: 'gerstner2014',
    grade: 'close',
    because:
      'after ten time constants 5e-5 of a step of 2 mV is left; rounding of 70 mV, by 4e-6 mV twice a step, is forgotten in tau / dt = 200 steps',
    graph: network({
      dt: '0.1 ms',
      duration: '1 s',
      nodes: {
        current: ['source/step', { base: '-0.04 nA', height: '0.02 nA', length: '200 ms', stairs: 4 }],
        cell: ['population/lif', { size: 1 }],
      },
      wires: ['current.I -> cell.I'],
    }),
    probes: ['cell.V'],
    check: (run) => {
      const { data } = run.signal('cell.V');
      return {
        points: range(5).map((k) => ({
          what: `V at the end of ${200 * (k + 1)} ms`,
          unit: 'mV',
          measured: data[2000 * (k + 1) - 1]!,
          expected: -70 + 100 * (-0.04 + 0.02 * Math.min(k, 3)),
          tolerance: 2e-3,
        })),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { sine } from './sine.ts';

const FREQUENCIES = range(5).map((k) => 5 * 2 ** k);

export const claims = claimsAbout(sine, {
  'A leaky membrane answers it as a low-pass filter does': {
    cite: 'gerstner2014',
    grade: 'close',
    because:
      'the membrane is solved exactly for a current held over each step, which damps a swing of angular frequency w by (w dt)² / 24, at most 1e-4; rounding of 70 mV is 1e-4 mV in 10 mV',
    graph: network({
      dt: '0.1 ms',
      duration: '1 s',
      nodes: {
        current: ['source/sine', { size: 5, amplitude: '0.1 nA', frequency: '5 Hz * 2 ^ index(neuron)' }],
        cells: ['population/lif', { size: 5, v_th: '0 mV' }],
      },
      wires: ['current.I -> cells.I'],
    }),
    probes: ['cells.V[0..4]'],
    check: (run) => {
      const { data } = run.signal('cells.V');
      // The last 200 ms hold whole periods of every frequency.
      const swing = FREQUENCIES.map((_, k) => {
        const late = data.filter((__, n) => n % 5 === k).slice(-2000);
        return (Math.max(...late) - Math.min(...late)) / 2;
      });
      return {
        points: FREQUENCIES.map((f, k) => ({
          what: `amplitude at ${f} Hz`,
          unit: 'mV',
          measured: swing[k]!,
          expected: 10 / Math.sqrt(1 + (2 * Math.PI * f * 0.02) ** 2),
          tolerance: 0.01,
        })),
        figure: series('amplitude over frequency', 'mV', FREQUENCIES, swing),
      };
    },
  },
});

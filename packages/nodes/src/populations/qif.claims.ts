import { claimsAbout } from '../claims/claim.ts';
import { intervalsOf, mean, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { qif } from './qif.ts';

/** dV/dt = A (V - v_0)² + B, with the defaults: the current where B = 0 is the rheobase, and from there on V is a tangent. */
const A = 0.04 / 10;
const v_0 = (-65 - 50) / 2;
const RHEOBASE = (0.04 * ((-50 + 65) / 2) ** 2) / 100;
const rise = (I: number): number => (100 * (I - RHEOBASE)) / 10;
const interval = (I: number, reset: number, peak: number): number => {
  const scale = Math.sqrt(A / rise(I));
  return (Math.atan(scale * (peak - v_0)) - Math.atan(scale * (reset - v_0))) / Math.sqrt(A * rise(I));
};

export const claims = claimsAbout(qif, {
  'Its rate follows the closed form': {
    cite: 'gerstner2014',
    grade: 'statistical',
    because: 'a spike falls on the first step after the crossing, so an interval is right to one step of 0.1 ms',
    graph: network({
      dt: '0.1 ms',
      duration: '1 s',
      nodes: {
        electrode: ['source/current', { amplitude: `${RHEOBASE} nA + 0.01 nA * (index(neuron) + 1)` }],
        cells: ['population/qif', { size: 10 }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const currents = range(10).map((k) => RHEOBASE + 0.01 * (k + 1));
      const measured = currents.map((_, k) => mean(intervalsOf(run.spikes('cells.spikes'), [k])));
      return {
        points: currents.map((I, k) => ({
          what: `interval at ${I.toFixed(4)} nA`,
          unit: 'ms',
          measured: measured[k]!,
          expected: interval(I, -65, 30),
          tolerance: 0.1,
        })),
        figure: series(
          'rate over current',
          'Hz',
          currents,
          measured.map((t) => 1000 / t),
        ),
      };
    },
  },
  'Near the rheobase its rate grows with the square root of the current': {
    cite: 'ermentrout1986',
    grade: 'statistical',
    because:
      'from far below to far above v_0 an interval is π / √(A B), less the two ends of 1 / (A × 400 mV); a step of 0.1 ms is one part of the tolerance, the rounding of 58 mV, up to 2e-6 mV of a step of 1e-3 mV and more, the other',
    graph: network({
      dt: '0.1 ms',
      duration: '3.5 s',
      nodes: {
        electrode: ['source/current', { amplitude: `${RHEOBASE} nA + 0.0001 nA * 4 ^ index(neuron)` }],
        cells: ['population/qif', { size: 4, v_reset: '-457.5 mV', v_peak: '342.5 mV', v_init: 'v_reset' }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => ({
      points: range(4).map((k) => {
        const above = 0.0001 * 4 ** k;
        const expected = Math.PI / Math.sqrt(A * rise(RHEOBASE + above)) - 2 / (A * 400);
        return {
          what: `interval ${above} nA above the rheobase`,
          unit: 'ms',
          measured: mean(intervalsOf(run.spikes('cells.spikes'), [k])),
          expected,
          tolerance: 0.1 + 2e-3 * expected,
        };
      }),
    }),
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, mean, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { integral, range } from '../claims/numbers.ts';
import { eif } from './eif.ts';

/** Where the leak and the onset together carry least: their slopes cancel at v_T. */
const RHEOBASE = 0.01 * (-59.9 + 65 - 3.48);
const inward = (V: number): number => 0.01 * (-65 - V) + 0.01 * 3.48 * Math.exp((V + 59.9) / 3.48);
const interval = (I: number): number => 1.7 + integral((V) => 0.1 / (inward(V) + I), -68, -20);

export const claims = claimsAbout(eif, {
  'It begins to fire at g_L (v_T - v_rest - delta_T)': {
    cite: 'fourcaud2003',
    grade: 'statistical',
    because: 'the rheobase is a closed form; the two cells stand 0.2 pA on either side of it',
    graph: network({
      dt: '0.1 ms',
      duration: '2 s',
      nodes: {
        electrode: ['source/current', { amplitude: `${RHEOBASE} nA + 0.4 pA * (index(neuron) - 0.5)` }],
        cells: ['population/eif', { size: 2 }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const [below = -1, above = -1] = countsOf(run.spikes('cells.spikes'));
      return {
        points: [
          { what: 'spikes in 2 s, below', measured: below, expected: 0, tolerance: 0 },
          { what: 'spikes in 2 s, above', measured: above, expected: 1, is: 'at least', tolerance: 0 },
        ],
      };
    },
  },
  'Its interval is the time that its current needs to charge it from reset to peak': {
    cite: 'fourcaud2003',
    grade: 'statistical',
    because: 'a spike falls on the first step after the crossing, so an interval is right to one step of 0.1 ms',
    graph: network({
      dt: '0.1 ms',
      duration: '500 ms',
      nodes: {
        electrode: ['source/current', { amplitude: '0.05 nA + 0.05 nA * index(neuron)' }],
        cells: ['population/eif', { size: 10 }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const currents = range(10).map((k) => 0.05 + 0.05 * k);
      const measured = currents.map((_, k) => mean(intervalsOf(run.spikes('cells.spikes'), [k])));
      return {
        points: currents.map((I, k) => ({
          what: `interval at ${I.toFixed(2)} nA`,
          unit: 'ms',
          measured: measured[k]!,
          expected: interval(I),
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
});

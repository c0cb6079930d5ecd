import type { Quantity } from '@neuroloom/core';
import { balancedNetwork } from '../claims/balanced.ts';
import { claimsAbout } from '../claims/claim.ts';
import { countsOf, mean, series, timesOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range, root } from '../claims/numbers.ts';
import { hhTraubMiles } from './hh-traub-miles.ts';

/** Benchmark 3 of Brette et al. (2007), with the start values of its authors' program. */
const cobahhNetwork = (duration: Quantity) =>
  balancedNetwork({
    neuron: 'population/hh-traub-miles',
    params: {
      v_init: 'E_L - 5 mV + 5 mV * randn()',
      g_exc_init: '40 nS + 15 nS * randn()',
      g_inh_init: '200 nS + 120 nS * randn()',
    },
    w_exc: '6 nS',
    w_inh: '67 nS',
    duration,
  });

/** Current in nA that flows out at a potential when every gate has settled; written as the paper writes the rates. */
function outward(V: number): number {
  const v = V + 63;
  const settled = (alpha: number, beta: number): number => alpha / (alpha + beta);
  const m = settled((0.32 * (13 - v)) / (Math.exp((13 - v) / 4) - 1), (0.28 * (v - 40)) / (Math.exp((v - 40) / 5) - 1));
  const h = settled(0.128 * Math.exp((17 - v) / 18), 4 / (1 + Math.exp((40 - v) / 5)));
  const n = settled((0.032 * (15 - v)) / (Math.exp((15 - v) / 5) - 1), 0.5 * Math.exp((10 - v) / 40));
  return 0.01 * (V + 60) + 20 * m ** 3 * h * (V - 50) + 6 * n ** 4 * (V + 90);
}

/** A stable potential, below that of the largest outward current. */
const rest = (I: number): number => root((V) => outward(V) - I, -100, LARGEST.V);

/** The largest current that settled channels can carry away below threshold: with more, there is no rest. */
const LARGEST = range(1500)
  .map((k) => -70 + k / 100)
  .map((V) => ({ V, I: outward(V) }))
  .reduce((a, b) => (b.I > a.I ? b : a));

export const claims = claimsAbout(hhTraubMiles, {
  'It rests where the currents of its settled channels cancel': {
    cite: 'traub1991',
    grade: 'close',
    because:
      'near rest V stops moving when a step changes it by less than half a unit in the last place of 64 mV, which is 4e-6 mV × tau / dt = 8e-4 mV from where it should be',
    graph: network({
      dt: '0.1 ms',
      duration: '500 ms',
      nodes: {
        electrode: ['source/current', { amplitude: '0.02 nA * index(neuron) - 0.1 nA' }],
        cells: ['population/hh-traub-miles', { size: 4 }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.V[0..3]'],
    check: (run) => {
      const V = run.last('cells.V');
      const currents = [-0.1, -0.08, -0.06, -0.04];
      return {
        points: currents.map((I, k) => ({
          what: `V at ${I.toFixed(2)} nA`,
          unit: 'mV',
          measured: V[k]!,
          expected: rest(I),
          tolerance: 1.5e-3,
        })),
        figure: series('resting potential over current', 'mV', currents, Array.from(V)),
      };
    },
  },
  'It fires from the current on at which no potential is left for rest': {
    cite: 'traub1991',
    grade: 'statistical',
    because:
      'the largest current that settled channels carry away is the rheobase; the cells stand 1 pA on either side',
    graph: network({
      dt: '0.05 ms',
      duration: '2 s',
      nodes: {
        electrode: ['source/current', { amplitude: `${LARGEST.I} nA + 0.002 nA * index(neuron) - 0.001 nA` }],
        cells: ['population/hh-traub-miles', { size: 2, v_init: '-70 mV' }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const late = (id: number): number => timesOf(run.spikes('cells.spikes'), id).filter((t) => t > 1000).length;
      return {
        points: [
          { what: 'spikes in the last second, below', measured: late(0), expected: 0, tolerance: 0 },
          { what: 'spikes in the last second, above', measured: late(1), expected: 2, is: 'at least', tolerance: 0 },
        ],
      };
    },
  },
  'The network of 4000 keeps itself busy at about 35 Hz': {
    cite: 'brette2007',
    grade: 'statistical',
    because:
      'two runs of the same program in Brian 2.5.1 give 36.3 and 34.6 Hz in their first second, and the rate of 100 ms varies by 2.5 Hz; in 300 ms the mean of a run varies by 1.7 Hz, of which this is twice and a half',
    graph: cobahhNetwork('300 ms'),
    full: cobahhNetwork('1 s'),
    probes: ['exc.spikes', 'inh.spikes'],
    check: (run) => {
      const exc = run.spikes('exc.spikes');
      const seconds = (exc.ticks * exc.dt) / 1000;
      const spikes = [...countsOf(exc), ...countsOf(run.spikes('inh.spikes'))];
      return {
        points: [{ what: 'mean rate', unit: 'Hz', measured: mean(spikes) / seconds, expected: 35.5, tolerance: 4.2 }],
        figure: exc,
      };
    },
  },
});

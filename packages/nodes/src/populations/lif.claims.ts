import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, mean, series } from '../claims/measure.ts';
import type { NodeEntry } from '../claims/network.ts';
import { network } from '../claims/network.ts';
import { integral } from '../claims/numbers.ts';
import { lif } from './lif.ts';

const currents = Array.from({ length: 8 }, (_, k) => 0.19 + 0.1 * k);

/** The time from one spike to the next at a constant current (nA), with the default params (ms). */
const interval = (I: number): number => 2 + 20 * Math.log((100 * I) / (100 * I - 20));

/** Mean depolarisation (mV) of cells whose potential without threshold would have a standard deviation of 5 mV. */
const MEANS = [12, 16, 20, 24];
const SIGMA = 5;
const STEP = 0.05;
/** A current that is drawn anew for each step moves V as white noise does when its deviation is this, times R in mV. */
const kept = Math.exp(-STEP / 20);
const SWING = SIGMA * Math.sqrt((1 + kept) / (1 - kept));
/**
 * Siegert's mean first-passage time: the double integral, with the error function written out, is one over y. A
 * crossing is noticed at the end of a step only, as if the threshold were higher by 0.5826 standard deviations of a step
 * (Broadie, Glasserman & Kou 1997).
 */
function siegert(mu: number): number {
  const threshold = 20 + 0.5826 * SIGMA * Math.sqrt((2 * STEP) / 20);
  const [a, b] = [0, threshold].map((v) => (v - mu) / (Math.SQRT2 * SIGMA)) as [number, number];
  const passage = integral((y) => (Math.exp(2 * b * y - y * y) - Math.exp(2 * a * y - y * y)) / y, 1e-9, 12, 20_000);
  return 1000 / (2 - STEP + 20 * passage);
}

export const claims = claimsAbout(lif, {
  'Its rate follows the closed form, and is zero below rheobase': {
    cite: 'gerstner2014',
    grade: 'statistical',
    because: 'a spike falls on the first step after the crossing, so an interval is right to one step of 0.05 ms',
    graph: network({
      dt: '0.05 ms',
      duration: '2 s',
      nodes: {
        electrode: ['source/current', { amplitude: '0.19 nA + 0.1 nA * index(neuron)' }],
        cells: ['population/lif', { size: currents.length }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const spikes = run.spikes('cells.spikes');
      const intervals = currents.map((_, k) => mean(intervalsOf(spikes, [k])));
      return {
        points: currents.map((I, k) =>
          k === 0
            ? { what: 'spikes at 0.19 nA', measured: countsOf(spikes)[0]!, expected: 0, tolerance: 0 }
            : {
                what: `interval at ${I.toFixed(2)} nA`,
                unit: 'ms',
                measured: intervals[k]!,
                expected: interval(I),
                tolerance: 0.05,
              },
        ),
        figure: series(
          'rate over current',
          'Hz',
          currents,
          intervals.map((i) => (i > 0 ? 1000 / i : 0)),
        ),
      };
    },
  },
  'An excitatory event makes the postsynaptic potential of two exponentials': {
    cite: 'gerstner2014',
    grade: 'close',
    because: 'the flow is solved exactly, so only single-precision rounding of about 70 mV is left, 300 steps long',
    graph: network({
      dt: '0.1 ms',
      duration: '30 ms',
      nodes: {
        clock: ['source/pulses', { start: '0 ms', number: '1' }],
        synapse: ['projection/one-to-one', { w: '0.2 nA' }],
        cell: ['population/lif', { size: 1 }],
      },
      wires: ['clock.spikes -> synapse.pre', 'synapse.out -> cell.exc'],
    }),
    probes: ['cell.V'],
    check: (run) => {
      const { data, dt } = run.signal('cell.V');
      // The event of tick 0 arrives one tick later, before that tick flows.
      return {
        points: [5, 50, 100, 250].map((tick) => {
          const t = tick * dt;
          const expected = -70 + 100 * 0.2 * (5 / (5 - 20)) * (Math.exp(-t / 5) - Math.exp(-t / 20));
          return { what: `V after ${t.toFixed(1)} ms`, unit: 'mV', measured: data[tick]!, expected, tolerance: 1e-3 };
        }),
        figure: series(
          'membrane potential',
          'mV',
          Array.from(data, (_, k) => k * dt),
          Array.from(data),
        ),
      };
    },
  },
  'Under white noise it fires at the rate of Siegert’s formula': {
    cite: 'siegert1951',
    grade: 'statistical',
    because:
      'four standard errors of the count of 400 cells in 1 s, whose variance is at most the count, and 3 % for the correction of the threshold, which is of first order in the root of the step',
    graph: network({
      dt: `${STEP} ms`,
      duration: '1.2 s',
      nodes: Object.fromEntries(
        MEANS.flatMap((mu, k): NodeEntry[] => [
          [`noise${k}`, ['source/current', { amplitude: `${mu / 100} nA + ${SWING / 100} nA * randn()` }]],
          [`cells${k}`, ['population/lif', { size: 400 }]],
        ]),
      ),
      wires: MEANS.map((_, k) => `noise${k}.I -> cells${k}.I`),
    }),
    probes: MEANS.map((_, k) => `cells${k}.spikes`),
    check: (run) => {
      const rates = MEANS.map((_, k) => {
        const spikes = run.spikes(`cells${k}.spikes`);
        return Array.from(spikes.tick).filter((tick) => tick * spikes.dt >= 200).length / 400;
      });
      return {
        points: MEANS.map((mu, k) => {
          const expected = siegert(mu);
          return {
            what: `rate at ${mu} mV above rest, with a standard deviation of 5 mV`,
            unit: 'Hz',
            measured: rates[k]!,
            expected,
            tolerance: 4 * Math.sqrt(expected / 400) + 0.03 * expected,
          };
        }),
        figure: series('rate over mean', 'Hz', MEANS, rates),
      };
    },
  },
});

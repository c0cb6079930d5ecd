import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, mean, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { lif } from './lif.ts';

const currents = Array.from({ length: 8 }, (_, k) => 0.19 + 0.1 * k);

/** The time from one spike to the next at a constant current (nA), with the default params (ms). */
const interval = (I: number): number => 2 + 20 * Math.log((100 * I) / (100 * I - 20));

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
});

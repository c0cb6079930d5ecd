import type { GraphDocument, Quantity } from '@neuroloom/core';
import { balancedNetwork } from '../claims/balanced.ts';
import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, mean, variation } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { lifCuba } from './lif-cuba.ts';

/** Benchmark 2 of Brette et al. (2007). */
export const cubaNetwork = (duration: Quantity): GraphDocument =>
  balancedNetwork({ neuron: 'population/lif-cuba', w_exc: '1.62 mV', w_inh: '-9 mV', duration });

export const claims = claimsAbout(lifCuba, {
  'Its potential after an excitatory event is the exact solution of the linear system': {
    cite: 'brette2007',
    grade: 'close',
    because: 'V and g_e are solved jointly and exactly, so only single-precision rounding of about 60 mV is left',
    graph: network({
      dt: '0.1 ms',
      duration: '40 ms',
      nodes: {
        clock: ['source/pulses', { start: '0 ms', number: '1' }],
        synapse: ['projection/one-to-one', { w: '1.62 mV' }],
        cell: ['population/lif-cuba', { size: 1, v_rest: '-60 mV', v_init: 'v_rest' }],
      },
      wires: ['clock.spikes -> synapse.pre', 'synapse.out -> cell.exc'],
    }),
    probes: ['cell.V'],
    check: (run) => {
      const { data, dt } = run.signal('cell.V');
      return {
        points: [10, 90, 200, 390].map((tick) => {
          const t = tick * dt;
          const expected = -60 + 1.62 * (5 / (5 - 20)) * (Math.exp(-t / 5) - Math.exp(-t / 20));
          return { what: `V after ${t.toFixed(1)} ms`, unit: 'mV', measured: data[tick]!, expected, tolerance: 1e-3 };
        }),
      };
    },
  },
  'Without input it fires at the closed-form interval': {
    cite: 'vogels2005',
    grade: 'statistical',
    because: 'a spike falls on the first step after the crossing, so an interval is right to one step of 0.1 ms',
    graph: network({ dt: '0.1 ms', duration: '1 s', nodes: { cell: ['population/lif-cuba', { size: 4 }] } }),
    probes: ['cell.spikes'],
    check: (run) => ({
      points: [
        {
          what: 'interval',
          unit: 'ms',
          measured: mean(intervalsOf(run.spikes('cell.spikes'))),
          expected: 5 + 20 * Math.log((-49 + 60) / (-49 + 50)),
          tolerance: 0.1,
        },
      ],
    }),
  },
  'The network of 4000 sustains sparse, irregular activity': {
    cite: 'brette2007',
    grade: 'statistical',
    because:
      'one run of the benchmark in Brian 2 gives 24 442 spikes in its first second; between random graphs and starts the rate varies by 0.2 Hz, so two runs differ by less than three times 0.3 Hz',
    graph: cubaNetwork('1 s'),
    full: cubaNetwork('10 s'),
    probes: ['exc.spikes', 'inh.spikes'],
    check: (run) => {
      const exc = run.spikes('exc.spikes');
      const seconds = (exc.ticks * exc.dt) / 1000;
      const spikes = [...countsOf(exc), ...countsOf(run.spikes('inh.spikes'))];
      return {
        points: [
          { what: 'mean rate', unit: 'Hz', measured: mean(spikes) / seconds, expected: 6.1, tolerance: 0.9 },
          {
            what: 'CV of intervals',
            measured: variation(intervalsOf(exc)),
            expected: 0.5,
            is: 'at least',
            tolerance: 0,
          },
        ],
        figure: exc,
      };
    },
  },
});

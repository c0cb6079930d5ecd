import type { Quantity } from '@neuroloom/core';
import { balancedNetwork } from '../claims/balanced.ts';
import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, mean, series, variation } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { lifCoba } from './lif-coba.ts';

/** Benchmark 1 of Brette et al. (2007), with the start values of its authors' program. */
const cobaNetwork = (duration: Quantity) =>
  balancedNetwork({
    neuron: 'population/lif-coba',
    params: {
      v_init: 'v_rest - 5 mV + 5 mV * randn()',
      g_exc_init: '40 nS + 15 nS * randn()',
      g_inh_init: '200 nS + 120 nS * randn()',
    },
    w_exc: '6 nS',
    w_inh: '67 nS',
    duration,
  });

/** The conductance of cell k in nS, and the interval of a neuron whose synapses stay open. */
const open = (k: number): number => 2.5 + 2.5 * k;
function interval(g: number): number {
  const v_inf = (10 * -60 + g * 0) / (10 + g);
  return 5 + (200 / (10 + g)) * Math.log((v_inf + 60) / (v_inf + 50));
}

export const claims = claimsAbout(lifCoba, {
  'An open conductance shortens the time constant and fires it at the closed-form interval': {
    cite: 'gerstner2014',
    grade: 'statistical',
    because: 'a spike falls on the first step after the crossing, so an interval is right to one step of 0.1 ms',
    graph: network({
      dt: '0.1 ms',
      duration: '500 ms',
      nodes: {
        cells: ['population/lif-coba', { size: 20, tau_exc: '1e9 ms', g_exc_init: '2.5 nS + 2.5 nS * index(neuron)' }],
      },
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const cells = Array.from({ length: 20 }, (_, k) => k);
      const measured = cells.map((k) => mean(intervalsOf(run.spikes('cells.spikes'), [k])));
      return {
        points: cells.map((k) => ({
          what: `interval at ${open(k)} nS`,
          unit: 'ms',
          measured: measured[k]!,
          expected: interval(open(k)),
          tolerance: 0.1,
        })),
        figure: series(
          'rate over conductance',
          'Hz',
          cells.map(open),
          measured.map((t) => 1000 / t),
        ),
      };
    },
  },
  'The network of 4000 keeps itself busy at 18 to 20 Hz': {
    cite: 'brette2007',
    grade: 'statistical',
    because:
      'eight runs of the same network in Brian 2.5.1 give 18.0 to 21.1 Hz, between random graphs with a standard deviation of 1.1 Hz, of which this is three times',
    graph: cobaNetwork('1 s'),
    full: cobaNetwork('10 s'),
    probes: ['exc.spikes', 'inh.spikes'],
    check: (run) => {
      const exc = run.spikes('exc.spikes');
      const seconds = (exc.ticks * exc.dt) / 1000;
      return {
        points: [
          { what: 'mean rate', unit: 'Hz', measured: mean(countsOf(exc)) / seconds, expected: 18.7, tolerance: 3.3 },
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

import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { adaptiveLif } from './adaptive-lif.ts';

/** Ten cells under heavy Poisson fire. */
const driven = network({
  dt: '0.5 ms',
  duration: '5 s',
  nodes: {
    light: ['source/signal', { size: 10 }],
    input: ['encoder/poisson', { rate: '200 Hz' }],
    synapse: ['projection/one-to-one', { w: 60 }],
    cells: ['population/adaptive-lif', { size: 10 }],
  },
  wires: ['light.x -> input.x', 'input.spikes -> synapse.pre', 'synapse.out -> cells.exc'],
});

export const claims = claimsAbout(adaptiveLif, {
  'Each spike raises the threshold by theta_plus': {
    cite: 'diehl2015',
    grade: 'statistical',
    because: 'in 5 s of a time constant of 10 000 s theta loses at most 0.05 % of what it has at the end',
    graph: driven,
    probes: ['cells.spikes', 'cells.theta[0..9]'],
    check: (run) => {
      const counts = countsOf(run.spikes('cells.spikes'));
      const theta = run.last('cells.theta');
      return {
        points: counts.map((n, k) => ({
          what: `theta after ${n} spikes`,
          unit: 'mV',
          measured: theta[k]!,
          expected: 20 + 0.05 * n,
          tolerance: 5e-4 * (20 + 0.05 * n),
        })),
      };
    },
  },
  'No two spikes are closer than the refractory period': {
    cite: 'diehl2015',
    grade: 'exact',
    because:
      'the period is counted in whole steps; a neuron that receives ten times its threshold fires again with the first one',
    graph: network({
      dt: '0.5 ms',
      duration: '1 s',
      nodes: {
        clock: ['source/pulses', { start: '0 ms', period: '0.5 ms' }],
        synapse: ['projection/one-to-one', { w: 1000 }],
        cell: ['population/adaptive-lif', { size: 1 }],
      },
      wires: ['clock.spikes -> synapse.pre', 'synapse.out -> cell.exc'],
    }),
    probes: ['cell.spikes'],
    check: (run) => {
      const intervals = intervalsOf(run.spikes('cell.spikes'));
      return {
        points: [
          { what: 'shortest interval', unit: 'ms', measured: Math.min(...intervals), expected: 5, tolerance: 0 },
          { what: 'longest interval', unit: 'ms', measured: Math.max(...intervals), expected: 5, tolerance: 0 },
        ],
      };
    },
  },
  'A silent neuron lowers its threshold with the time constant tau_theta, in single precision too': {
    cite: 'diehl2015',
    grade: 'close',
    because: 'every 50 ms 1e-4 mV is taken from 20 mV, where single precision is good to 1e-6 mV, a hundredth of it',
    graph: network({ dt: '0.5 ms', duration: '200 s', nodes: { cell: ['population/adaptive-lif', { size: 4 }] } }),
    probes: ['cell.theta[0]'],
    check: (run) => {
      const lost = 20 * (Math.exp(-200_000 / 1e7) - 1);
      return {
        points: [
          {
            what: 'change of theta in 200 s',
            unit: 'mV',
            measured: run.last('cell.theta')[0]! - 20,
            expected: lost,
            tolerance: 0.012 * Math.abs(lost),
          },
        ],
      };
    },
  },
});

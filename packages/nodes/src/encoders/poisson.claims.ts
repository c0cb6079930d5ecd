import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, variation } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { poisson } from './poisson.ts';

/** The chance of an event in a step of 0.5 ms at 63.75 Hz. */
const chance = 1 - Math.exp(-0.06375 * 0.5);
const SIZE = 400;
const TICKS = 20_000;

export const claims = claimsAbout(poisson, {
  'Counts are binomial and intervals geometric, with a coefficient of variation near 1': {
    cite: 'softky1993',
    grade: 'statistical',
    because: 'four standard errors of the binomial count, of its variance, and of the CV (1 / √n for n intervals)',
    graph: network({
      dt: '0.5 ms',
      duration: '10 s',
      nodes: { light: ['source/signal', { size: SIZE }], input: ['encoder/poisson'] },
      wires: ['light.x -> input.x'],
    }),
    probes: ['input.spikes'],
    check: (run) => {
      const spikes = run.spikes('input.spikes');
      const counts = countsOf(spikes);
      const total = counts.reduce((a, b) => a + b, 0);
      const m = TICKS * chance;
      const variance = counts.reduce((sum, n) => sum + (n - m) ** 2, 0) / SIZE;
      const intervals = intervalsOf(spikes);
      const fano = 1 - chance;
      return {
        points: [
          { what: 'spikes', measured: total, expected: SIZE * m, tolerance: 4 * Math.sqrt(SIZE * m * fano) },
          {
            what: 'variance over mean of the counts',
            measured: variance / m,
            expected: fano,
            tolerance: 4 * fano * Math.sqrt(2 / SIZE),
          },
          {
            what: 'CV of the intervals',
            measured: variation(intervals),
            expected: Math.sqrt(fano),
            tolerance: 4 / Math.sqrt(intervals.length),
          },
        ],
        figure: spikes,
      };
    },
  },
  'The rate is proportional to the intensity': {
    cite: 'diehl2015',
    grade: 'statistical',
    because: 'four standard errors of a binomial count',
    graph: network({
      dt: '0.5 ms',
      duration: '20 s',
      nodes: { light: ['source/signal', { size: 5, value: 'index(neuron) / 4' }], input: ['encoder/poisson'] },
      wires: ['light.x -> input.x'],
    }),
    probes: ['input.spikes'],
    check: (run) => ({
      points: countsOf(run.spikes('input.spikes')).map((n, k) => {
        const p = 1 - Math.exp((-0.06375 * 0.5 * k) / 4);
        return {
          what: `spikes at intensity ${k / 4}`,
          measured: n,
          expected: 40_000 * p,
          tolerance: 4 * Math.sqrt(40_000 * p * (1 - p)),
        };
      }),
    }),
  },
});

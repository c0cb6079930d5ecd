import { claimsAbout } from '../claims/claim.ts';
import { relayNetwork } from '../claims/digits.ts';
import { between, countsOf, mean } from '../claims/measure.ts';
import { microcircuit, populations } from '../claims/microcircuit.ts';
import { network } from '../claims/network.ts';
import { sparse } from './sparse.ts';

const N = 500;

export const claims = claimsAbout(sparse, {
  'The number of synapses is binomial, in all and for each target': {
    cite: 'vogels2005',
    grade: 'exact',
    because: 'four standard errors of a binomial count, and of the variance of 500 of them',
    graph: network({
      dt: '1 ms',
      duration: '1 ms',
      nodes: {
        a: ['source/pulses', { size: N }],
        synapses: ['projection/sparse', { p: 0.1 }],
        b: ['population/lif-cuba', { size: N }],
      },
      wires: ['a.spikes -> synapses.pre', 'synapses.out -> b.exc'],
    }),
    probes: ['synapses.w'],
    check: (run) => {
      const w = run.last('synapses.w');
      const degrees = Array.from(
        { length: N },
        (_, j) => Array.from({ length: N }, (_, i) => w[i * N + j]!).filter((x) => x > 0).length,
      );
      const total = degrees.reduce((a, b) => a + b, 0);
      const m = 0.1 * N;
      const variance = degrees.reduce((sum, d) => sum + (d - m) ** 2, 0) / N;
      return {
        points: [
          { what: 'synapses', measured: total, expected: m * N, tolerance: 4 * Math.sqrt(m * N * 0.9) },
          {
            what: 'variance of the in-degree',
            measured: variance,
            expected: m * 0.9,
            tolerance: 4 * m * 0.9 * Math.sqrt(2 / N),
          },
        ],
      };
    },
  },
  'Normalisation counts the synapses that exist': {
    cite: 'diehl2015',
    grade: 'close',
    because: 'a sum of some fifty ones is exact, and the quotient is rounded twice in single precision',
    graph: relayNetwork(
      { train: 1, assign: 0, test: 0 },
      {
        silence: ['source/pulses', { size: 100, number: '0' }],
        synapses: ['projection/sparse', { p: 0.5, total: 10 }],
        cells: ['population/lif-cuba', { size: 40 }],
      },
      ['silence.spikes -> synapses.pre', 'synapses.out -> cells.exc', 'schedule.trained -> synapses.normalise'],
    ),
    probes: ['synapses.w'],
    check: (run) => {
      const w = run.last('synapses.w');
      return {
        points: Array.from({ length: 40 }, (_, j) => {
          const onto = Array.from({ length: 100 }, (_, i) => w[i * 40 + j]!).filter((x) => x > 0);
          return [
            { what: `sum onto target ${j}`, measured: onto.reduce((a, b) => a + b, 0), expected: 10, tolerance: 1e-4 },
            { what: `its largest weight`, measured: Math.max(...onto), expected: 10 / onto.length, tolerance: 1e-6 },
          ];
        }).flat(),
      };
    },
  },
  'A microcircuit of a twentieth of the neurons fires in each layer as the full one does': {
    cite: 'vanalbada2015',
    grade: 'statistical',
    because:
      'a second of 50 to 1000 neurons of a layer counts its spikes to 5 or 10 %; a neuron with a twentieth of the sources, each four times as strong, keeps the mean and variance of its input but not their correlations, which moves rates by up to a third',
    graph: microcircuit({ size: 0.05, duration: '1.2 s', spread: false }),
    full: microcircuit({ size: 0.2, duration: '3 s' }),
    probes: populations.map((p) => `${p.id}.spikes`),
    check: (run) => ({
      points: populations.map((p) => {
        const f = run.spikes(`${p.id}.spikes`);
        const end = f.ticks * f.dt;
        const rate = mean(countsOf(between(f, 200, end))) / ((end - 200) / 1000);
        return {
          what: `rate of ${p.id}`,
          unit: 'Hz',
          measured: rate,
          expected: p.rate,
          tolerance: 0.3 + 0.35 * p.rate,
        };
      }),
      figure: run.spikes('l4e.spikes'),
    }),
  },
});

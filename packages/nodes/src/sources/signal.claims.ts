import { claimsAbout } from '../claims/claim.ts';
import { mean } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { signalSource } from './signal.ts';

export const claims = claimsAbout(signalSource, {
  'Gaussian noise has the first four moments of the normal distribution': {
    cite: 'salmon2011',
    grade: 'statistical',
    because: 'four standard errors of each moment of n draws: √(1/n), √(2/n), √(15/n), √(96/n)',
    graph: network({
      dt: '1 ms',
      duration: '50 s',
      nodes: { noise: ['source/signal', { size: 8, value: 'randn()' }], units: ['population/rate', { size: 8 }] },
      wires: ['noise.x -> units.I'],
    }),
    probes: ['noise.x[0..7]'],
    check: (run) => {
      const { data } = run.signal('noise.x');
      const moment = (k: number): number => mean(data.map((x) => x ** k));
      return {
        points: [
          [0, 1],
          [1, 2],
          [0, 15],
          [3, 96],
        ].map(([expected, variance], k) => ({
          what: `moment ${k + 1}`,
          measured: moment(k + 1),
          expected: expected!,
          tolerance: 4 * Math.sqrt(variance! / data.length),
        })),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { countsOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { lateral } from './lateral.ts';

const SIZE = 20;

export const claims = claimsAbout(lateral, {
  'With strong inhibition the neuron with the largest input silences all others': {
    cite: 'maass2000',
    grade: 'statistical',
    because:
      'the strongest fires first, 0.1 ms before the next; from then on each of its spikes takes more from the others than their input gives',
    graph: network({
      dt: '0.1 ms',
      duration: '500 ms',
      nodes: {
        electrode: ['source/current', { amplitude: '0.4 nA + 0.01 nA * index(neuron)' }],
        cells: ['population/lif', { size: SIZE }],
        inhibition: ['projection/lateral', { w: '-2 nA' }],
      },
      wires: ['electrode.I -> cells.I', 'cells.spikes -> inhibition.pre', 'inhibition.out -> cells.inh'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const spikes = run.spikes('cells.spikes');
      const counts = countsOf(spikes);
      const alone = counts[SIZE - 1]!;
      // Nothing inhibits the winner: it keeps the closed-form interval of its own current, 0.59 nA.
      const interval = 2 + 20 * Math.log(59 / (59 - 20));
      return {
        points: [
          { what: 'neurons that fired', measured: counts.filter((n) => n > 0).length, expected: 1, tolerance: 0 },
          { what: 'spikes of the winner', measured: alone, expected: 500 / interval, tolerance: 1 },
        ],
        figure: spikes,
      };
    },
  },
});

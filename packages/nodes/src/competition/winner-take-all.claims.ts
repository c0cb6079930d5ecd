import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { winnerTakeAll } from './winner-take-all.ts';

export const claims = claimsAbout(winnerTakeAll, {
  'At every moment exactly one output is the largest input, and the others are silent': {
    cite: 'maass2000',
    grade: 'exact',
    because: 'comparisons are exact; of the two equal inputs the first wins',
    graph: network({
      dt: '1 ms',
      duration: '20 ms',
      nodes: {
        // The hump moves one place a step; at half steps two neighbours are equal.
        scores: ['source/signal', { size: 10, value: '1 + max(0, 5 - abs(index(neuron) - 0.5 * t / 1 ms))' }],
        winner: ['competition/winner-take-all'],
      },
      wires: ['scores.x -> winner.x'],
    }),
    probes: ['winner.y[0..9]'],
    check: (run) => {
      const { data } = run.signal('winner.y');
      return {
        points: Array.from({ length: 18 }, (_, tick) => {
          const y = Array.from(data.slice(tick * 10, tick * 10 + 10));
          const winner = Math.floor(tick / 2);
          return [
            { what: `winners at step ${tick}`, measured: y.filter((x) => x !== 0).length, expected: 1, tolerance: 0 },
            { what: `its score`, measured: y[winner]!, expected: tick % 2 === 0 ? 6 : 5.5, tolerance: 0 },
          ];
        }).flat(),
      };
    },
  },
});

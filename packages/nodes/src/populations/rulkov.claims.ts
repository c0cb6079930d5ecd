import { claimsAbout } from '../claims/claim.ts';
import { countsOf, intervalsOf, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { rulkov } from './rulkov.ts';

/** Below this excitation the fixed point x = sigma - 1 is stable. */
const threshold = (alpha: number): number => 2 - Math.sqrt(alpha / (1 - 0.001));
const CELLS = { spiking: 3.5, bursting: 4.5 };

export const claims = claimsAbout(rulkov, {
  'It is silent below sigma = 2 - sqrt(alpha / (1 - mu)) and fires above': {
    cite: 'rulkov2002',
    grade: 'statistical',
    because: 'the threshold is a closed form; cells start beside rest, 0.005 from it on either side',
    graph: network({
      dt: '1 ms',
      duration: '20 s',
      nodes: Object.fromEntries(
        Object.entries(CELLS).flatMap(([name, alpha]) =>
          [-0.005, 0.005].map((offset) => {
            const sigma = threshold(alpha) + offset;
            const y = sigma - 1 - alpha / (2 - sigma);
            return [
              `${name}${offset < 0 ? 'Below' : 'Above'}`,
              ['population/rulkov', { size: 1, alpha, sigma, y_init: String(y), x_init: String(sigma - 1 + 1e-4) }],
            ] as const;
          }),
        ),
      ),
    }),
    probes: Object.keys(CELLS).flatMap((name) => [`${name}Below.spikes`, `${name}Above.spikes`]),
    check: (run) => ({
      points: Object.keys(CELLS).flatMap((name) => [
        {
          what: `spikes below, alpha = ${CELLS[name as keyof typeof CELLS]}`,
          measured: countsOf(run.spikes(`${name}Below.spikes`))[0]!,
          expected: 0,
          tolerance: 0,
        },
        {
          what: `spikes above, alpha = ${CELLS[name as keyof typeof CELLS]}`,
          measured: countsOf(run.spikes(`${name}Above.spikes`))[0]!,
          expected: 10,
          is: 'at least' as const,
          tolerance: 0,
        },
      ]),
    }),
  },
  'With alpha below 4 it fires evenly, above 4 in bursts': {
    cite: 'rulkov2002',
    grade: 'statistical',
    because:
      'the paper draws the border at 4; even intervals differ by steps, pauses between bursts are several times the intervals in them',
    graph: network({
      dt: '1 ms',
      duration: '6 s',
      nodes: {
        even: ['population/rulkov', { size: 1, alpha: 3.5, sigma: 0.2 }],
        bursts: ['population/rulkov', { size: 1, alpha: 4.5, sigma: 0.14 }],
      },
    }),
    probes: ['even.spikes', 'bursts.spikes', 'bursts.x'],
    check: (run) => {
      const ratio = (name: string): number => {
        const late = intervalsOf(run.spikes(`${name}.spikes`)).slice(-20);
        return Math.max(...late) / Math.min(...late);
      };
      return {
        points: [
          {
            what: 'longest over shortest interval, alpha = 3.5',
            measured: ratio('even'),
            expected: 1.5,
            is: 'at most',
            tolerance: 0,
          },
          {
            what: 'longest over shortest interval, alpha = 4.5',
            measured: ratio('bursts'),
            expected: 3,
            is: 'at least',
            tolerance: 0,
          },
        ],
        figure: series('x', '1', range(1000), Array.from(run.signal('bursts.x').data.slice(-1000))),
      };
    },
  },
});

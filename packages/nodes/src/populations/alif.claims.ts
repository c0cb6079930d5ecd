import { claimsAbout } from '../claims/claim.ts';
import { intervalsOf, series, timesOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range, root } from '../claims/numbers.ts';
import { alif } from './alif.ts';

/** What the potential lacks to the threshold a time T after a spike, when every interval has been T. */
function lack(T: number, I: number): number {
  const a = 1 / (Math.exp(T / 200) - 1);
  const threshold = 1 + 0.16 * a;
  return I + (threshold - 1 - I) * Math.exp(-T / 20) - threshold;
}

export const claims = claimsAbout(alif, {
  'Its intervals grow until each spike adds what one interval forgets': {
    cite: 'bellec2018',
    grade: 'statistical',
    because:
      'a spike falls on the first step after the crossing; that step of 0.05 ms, and what the threshold keeps of it for the next four intervals, is 0.25 ms',
    graph: network({
      dt: '0.05 ms',
      duration: '3 s',
      nodes: {
        input: ['source/signal', { size: 4, value: '1.5 + 0.5 * index(neuron)' }],
        cells: ['population/alif', { size: 4 }],
      },
      wires: ['input.x -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const spikes = run.spikes('cells.spikes');
      return {
        points: range(4).flatMap((k) => {
          const intervals = intervalsOf(spikes, [k]);
          const expected = root((T) => lack(T, 1.5 + 0.5 * k), 2, 400);
          return [
            {
              what: `last interval at ${1.5 + 0.5 * k}`,
              unit: 'ms',
              measured: intervals.at(-1)!,
              expected,
              tolerance: 0.25,
            },
            {
              what: `first interval at ${1.5 + 0.5 * k} over the last`,
              measured: intervals[0]! / intervals.at(-1)!,
              expected: 0.8,
              is: 'at most' as const,
              tolerance: 0,
            },
          ];
        }),
        figure: series('interval', 'ms', timesOf(spikes, 1).slice(1), intervalsOf(spikes, [1])),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { timesOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { spikeTimes } from './spike-times.ts';

const LISTS = [
  [1, 2.5, 2.6, 7],
  [0, 3.3],
  [4.4, 4.5, 4.6, 9, 9.3],
];

export const claims = claimsAbout(spikeTimes, {
  'Every train fires at the times on its list, and never else': {
    cite: 'perkel1967',
    grade: 'exact',
    because: 'times are whole steps of 0.1 ms here, so the nearest step is the time itself',
    graph: network({
      dt: '0.1 ms',
      duration: '20 ms',
      nodes: {
        trains: [
          'source/spike-times',
          {
            size: 3,
            times: `pick(index(neuron), ${LISTS.map((l) => `pick(sent, ${l.map((t) => `${t} ms`).join(', ')})`).join(', ')})`,
            number: 'pick(index(neuron), 4, 2, 5)',
          },
        ],
      },
    }),
    probes: ['trains.spikes'],
    check: (run) => ({
      points: LISTS.flatMap((list, k) => {
        const times = timesOf(run.spikes('trains.spikes'), k);
        return [
          { what: `spikes of train ${k}`, measured: times.length, expected: list.length, tolerance: 0 },
          ...list.map((expected, n) => ({
            what: `spike ${n} of train ${k}`,
            unit: 'ms',
            measured: times[n] ?? -1,
            expected,
            tolerance: 1e-9,
          })),
        ];
      }),
    }),
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { timesOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { pulses } from './pulses.ts';

export const claims = claimsAbout(pulses, {
  'Spikes come at the steps nearest to start + k × period': {
    cite: 'sjostrom2001',
    grade: 'exact',
    because: 'starts and periods are whole steps of 0.1 ms here, so the nearest step is the time itself',
    graph: network({
      dt: '0.1 ms',
      duration: '100 ms',
      nodes: {
        trains: [
          'source/pulses',
          { size: 3, start: '5 ms * index(neuron)', period: '10 ms + 0.1 ms * index(neuron)', number: '4' },
        ],
      },
    }),
    probes: ['trains.spikes'],
    check: (run) => {
      const spikes = run.spikes('trains.spikes');
      return {
        points: [0, 1, 2].flatMap((k) =>
          [0, 1, 2, 3, 4].map((n) => ({
            what: `spike ${n} of train ${k}`,
            unit: 'ms',
            measured: timesOf(spikes, k)[n] ?? -1,
            expected: n < 4 ? 5 * k + n * (10 + 0.1 * k) : -1,
            tolerance: 1e-9,
          })),
        ),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { mean } from '../claims/measure.ts';
import type { NodeEntry } from '../claims/network.ts';
import { network } from '../claims/network.ts';
import { poissonDrive } from './poisson-drive.ts';

const N = 1000;
/** Mean numbers of events in a step. */
const MANY = [6, 20, 100, 1000];

export const claims = claimsAbout(poissonDrive, {
  'The number of events has the mean of a Poisson process, and a variance equal to it': {
    cite: 'brunel2000',
    grade: 'statistical',
    because: 'four standard errors of the mean and of the variance of 1000 counts of about 300, and of 200 000 coins',
    graph: network({
      dt: '0.1 ms',
      duration: '15 ms',
      nodes: {
        drive: ['source/poisson-drive', { rate: '20 kHz', w: '1 nA' }],
        total: ['synapse/exponential', { tau: '1e9 ms' }],
        cells: ['population/lif', { size: N, v_th: '1000 V' }],
      },
      wires: ['drive.out -> total.events', 'total.out -> cells.I'],
    }),
    probes: [`total.g[0..${N - 1}]`, 'drive.arrivals'],
    check: (run) => {
      const counts = Array.from(run.last('total.g'));
      const m = mean(counts);
      const { id, ticks } = run.spikes('drive.arrivals');
      const busy = 1 - Math.exp(-2);
      return {
        points: [
          { what: 'mean count', measured: m, expected: 300, tolerance: 4 * Math.sqrt(300 / N) },
          {
            what: 'variance of the count',
            measured: mean(counts.map((c) => (c - m) ** 2)),
            expected: 300,
            tolerance: 4 * 300 * Math.sqrt(2 / N),
          },
          {
            what: 'share of steps with an event',
            measured: id.length / (N * ticks),
            expected: busy,
            tolerance: 4 * Math.sqrt((busy * (1 - busy)) / (N * 150)),
          },
        ],
      };
    },
  },
  'Of many events in a step, too, the number has the mean and the variance of a Poisson process': {
    cite: 'giles2016',
    grade: 'statistical',
    because:
      'four standard errors of the mean and of the variance of 1000 counts over 100 steps, of which the first has no variance; the expansion is 5e-5 off in the mean and 5e-4 in the variance at 6 events in a step, and less beyond',
    graph: network({
      dt: '0.1 ms',
      duration: '10 ms',
      nodes: Object.fromEntries(
        MANY.flatMap((m): NodeEntry[] => [
          [`drive${m}`, ['source/poisson-drive', { rate: `${10 * m} kHz`, w: '1 nA' }]],
          [`total${m}`, ['synapse/exponential', { tau: '1e9 ms' }]],
          [`cells${m}`, ['population/lif', { size: N, v_th: '1e9 V' }]],
        ]),
      ),
      wires: MANY.flatMap((m) => [`drive${m}.out -> total${m}.events`, `total${m}.out -> cells${m}.I`]),
    }),
    probes: MANY.map((m) => `total${m}.g[0..${N - 1}]`),
    check: (run) => ({
      points: MANY.flatMap((m) => {
        const counts = Array.from(run.last(`total${m}.g`));
        const found = mean(counts);
        return [
          {
            what: `mean count of steps with ${m} events on average`,
            measured: found,
            expected: 100 * m,
            tolerance: 4 * Math.sqrt((100 * m) / N),
          },
          {
            what: 'variance of the count',
            measured: mean(counts.map((c) => (c - found) ** 2)),
            expected: 99 * m,
            tolerance: 4 * 99 * m * Math.sqrt(2 / N),
          },
        ];
      }),
    }),
  },
});

import type { Point } from '../claims/claim.ts';
import { claimsAbout } from '../claims/claim.ts';
import { PATTERNS, patternsNetwork } from '../claims/izhikevich-patterns.ts';
import { intervalsOf, series, timesOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { izhikevich } from './izhikevich.ts';

/** Where the trace of the linear system vanishes, v = (a - 5) / 0.08, and the current that makes it a fixed point. */
function losesStability(a: number, b: number): number {
  const v = (a - 5) / 0.08;
  return -(0.04 * v * v + (5 - b) * v + 140);
}

export const claims = claimsAbout(izhikevich, {
  'A resting cell begins to fire at the current where its fixed point loses stability': {
    cite: 'izhikevich2003',
    grade: 'statistical',
    because: 'linear stability gives the current exactly; the two cells stand 5 % below and 10 % above it',
    graph: network({
      dt: '0.1 ms',
      duration: '3 s',
      nodes: {
        electrode: ['source/current', { amplitude: `${losesStability(0.02, 0.2)} nA * (0.95 + 0.15 * index(neuron))` }],
        cells: ['population/izhikevich', { size: 2 }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const late = (id: number): number => timesOf(run.spikes('cells.spikes'), id).filter((t) => t > 1000).length;
      return {
        points: [
          { what: 'spikes in the last 2 s, below', measured: late(0), expected: 0, tolerance: 0 },
          { what: 'spikes in the last 2 s, above', measured: late(1), expected: 2, is: 'at least', tolerance: 0 },
        ],
      };
    },
  },
  'Its params choose the pattern: regular spiking adapts, fast spiking does not, chattering bursts': {
    cite: 'izhikevich2003',
    grade: 'statistical',
    because: 'figure 2 shows intervals that grow, stay, or differ many times; the bounds are a fraction of that',
    graph: network({
      dt: '0.1 ms',
      duration: '500 ms',
      nodes: {
        electrode: ['source/current', { amplitude: '10 nA' }],
        regular: ['population/izhikevich', { size: 1 }],
        fast: ['population/izhikevich', { size: 1, a: '0.1 1/ms', d: '2 mV/ms' }],
        chattering: ['population/izhikevich', { size: 1, c: '-50 mV', d: '2 mV/ms' }],
      },
      wires: ['electrode.I -> regular.I', 'electrode.I -> fast.I', 'electrode.I -> chattering.I'],
    }),
    probes: ['regular.spikes', 'fast.spikes', 'chattering.spikes', 'chattering.V'],
    check: (run) => {
      const [regular = [], fast = [], chattering = []] = ['regular', 'fast', 'chattering'].map((n) =>
        intervalsOf(run.spikes(`${n}.spikes`)),
      );
      const { data, dt } = run.signal('chattering.V');
      return {
        points: [
          {
            what: 'last over first interval, regular spiking',
            measured: regular.at(-1)! / regular[0]!,
            expected: 1.5,
            is: 'at least',
            tolerance: 0,
          },
          // Its recovery, ten times faster, has caught up after two spikes.
          {
            what: 'last over third interval, fast spiking',
            measured: fast.at(-1)! / fast[2]!,
            expected: 1,
            tolerance: 0.1,
          },
          {
            what: 'longest over shortest interval, chattering',
            measured: Math.max(...chattering) / Math.min(...chattering),
            expected: 4,
            is: 'at least',
            tolerance: 0,
          },
          {
            what: 'fast over regular rate',
            measured: fast.length / regular.length,
            expected: 2,
            is: 'at least',
            tolerance: 0,
          },
        ],
        figure: series(
          'chattering',
          'mV',
          Array.from(data, (_, k) => k * dt),
          Array.from(data),
        ),
      };
    },
  },
  'Twenty neurons show the twenty firing patterns of the figure': {
    cite: 'izhikevich2004',
    grade: 'statistical',
    because:
      'each pattern is a statement about when there are spikes and when there are none; times are those of the figure',
    graph: patternsNetwork(),
    probes: [...Object.keys(PATTERNS).map((letter) => `${letter}.spikes`), 'C.V', 'J.V', 'Q.V'],
    check: (run) => {
      const times = (letter: string): number[] => timesOf(run.spikes(`${letter}.spikes`), 0);
      const gaps = (letter: string): number[] => intervalsOf(run.spikes(`${letter}.spikes`));
      const ratio = (xs: number[]): number => Math.max(...xs) / Math.min(...xs);
      const between = (letter: string, from: number, to: number): number =>
        times(letter).filter((t) => t >= from && t < to).length;
      const what = (letter: string, text: string): string => `${PATTERNS[letter]!.title}: ${text}`;
      /** So many spikes, all of them within this time. */
      const only = (letter: string, from: number, to: number, n: number, is?: 'at least'): Point[] => [
        {
          what: what(letter, `spikes from ${from} to ${to} ms`),
          measured: between(letter, from, to),
          expected: n,
          ...(is ? { is } : {}),
          tolerance: 0,
        },
        {
          what: what(letter, 'spikes at other times'),
          measured: times(letter).length - between(letter, from, to),
          expected: 0,
          tolerance: 0,
        },
      ];
      const bound = (letter: string, text: string, measured: number, is: 'at least' | 'at most', expected: number) => ({
        what: what(letter, text),
        measured,
        expected,
        is,
        tolerance: 0,
      });
      const dt = run.signal('J.V').dt;
      const V = (letter: string, from: number, to = 400): number[] =>
        Array.from(run.signal(`${letter}.V`).data.slice(Math.round(from / dt), Math.round(to / dt)));
      const peaks = (v: number[]): number => v.filter((x, k) => x > v[k - 1]! && x >= v[k + 1]!).length;
      const burst = V('C', 0);
      return {
        points: [
          ...only('A', 10, 400, 10, 'at least'),
          bound('A', 'longest over shortest interval, once steady', ratio(gaps('A').slice(3)), 'at most', 1.05),
          ...only('B', 20, 60, 1),
          ...only('C', 22, 400, 20, 'at least'),
          bound('C', 'longest over shortest interval', ratio(gaps('C').slice(10)), 'at least', 10),
          ...only('D', 20, 100, 4, 'at least'),
          ...only('E', 16, 400, 10, 'at least'),
          bound('E', 'first interval', gaps('E')[0]!, 'at most', 4),
          bound('E', 'last interval', gaps('E').at(-1)!, 'at least', 20),
          bound('F', 'last over first interval', gaps('F').at(-1)! / gaps('F')[0]!, 'at least', 5),
          bound('G', 'first interval', gaps('G')[0]!, 'at least', 35),
          bound('G', 'first over last interval', gaps('G')[0]! / gaps('G').at(-1)!, 'at least', 3),
          bound('H', 'first interval', gaps('H')[0]!, 'at most', 25),
          ...only('I', 13, 30, 1),
          ...only('J', 20, 30, 1),
          bound('J', 'maxima of V afterwards', peaks(V('J', 40)), 'at least', 4),
          ...only('K', 320, 400, 1),
          ...only('L', 14, 70, 1),
          ...only('M', 25, 80, 1),
          ...only('N', 25, 130, 4, 'at least'),
          ...only('O', 80, 100, 1),
          ...only('P', 37.5, 207, 4, 'at least'),
          ...only('Q', 9, 13, 1),
          bound('Q', 'highest V after the spike', Math.max(...V('Q', 13)), 'at least', -58),
          ...only('R', 300, 325, 1),
          ...only('S', 50, 260, 3, 'at least'),
          ...only('T', 50, 270, 10, 'at least'),
          bound('T', 'longest over shortest interval', ratio(gaps('T')), 'at least', 10),
        ],
        figure: series(
          PATTERNS['C']!.title,
          'mV',
          burst.map((_, k) => k * dt),
          burst,
        ),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import type { Point } from '../claims/claim.ts';
import { intervalsOf, series, timesOf } from '../claims/measure.ts';
import type { NodeEntry } from '../claims/network.ts';
import { network } from '../claims/network.ts';
import { glif } from './glif.ts';

/** Rows of table 1 of Mihalas and Niebur (2009): a in 1/s, A_1 and A_2 in nA, and the current in nA over time. */
const PATTERNS = {
  tonic: [0, 0, 0, '1.5 nA'],
  adapting: [5, 0, 0, '2 nA'],
  phasic: [5, 0, 0, '1.5 nA'],
  rebound: [5, 0, 0, 't >= 50 ms and t < 800 ms ? -3.5 nA : 0'],
  hyperpolarised: [30, 0, 0, '-1 nA'],
  bursting: [5, 10, -0.6, '2 nA'],
  phasicBurst: [5, 10, -0.6, '1.5 nA'],
  reboundBurst: [5, 10, -0.6, 't >= 100 ms and t < 600 ms ? -3.5 nA : 0'],
  mixed: [5, 5, -0.3, '2 nA'],
} as const;
type Pattern = keyof typeof PATTERNS;
const names = Object.keys(PATTERNS) as Pattern[];

export const claims = claimsAbout(glif, {
  'With a fixed threshold it fires at the closed-form interval of a leaky neuron': {
    cite: 'mihalas2009',
    grade: 'statistical',
    because: 'a spike falls on the first step after the crossing, so an interval is right to one step of 0.1 ms',
    graph: network({
      dt: '0.1 ms',
      duration: '500 ms',
      nodes: {
        electrode: ['source/current', { amplitude: '1.1 nA + 0.3 nA * index(neuron)' }],
        cells: ['population/glif', { size: 5 }],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => ({
      points: [0, 1, 2, 3, 4].map((k) => {
        const above = (1.1 + 0.3 * k) / 0.05;
        const intervals = intervalsOf(run.spikes('cells.spikes'), [k]);
        return {
          what: `interval at ${(1.1 + 0.3 * k).toFixed(1)} nA`,
          unit: 'ms',
          measured: intervals.at(-1)!,
          expected: 20 * Math.log(above / (above - 20)),
          tolerance: 0.1,
        };
      }),
    }),
  },
  'The threshold follows the potential by the exact solution of the linear system': {
    cite: 'mihalas2009',
    grade: 'close',
    because:
      'potential and threshold are solved jointly and exactly, so only rounding of 70 mV is left, 500 steps long',
    graph: network({
      dt: '0.1 ms',
      duration: '50 ms',
      nodes: {
        electrode: ['source/current', { amplitude: '0.5 nA' }],
        cell: ['population/glif', { size: 1, a: '5 1/s' }],
      },
      wires: ['electrode.I -> cell.I'],
    }),
    probes: ['cell.theta'],
    check: (run) => {
      const { data, dt } = run.signal('cell.theta');
      // V - E = 10 (1 - exp(-t / 20)); theta' = a (V - E) - b (theta - theta_inf), in 1/ms.
      const expected = (t: number): number =>
        -50 + 0.05 * ((1 - Math.exp(-0.01 * t)) / 0.01 - (Math.exp(-0.05 * t) - Math.exp(-0.01 * t)) / (0.01 - 0.05));
      return {
        points: [10, 100, 300, 499].map((tick) => ({
          what: `threshold after ${((tick + 1) * dt).toFixed(1)} ms`,
          unit: 'mV',
          measured: data[tick]!,
          expected: expected((tick + 1) * dt),
          tolerance: 1e-3,
        })),
      };
    },
  },
  'Three of its params choose among the firing patterns': {
    cite: 'mihalas2009',
    grade: 'statistical',
    because: 'the patterns of the figure differ in when and how often they fire; the bounds lie between them',
    graph: network({
      dt: '0.1 ms',
      duration: '1 s',
      nodes: Object.fromEntries(
        names.flatMap((name): NodeEntry[] => {
          const [a, A_1, A_2, amplitude] = PATTERNS[name];
          return [
            [`${name}Current`, ['source/current', { amplitude }]],
            [name, ['population/glif', { size: 1, a: `${a} 1/s`, A_1: `${A_1} nA`, A_2: `${A_2} nA` }]],
          ];
        }),
      ),
      wires: names.map((name) => `${name}Current.I -> ${name}.I`),
    }),
    probes: [...names.map((name) => `${name}.spikes`), 'bursting.V'],
    check: (run) => {
      const times = (name: Pattern): number[] => timesOf(run.spikes(`${name}.spikes`), 0);
      const of = (name: Pattern): number[] => intervalsOf(run.spikes(`${name}.spikes`));
      const ratio = (xs: number[]): number => Math.max(...xs) / Math.min(...xs);
      const is =
        (side: 'at least' | 'at most') =>
        (what: string, measured: number, expected: number): Point => ({
          what,
          measured,
          expected,
          is: side,
          tolerance: 0,
        });
      const [atLeast, atMost] = [is('at least'), is('at most')];
      const equal = (what: string, measured: number, expected: number): Point => ({
        what,
        measured,
        expected,
        tolerance: 0,
      });
      const { data, dt } = run.signal('bursting.V');
      return {
        points: [
          atMost('tonic: longest over shortest interval', ratio(of('tonic')), 1.02),
          atLeast('adapting: last over first interval', of('adapting').at(-1)! / of('adapting')[0]!, 1.5),
          atLeast('phasic: spikes', times('phasic').length, 1),
          atMost('phasic: last spike', times('phasic').at(-1)!, 200),
          equal('rebound: spikes', times('rebound').length, 1),
          atLeast('rebound: time of the first', times('rebound')[0]!, 800),
          atLeast('hyperpolarised: spikes', times('hyperpolarised').length, 2),
          atLeast('bursting: longest over shortest interval', ratio(of('bursting').slice(-12)), 3),
          atLeast('phasic burst: spikes', times('phasicBurst').length, 2),
          atMost('phasic burst: last spike', times('phasicBurst').at(-1)!, 200),
          atLeast('rebound burst: spikes', times('reboundBurst').length, 2),
          atLeast('rebound burst: time of the first', times('reboundBurst')[0]!, 600),
          atLeast('mixed: longest interval over the first', Math.max(...of('mixed')) / of('mixed')[0]!, 3),
        ],
        figure: series(
          'bursting',
          'mV',
          Array.from(data, (_, k) => k * dt),
          Array.from(data),
        ),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import type { Point } from '../claims/claim.ts';
import { intervalsOf, series, timesOf, variation } from '../claims/measure.ts';
import type { NodeEntry } from '../claims/network.ts';
import { network } from '../claims/network.ts';
import { adex } from './adex.ts';

/** Table 1 of Naud et al. (2008): C, g_L, E_L, a, tau_w, b, v_reset and the current of each pattern. */
const PATTERNS = {
  tonic: [200, 10, -70, 2, 30, 0, -58, 500],
  adapting: [200, 12, -70, 2, 300, 60, -58, 500],
  initialBurst: [130, 18, -58, 4, 150, 120, -50, 400],
  bursting: [200, 10, -58, 2, 120, 100, -46, 210],
  accelerating: [200, 12, -70, -10, 300, 0, -58, 300],
  delayedBursting: [100, 10, -65, -10, 90, 30, -47, 110],
  transient: [100, 10, -65, 10, 90, 100, -47, 180],
  irregular: [100, 12, -60, -11, 130, 30, -48, 160],
} as const;
type Pattern = keyof typeof PATTERNS;
const names = Object.keys(PATTERNS) as Pattern[];

const paramsOf = ([C, g, E, a, tau, b, reset]: (typeof PATTERNS)[Pattern]) => ({
  size: 1,
  C_m: `${C} pF`,
  g_L: `${g} nS`,
  v_rest: `${E} mV`,
  v_T: '-50 mV',
  delta_T: '2 mV',
  a: `${a} nS`,
  tau_w: `${tau} ms`,
  b: `${b} pA`,
  v_reset: `${reset} mV`,
});

/** The current in nA where rest is lost: at a saddle-node while adaptation is weak or slow, else at a Hopf bifurcation. */
function rheobase(a: number, tau_w: number): number {
  const [C, g, E, v_T, delta] = [0.281, 0.03, -70.6, -50.4, 2];
  const ratio = C / g / tau_w;
  if (a / g < ratio) return (g + a) * (v_T - E - delta + delta * Math.log(1 + a / g));
  return (g + a) * (v_T - E - delta + delta * Math.log(1 + ratio)) + delta * g * (a / g - ratio);
}
const KINDS = { weak: [0.001, 144], strong: [0.12, 144] } as const;

export const claims = claimsAbout(adex, {
  'It begins to fire where its rest is lost, at a saddle-node or a Hopf bifurcation': {
    cite: 'naud2008',
    grade: 'statistical',
    because:
      'both currents are closed forms; the cells stand 3 % below and 1 % above them, because just below a Hopf bifurcation a small push is enough',
    graph: network({
      dt: '0.05 ms',
      duration: '4 s',
      nodes: Object.fromEntries(
        Object.entries(KINDS).flatMap(([kind, [a, tau_w]]): NodeEntry[] => [
          [
            `${kind}Current`,
            [
              'source/current',
              { amplitude: `${rheobase(a, tau_w)} nA * (0.97 + 0.04 * index(neuron)) * (1 - exp(-t / 400 ms))` },
            ],
          ],
          [kind, ['population/adex', { size: 2, a: `${a} uS`, tau_w: `${tau_w} ms` }]],
        ]),
      ),
      wires: Object.keys(KINDS).map((kind) => `${kind}Current.I -> ${kind}.I`),
    }),
    probes: Object.keys(KINDS).map((kind) => `${kind}.spikes`),
    check: (run) => ({
      points: Object.keys(KINDS).flatMap((kind): Point[] => {
        const [below, above] = [0, 1].map((k) => timesOf(run.spikes(`${kind}.spikes`), k).length);
        return [
          { what: `spikes below, ${kind} adaptation`, measured: below!, expected: 0, tolerance: 0 },
          { what: `spikes above, ${kind} adaptation`, measured: above!, expected: 1, is: 'at least', tolerance: 0 },
        ];
      }),
    }),
  },
  'Eight sets of params show the eight firing patterns': {
    cite: 'naud2008',
    grade: 'statistical',
    because:
      'the patterns are defined by their intervals; the bounds lie half-way between a pattern and its neighbours',
    graph: network({
      dt: '0.05 ms',
      duration: '600 ms',
      nodes: Object.fromEntries(
        names.flatMap((name): NodeEntry[] => [
          [`${name}Current`, ['source/current', { amplitude: `${PATTERNS[name][7]} pA` }]],
          [name, ['population/adex', paramsOf(PATTERNS[name])]],
        ]),
      ),
      wires: names.map((name) => `${name}Current.I -> ${name}.I`),
    }),
    probes: [...names.map((name) => `${name}.spikes`), 'bursting.V'],
    check: (run) => {
      const of = (name: Pattern): number[] => intervalsOf(run.spikes(`${name}.spikes`));
      const first = (name: Pattern): number => timesOf(run.spikes(`${name}.spikes`), 0)[0]!;
      const ratio = (xs: number[]): number => Math.max(...xs) / Math.min(...xs);
      const late = (xs: number[]): number[] => xs.slice(Math.floor(xs.length / 2));
      const atLeast = (what: string, measured: number, expected: number): Point => ({
        what,
        measured,
        expected,
        is: 'at least',
        tolerance: 0,
      });
      const atMost = (what: string, measured: number, expected: number): Point => ({
        what,
        measured,
        expected,
        is: 'at most',
        tolerance: 0,
      });
      const { data, dt } = run.signal('bursting.V');
      return {
        points: [
          atMost('tonic: longest over shortest interval', ratio(of('tonic').slice(1)), 1.1),
          atLeast('adapting: last over first interval', of('adapting').at(-1)! / of('adapting')[0]!, 2),
          atMost('adapting: longest over shortest, once adapted', ratio(late(of('adapting'))), 1.2),
          atLeast('initial burst: last over first interval', of('initialBurst').at(-1)! / of('initialBurst')[0]!, 3),
          atMost('initial burst: longest over shortest afterwards', ratio(late(of('initialBurst'))), 1.2),
          atLeast('bursting: longest over shortest, for ever', ratio(late(of('bursting'))), 3),
          atLeast('accelerating: first over last interval', of('accelerating')[0]! / of('accelerating').at(-1)!, 1.3),
          atLeast('delayed bursting: delay in ms', first('delayedBursting'), 50),
          atLeast('delayed bursting: longest over shortest', ratio(late(of('delayedBursting'))), 3),
          atMost('transient: last spike in ms', timesOf(run.spikes('transient.spikes'), 0).at(-1)!, 100),
          atLeast('irregular: variation of intervals', variation(of('irregular')), 0.2),
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

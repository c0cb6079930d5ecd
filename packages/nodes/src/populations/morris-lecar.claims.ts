import { claimsAbout } from '../claims/claim.ts';
import { intervalsOf, series, timesOf } from '../claims/measure.ts';
import type { NodeEntry } from '../claims/network.ts';
import { network } from '../claims/network.ts';
import { range, root } from '../claims/numbers.ts';
import { morrisLecar } from './morris-lecar.ts';

/** Two published sets of params: rest is lost at a Hopf bifurcation, or at a saddle-node. */
const HOPF = { g_Ca: 4.4, v_3: 2, v_4: 30, phi: 0.04 };
const SADDLE = { g_Ca: 4, v_3: 12, v_4: 17.4, phi: 1 / 15 };
type Set = typeof HOPF;

const m = (V: number): number => (1 + Math.tanh((V + 1.2) / 18)) / 2;
const w = (V: number, s: Set): number => (1 + Math.tanh((V - s.v_3) / s.v_4)) / 2;
const slope = (f: (V: number) => number, V: number): number => (f(V + 1e-4) - f(V - 1e-4)) / 2e-4;
/** The current that holds a potential. */
const holds = (V: number, s: Set): number => 2 * (V + 60) + s.g_Ca * m(V) * (V - 120) + 8 * w(V, s) * (V + 84);
/** Trace of the linear system at rest: where it crosses 0, oscillations grow. */
const trace = (V: number, s: Set): number => {
  const fast = -(2 + s.g_Ca * (m(V) + slope(m, V) * (V - 120)) + 8 * w(V, s)) / 20;
  return fast - s.phi * Math.cosh((V - s.v_3) / (2 * s.v_4));
};
const hopfPotential = root((V) => trace(V, HOPF), -35, -15);
const saddlePotential = root((V) => slope((x) => holds(x, SADDLE), V), -35, -20);
const hopf = holds(hopfPotential, HOPF);
const saddle = holds(saddlePotential, SADDLE);

export const claims = claimsAbout(morrisLecar, {
  'Rest loses its stability at the Hopf bifurcation': {
    cite: 'tsumoto2006',
    grade: 'statistical',
    because: 'linear stability gives the current; the cells start 0.01 mV from rest, 1 % below it and 1 % above',
    graph: network({
      dt: '0.1 ms',
      duration: '10 s',
      nodes: Object.fromEntries(
        [0.99, 1.01].flatMap((share, k): NodeEntry[] => {
          const rest = root((V) => holds(V, HOPF) - share * hopf, -60, -15);
          const start = { v_init: `${rest + 0.01} mV`, w_init: String(w(rest, HOPF)) };
          return [
            [`electrode${k}`, ['source/current', { amplitude: `${share * hopf} nA` }]],
            [`cell${k}`, ['population/morris-lecar', { size: 1, ...start }]],
          ];
        }),
      ),
      wires: ['electrode0.I -> cell0.I', 'electrode1.I -> cell1.I'],
    }),
    probes: ['cell0.spikes', 'cell1.spikes'],
    check: (run) => ({
      points: [
        { what: 'current of the bifurcation, published', unit: 'nA', measured: hopf, expected: 93.86, tolerance: 0.05 },
        { what: 'spikes below', measured: timesOf(run.spikes('cell0.spikes'), 0).length, expected: 0, tolerance: 0 },
        {
          what: 'spikes above',
          measured: timesOf(run.spikes('cell1.spikes'), 0).length,
          expected: 2,
          is: 'at least',
          tolerance: 0,
        },
      ],
    }),
  },
  'With other params it begins to fire at a saddle-node, as slowly as one likes': {
    cite: 'tsumoto2006',
    grade: 'statistical',
    because:
      'near the saddle-node an interval is π / √(A B) of the parabola that is left, to which the spike itself adds some 50 ms: four times the current above it halves the rest of the interval',
    graph: network({
      dt: '0.1 ms',
      duration: '8 s',
      nodes: {
        electrode: [
          'source/current',
          { amplitude: `${saddle} nA + 0.01 nA * (index(neuron) == 0 ? -1 : 4 ^ (index(neuron) - 1))` },
        ],
        cells: [
          'population/morris-lecar',
          { size: 5, g_Ca: '4 uS', v_3: '12 mV', v_4: '17.4 mV', phi: `${SADDLE.phi} 1/ms`, v_init: '-50 mV' },
        ],
      },
      wires: ['electrode.I -> cells.I'],
    }),
    probes: ['cells.spikes'],
    check: (run) => {
      const spikes = run.spikes('cells.spikes');
      const last = range(5).map((k) => intervalsOf(spikes, [k]).at(-1) ?? Infinity);
      const currents = [0.01, 0.04, 0.16, 0.64];
      return {
        points: [
          {
            what: 'current of the bifurcation, published',
            unit: 'nA',
            measured: saddle,
            expected: 39.96,
            tolerance: 0.05,
          },
          { what: 'spikes below', measured: timesOf(spikes, 0).length, expected: 0, tolerance: 0 },
          {
            what: 'differences of intervals, from 0.01 to 0.04 nA over from 0.04 to 0.16 nA',
            measured: (last[1]! - last[2]!) / (last[2]! - last[3]!),
            expected: 2,
            tolerance: 0.15,
          },
        ],
        figure: series(
          'rate over current above the saddle-node',
          'Hz',
          currents,
          last.slice(1).map((t) => 1000 / t),
        ),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
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
});

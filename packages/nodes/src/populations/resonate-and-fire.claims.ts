import { claimsAbout } from '../claims/claim.ts';
import { countsOf, series } from '../claims/measure.ts';
import type { NodeEntry } from '../claims/network.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { resonateAndFire } from './resonate-and-fire.ts';

/** Two kicks of 0.8 at a distance that grows from cell to cell: from a quarter to two whole periods of 2π ms. */
const GAPS = range(15).map((k) => Math.round((2 * Math.PI * (k + 2) * 10) / 8) / 10);
/** After a second kick the phase starts anew, with what is left of the first: y is at most this, near a quarter period. */
function highest(gap: number): number {
  const left = (t: number): number => 0.8 * Math.exp(-0.1 * t);
  const y = (t: number): number => left(t) * Math.sin(t) + left(gap + t) * Math.sin(gap + t);
  return Math.max(...range(628).map((k) => y(k / 100)), ...range(628).map((k) => left(k / 100) * Math.sin(k / 100)));
}

export const claims = claimsAbout(resonateAndFire, {
  'Below threshold it rings with its own frequency and dies out': {
    cite: 'izhikevich2001',
    grade: 'close',
    because: 'the rotation is solved exactly and shrinks, so rounding of 6e-8 a step adds up to less than 1e-6',
    graph: network({
      dt: '0.1 ms',
      duration: '40 ms',
      nodes: {
        clock: ['source/pulses', { start: '0 ms', number: '1' }],
        kick: ['projection/one-to-one', { w: 0.8 }],
        cell: ['population/resonate-and-fire', { size: 1 }],
      },
      wires: ['clock.spikes -> kick.pre', 'kick.out -> cell.exc'],
    }),
    probes: ['cell.y'],
    check: (run) => {
      const { data, dt } = run.signal('cell.y');
      // The event of tick 0 arrives one tick later, before that tick flows.
      return {
        points: [8, 16, 47, 100, 310].map((tick) => ({
          what: `y after ${(tick * dt).toFixed(1)} ms`,
          measured: data[tick]!,
          expected: 0.8 * Math.exp(-0.1 * tick * dt) * Math.sin(tick * dt),
          tolerance: 1e-6,
        })),
        figure: series(
          'y',
          '1',
          Array.from(data, (_, k) => k * dt),
          Array.from(data),
        ),
      };
    },
  },
  'Two inputs fire it when they are a period apart, not when they are half a period apart': {
    cite: 'izhikevich2001',
    grade: 'statistical',
    because:
      'the highest y after two kicks is a closed form, which no distance here brings within 1 % of the threshold',
    graph: network({
      dt: '0.1 ms',
      duration: '60 ms',
      nodes: Object.fromEntries(
        GAPS.flatMap((gap, k): NodeEntry[] => [
          [`clock${k}`, ['source/pulses', { start: '1 ms', period: `${gap} ms`, number: '2' }]],
          [`kick${k}`, ['projection/one-to-one', { w: 0.8 }]],
          [`cell${k}`, ['population/resonate-and-fire', { size: 1 }]],
        ]),
      ),
      wires: GAPS.flatMap((_, k) => [`clock${k}.spikes -> kick${k}.pre`, `kick${k}.out -> cell${k}.exc`]),
    }),
    probes: GAPS.map((_, k) => `cell${k}.spikes`),
    check: (run) => ({
      points: GAPS.map((gap, k) => ({
        what: `spikes of two kicks ${gap} ms apart`,
        measured: countsOf(run.spikes(`cell${k}.spikes`))[0]!,
        expected: highest(gap) > 1 ? 1 : 0,
        tolerance: 0,
      })),
    }),
  },
});

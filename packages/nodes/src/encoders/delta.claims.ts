import { claimsAbout } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { delta } from './delta.ts';

/** A sine of 1 s and amplitude 1.05, in steps of 1 ms. */
const sine = (tick: number): number => 1.05 * Math.sin((2 * Math.PI * tick) / 1000);

export const claims = claimsAbout(delta, {
  'The signal rebuilt from its events is never more than one level away': {
    cite: 'miskowicz2006',
    grade: 'close',
    because:
      'an event is sent as soon as the distance is a level, and the sine moves 0.0066 a step, less than a level of 0.1; levels are never met at a turn, so events are counted exactly',
    graph: network({
      dt: '1 ms',
      duration: '2.25 s',
      nodes: { wave: ['source/signal', { size: 1, value: '1.05 * sin(2 * pi * t / 1 s)' }], input: ['encoder/delta'] },
      wires: ['wave.x -> input.x'],
    }),
    probes: ['input.up', 'input.down', 'input.level'],
    check: (run) => {
      const level = Array.from(run.signal('input.level').data);
      const errors = level.map((x, tick) => Math.abs(x - sine(tick)));
      return {
        points: [
          { what: 'largest error', measured: Math.max(...errors), expected: 0.1, is: 'at most', tolerance: 1e-5 },
          // Ten levels up to the first turn, then twenty between each turn and the next.
          {
            what: 'events',
            measured: run.spikes('input.up').id.length + run.spikes('input.down').id.length,
            expected: 90,
            tolerance: 0,
          },
        ],
        figure: series(
          'rebuilt signal',
          '1',
          level.map((_, k) => k),
          level,
        ),
      };
    },
  },
});

import type { SignalFrame } from '@neuroloom/core';
import { claimsAbout } from '../claims/claim.ts';
import { digitsNetwork } from '../claims/digits.ts';
import { neurons } from './neurons.ts';

const SIZE = 20;
const whole = digitsNetwork({ neurons: SIZE, train: 25, assign: 1, test: 0, prune: true });

/** The last row of a signal. */
const ending = (f: SignalFrame): number[] => [...f.data.subarray(f.data.length - f.picks.length)];

export const claims = claimsAbout(neurons, {
  'It removes the fraction asked for: those who fired least, with all their synapses, and nobody else; equals go or stay together':
    {
      cite: 'hu2016',
      grade: 'exact',
      because: 'who goes is a matter of counting; a neuron that is no more reads as zeros',
      graph: {
        ...whole,
        nodes: { ...whole.nodes, cells: { type: neurons.type, version: 1, params: { fraction: 0.25 } } },
        wires: [
          ...whole.wires.filter((w) => w.to !== 'pruning.prune'),
          { from: 'exc.spikes', to: 'cells.spikes' },
          { from: 'schedule.prune', to: 'cells.prune' },
          { from: 'schedule.learn', to: 'cells.learn' },
        ],
      },
      probes: [`cells.fired[0..${SIZE - 1}]`, `cells.kept[0..${SIZE - 1}]`, 'input_exc.w'],
      check: (run) => {
        const kept = (run.frames('cells.kept') as SignalFrame[]).map(ending);
        const before = kept.findLastIndex((row) => row.every((x) => x === 1));
        const fired = ending(run.frames('cells.fired')[before] as SignalFrame);
        const [stay, go] = [1, 0].map((x) => fired.filter((_, k) => kept.at(-1)![k] === x)) as [number[], number[]];
        const reached = new Set([...run.last('input_exc.w')].flatMap((w, k) => (w > 0 ? [k % SIZE] : [])));
        return {
          points: [
            {
              what: 'neurons removed, and equals of the least busy that stays',
              measured: go.length + stay.filter((n) => n === Math.min(...stay)).length,
              expected: SIZE / 4,
              tolerance: 0,
              is: 'at least',
            },
            { what: 'neurons removed', measured: go.length, expected: 1, tolerance: 0, is: 'at least' },
            {
              what: 'spikes of the busiest that goes',
              measured: Math.max(...go),
              expected: Math.min(...stay),
              tolerance: 0,
              is: 'at most',
            },
            { what: 'neurons with synapses', measured: reached.size, expected: stay.length, tolerance: 0 },
          ],
        };
      },
    },
});

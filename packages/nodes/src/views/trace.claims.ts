import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { trace } from './trace.ts';

export const claims = claimsAbout(trace, {
  'It shows the values of a signal step by step': {
    cite: 'gerstner2014',
    grade: 'close',
    because: 'two sines in single precision',
    graph: network({
      dt: '1 ms',
      duration: '20 ms',
      nodes: { wave: ['source/signal', { size: 2, value: 'sin(t / 1 ms + index(neuron))' }], picture: ['view/trace'] },
      wires: ['wave.x -> picture.signal'],
    }),
    check: (run) => {
      const f = run.signal('picture.frame');
      const values = Array.from(f.data);
      return {
        points: [
          { what: 'values', measured: values.length, expected: 40, tolerance: 0 },
          ...values.map((x, k) => ({
            what: `line ${k % 2} at step ${k >> 1}`,
            measured: x,
            expected: Math.sin((k >> 1) + (k % 2)),
            tolerance: 1e-5,
          })),
        ],
        figure: f,
      };
    },
  },
});

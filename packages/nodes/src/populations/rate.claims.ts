import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { rate } from './rate.ts';

export const claims = claimsAbout(rate, {
  'A unit approaches its gain function exponentially': {
    cite: 'wilson1972',
    grade: 'close',
    because: 'with a constant input the flow is solved exactly; a number near 1 rounds by 6e-8, at most 100 times',
    graph: network({
      dt: '0.5 ms',
      duration: '50 ms',
      nodes: {
        input: ['source/signal', { size: 3, value: 'index(neuron) - 1' }],
        units: ['population/rate', { size: 3, f: 'tanh(I)' }],
      },
      wires: ['input.x -> units.I'],
    }),
    probes: ['units.rate[0..2]'],
    check: (run) => {
      const { data, dt } = run.signal('units.rate');
      return {
        points: [1, 20, 99].flatMap((tick) =>
          [0, 2].map((k) => {
            const t = (tick + 1) * dt;
            return {
              what: `rate of unit ${k} after ${t} ms`,
              measured: data[tick * 3 + k]!,
              expected: Math.tanh(k - 1) * (1 - Math.exp(-t / 10)),
              tolerance: 1e-5,
            };
          }),
        ),
      };
    },
  },
  'Mutual inhibition of two linear units settles at the solution of its linear equations': {
    cite: 'wilson1972',
    grade: 'close',
    because: 'the slowest mode decays with 20 ms, so after 500 ms only rounding is left',
    graph: network({
      dt: '0.5 ms',
      duration: '500 ms',
      nodes: {
        input: ['source/signal', { size: 2, value: '1 + index(neuron)' }],
        units: ['population/rate', { size: 2, f: 'I + rec' }],
        loop: ['projection/rate-dense', { w_init: 'index(pre) == index(post) ? 0 : -0.5', delay: 1 }],
      },
      wires: ['input.x -> units.I', 'units.r -> loop.x', 'loop.y -> units.rec'],
    }),
    probes: ['units.rate[0,1]'],
    check: (run) => {
      // r = I + W r with W = [[0, -1/2], [-1/2, 0]] and I = (1, 2) gives r = (0, 2).
      const r = run.last('units.rate');
      return {
        points: [0, 2].map((expected, k) => ({
          what: `rate of unit ${k}`,
          measured: r[k]!,
          expected,
          tolerance: 1e-4,
        })),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { mean, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import type { NodeEntry } from '../claims/network.ts';
import { kuramoto } from './kuramoto.ts';

/** Frequencies of a Lorentzian of half-width 0.01 / ms, as its quantiles: g(0) = 1 / (π 0.01), so K_c = 0.02 / ms. */
const SIZE = 1000;
const angle = `(pi * ((index(neuron) + 0.5) / ${SIZE} - 0.5))`;
const omega = `0.01 / 1 ms * sin${angle} / cos${angle}`;
const CRITICAL = 2 / (Math.PI * (1 / (Math.PI * 0.01)));
const RATIOS = [0.5, 1.5, 2, 4];

export const claims = claimsAbout(kuramoto, {
  'Order appears at the coupling 2 / (π g(0)) and grows as sqrt(1 - K_c / K)': {
    cite: 'strogatz2000',
    grade: 'statistical',
    because:
      'the closed form is for infinitely many; with 1000 oscillators the mean field flickers by √(1/1000) = 0.03, and below the critical coupling that is all of it, enhanced by 1 / (1 - K / K_c) = 2',
    graph: network({
      dt: '0.2 ms',
      duration: '2 s',
      nodes: Object.fromEntries(
        RATIOS.map(
          (ratio, k): NodeEntry => [
            `ring${k}`,
            ['population/kuramoto', { size: SIZE, K: `${ratio * CRITICAL} 1/ms`, omega }],
          ],
        ),
      ),
    }),
    probes: RATIOS.map((_, k) => `ring${k}.order`),
    check: (run) => {
      const order = RATIOS.map((_, k) => mean(run.signal(`ring${k}.order`).data.slice(-3000)));
      return {
        points: RATIOS.map((ratio, k) => ({
          what: `order parameter at ${ratio} K_c`,
          measured: order[k]!,
          expected: ratio > 1 ? Math.sqrt(1 - 1 / ratio) : 0.06,
          ...(ratio > 1 ? {} : { is: 'at most' as const }),
          tolerance: 0.03,
        })),
        figure: series('order over coupling', '1', RATIOS, order),
      };
    },
  },
  'Two oscillators lock when their frequencies differ by less than K, at asin(difference / K)': {
    cite: 'strogatz2000',
    grade: 'close',
    because:
      'the phase difference obeys one equation, whose fixed point Euler steps keep; 2e-5 is rounding of phases up to 2π',
    graph: network({
      dt: '0.1 ms',
      duration: '1 s',
      nodes: {
        pair: [
          'population/kuramoto',
          { size: 2, K: '0.02 1/ms', omega: '(0.1 + 0.01 * index(neuron)) / 1 ms', theta_init: '0.3 * index(neuron)' },
        ],
      },
    }),
    probes: ['pair.theta[0,1]'],
    check: (run) => {
      const [a = 0, b = 0] = run.last('pair.theta');
      return {
        points: [{ what: 'sine of the difference', measured: Math.sin(b - a), expected: 0.01 / 0.02, tolerance: 2e-5 }],
      };
    },
  },
});

import type { ClaimRun, ClaimSpec } from '../claims/claim.ts';
import { claimsAbout } from '../claims/claim.ts';
import { mean } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { noise } from './noise.ts';

/** 20 s of 20 channels that forget in 5 ms hold one independent number for every two times of correlation. */
const INDEPENDENT = (20 * 20_000) / 10;

function inSteps(dt: number): ClaimSpec {
  return {
    cite: 'gillespie1996',
    grade: 'statistical',
    because:
      'four standard errors of a mean, √(1/n), and of a variance or covariance, √(2/n), of n independent numbers',
    graph: network({
      dt: `${dt} ms`,
      duration: '20 s',
      nodes: { current: ['source/noise', { size: 20, mean: '0.3 nA', sigma: '0.1 nA', tau: '5 ms' }] },
    }),
    probes: ['current.I[0..19]'],
    check: (run: ClaimRun) => {
      const { data } = run.signal('current.I');
      const x = Float64Array.from(data, (I) => (I - 0.3) / 0.1);
      const lag = 20 * Math.round(5 / dt);
      const later = mean(x.subarray(lag).map((v, k) => v * x[k]!));
      const is = (what: string, measured: number, expected: number, variance: number) => ({
        what,
        measured,
        expected,
        tolerance: 4 * Math.sqrt(variance / INDEPENDENT),
      });
      return {
        points: [
          is('mean, from that asked for', mean(x), 0, 1),
          is('variance', mean(x.map((v) => v * v)), 1, 2),
          is(`covariance with ${(lag / 20) * dt} ms before`, later, Math.exp((-lag / 20) * (dt / 5)), 2),
        ],
      };
    },
  };
}

export const claims = claimsAbout(noise, {
  'In steps of 0.1 ms it has the mean, the variance and the memory that were asked for': inSteps(0.1),
  'In steps of 2 ms it is the same process': inSteps(2),
});

import { claimsAbout } from '../claims/claim.ts';
import { relayNetwork } from '../claims/digits.ts';
import { mean } from '../claims/measure.ts';
import { trials } from './trials.ts';

export const claims = claimsAbout(trials, {
  'A sample without enough spikes is shown again, each time by half of its intensity brighter': {
    cite: 'diehl2015',
    grade: 'close',
    because: 'an exponential of ten time constants leaves 5e-5, the same for each attempt',
    graph: relayNetwork({ train: 3, assign: 1, test: 0, min_spikes: 100_000, max_attempts: 3 }),
    probes: ['units.rate[0..783]'],
    check: (run) => {
      const shown = run
        .frames('units.rate')
        .map((f) => ({ mark: f.mark, mean: f.kind === 'signal' ? mean(f.data) : 0 }));
      const first = (sample: number): number => shown[3 * sample]?.mean ?? NaN;
      return {
        points: [
          { what: 'presentations', measured: shown.length, expected: 12, tolerance: 0 },
          ...shown.map(({ mark, mean: m }, k) => ({
            what: `intensity of sample ${mark?.sample} (${mark?.stage}), attempt ${mark?.attempt}`,
            measured: m / first(Math.floor(k / 3)),
            expected: 1 + 0.5 * (k % 3),
            tolerance: 1e-5,
          })),
          ...shown.map(({ mark }, k) => ({
            what: `attempt of presentation ${k}`,
            measured: mark?.attempt ?? NaN,
            expected: k % 3,
            tolerance: 0,
          })),
        ],
      };
    },
  },
});

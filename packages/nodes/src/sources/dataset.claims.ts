import { claimsAbout } from '../claims/claim.ts';
import { relayNetwork } from '../claims/digits.ts';
import { mean } from '../claims/measure.ts';
import { datasetSource } from './dataset.ts';

export const claims = claimsAbout(datasetSource, {
  'A digit is 28 × 28 numbers from 0 to 1, with a mean of 0.131 over all digits': {
    cite: 'lecun1998',
    grade: 'statistical',
    because: 'the mean of one image varies by 0.043; four standard errors of the mean of 200',
    graph: relayNetwork({ train: 200, assign: 0, test: 0 }),
    probes: ['units.rate[0..783]'],
    check: (run) => {
      const pixels = run.frames('units.rate').flatMap((f) => (f.kind === 'signal' ? Array.from(f.data) : []));
      return {
        points: [
          { what: 'pixels', measured: pixels.length, expected: 200 * 784, tolerance: 0 },
          { what: 'smallest', measured: pixels.reduce((a, b) => Math.min(a, b), Infinity), expected: 0, tolerance: 0 },
          { what: 'largest', measured: pixels.reduce((a, b) => Math.max(a, b), 0), expected: 1, tolerance: 1e-4 },
          { what: 'mean', measured: mean(pixels), expected: 0.1307, tolerance: (4 * 0.043) / Math.sqrt(200) },
        ],
      };
    },
  },
});

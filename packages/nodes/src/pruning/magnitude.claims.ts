import { claimsAbout } from '../claims/claim.ts';
import { digitsNetwork } from '../claims/digits.ts';
import { magnitude } from './magnitude.ts';

const PAIRS = 784 * 20;
/** Fresh weights, pruned before the first trial; normalisation would change those that stay. */
const pruned = digitsNetwork({ neurons: 20, train: 0, assign: 1, test: 0, prune: true, schedule: { min_spikes: 0 } });

export const claims = claimsAbout(magnitude, {
  'It removes the smallest half of the weights and no other': {
    cite: 'han2015',
    grade: 'exact',
    because:
      'fresh random weights are all different, so exactly half of them go; those that stay are larger than those that went',
    graph: { ...pruned, wires: pruned.wires.filter((w) => w.to !== 'input_exc.normalise') },
    probes: ['input_exc.w', 'input_exc.alive'],
    check: (run) => {
      const w = run.last('input_exc.w');
      const alive = run.last('input_exc.alive').filter((x) => x > 0).length;
      const left = w.filter((x) => x > 0);
      // Weights start as 0.3 (u + 0.01) with u uniform, so the median is 0.3 × 0.51, to 4 standard errors.
      return {
        points: [
          { what: 'synapses alive', measured: alive, expected: PAIRS / 2, tolerance: 0 },
          { what: 'weights above zero', measured: left.length, expected: PAIRS / 2, tolerance: 0 },
          {
            what: 'smallest weight left',
            measured: Math.min(...left),
            expected: 0.153,
            tolerance: (4 * 0.3 * 0.5) / Math.sqrt(PAIRS),
          },
        ],
      };
    },
  },
});

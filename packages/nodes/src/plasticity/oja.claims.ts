import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { oja } from './oja.ts';

export const claims = claimsAbout(oja, {
  'The weights become the principal eigenvector of the input covariance, of length one': {
    cite: 'oja1982',
    grade: 'statistical',
    because: 'the direction wanders by about √(eta λ₂ / 2) = 0.02 around its limit; four times that',
    graph: network({
      dt: '1 ms',
      duration: '20 s',
      nodes: {
        noise: ['source/signal', { size: 2, value: 'randn()' }],
        mix: [
          'projection/rate-dense',
          { w_init: 'index(pre) < 1 ? (index(post) < 1 ? 2 : 1) : (index(post) < 1 ? 0 : 1)' },
        ],
        learner: ['projection/rate-dense', { w_init: '0.5' }],
        rule: ['plasticity/oja', { eta: 0.001 }],
        mixed: ['population/rate', { size: 2 }],
        unit: ['population/rate', { size: 1 }],
      },
      wires: [
        'noise.x -> mix.x',
        'mix.y -> mixed.I',
        'mix.y -> learner.x',
        'learner.y -> unit.I',
        'mix.y -> rule.x',
        'learner.y -> rule.y',
        'learner.weights -> rule.w',
        'rule.dw -> learner.dw',
      ],
    }),
    probes: ['learner.w'],
    check: (run) => {
      const [a = 0, b = 0] = run.last('learner.w');
      // x = (2 n₀, n₀ + n₁) has covariance [[4, 2], [2, 2]], whose larger eigenvalue is 3 + √5.
      const along = [2, Math.sqrt(5) - 1] as const;
      const angle = Math.atan2(b, a) - Math.atan2(along[1], along[0]);
      return {
        points: [
          { what: 'length', measured: Math.hypot(a, b), expected: 1, tolerance: 0.05 },
          { what: 'angle to the eigenvector', unit: 'rad', measured: angle, expected: 0, tolerance: 0.08 },
        ],
      };
    },
  },
});

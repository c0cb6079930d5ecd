import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { population } from './population.ts';

const M = 12;
const centre = (field: number): number => (field - 0.5) / (M - 2);
const values = [0.3, 0.4137, 0.5, 0.65];

export const claims = claimsAbout(population, {
  'Activations are Gaussians around centres that tile the range': {
    cite: 'bohte2002',
    grade: 'close',
    because: 'one exponential in single precision',
    graph: network({
      dt: '1 ms',
      duration: '1 ms',
      nodes: {
        numbers: [
          'source/signal',
          {
            size: values.length,
            value: 'index(neuron) < 1 ? 0.3 : index(neuron) < 2 ? 0.4137 : index(neuron) < 3 ? 0.5 : 0.65',
          },
        ],
        code: ['encoder/population', { fields: M }],
      },
      wires: ['numbers.x -> code.x'],
    }),
    probes: [`code.y`],
    check: (run) => {
      const y = run.last('code.y');
      const decoded = values.map((_, c) => {
        const row = Array.from({ length: M }, (_, f) => y[c * M + f]!);
        return row.reduce((sum, a, f) => sum + a * centre(f), 0) / row.reduce((a, b) => a + b, 0);
      });
      const spacing = 1 / (M - 2);
      const sigma = spacing / 1.5;
      // Poisson's summation formula: a lattice of Gaussians misplaces its centre of mass by this ripple at most.
      const ripple = ((4 * Math.PI * sigma ** 2) / spacing) * Math.exp(-2 * ((Math.PI * sigma) / spacing) ** 2);
      return {
        points: [
          ...values.flatMap((x, c) =>
            [0, 5, 11].map((f) => ({
              what: `field ${f} at ${x}`,
              measured: y[c * M + f]!,
              expected: Math.exp(-((x - centre(f)) ** 2) / (2 * sigma ** 2)),
              tolerance: 1e-5,
            })),
          ),
          // Far from the ends the fields outside the range are dark, so the lattice may count as infinite.
          ...values.map((x, c) => ({
            what: `centre of mass at ${x}`,
            measured: decoded[c]!,
            expected: x,
            tolerance: 1.1 * ripple + 1e-5,
          })),
        ],
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { gapJunction } from './gap-junction.ts';

/** Two cells of 10 nS, one of them driven, joined by 5 nS. */
const [g, g_L, I] = [0.005, 0.01, 0.05];

export const claims = claimsAbout(gapJunction, {
  'A cell that is driven pulls its neighbour by g / (g + g_L), the coupling coefficient': {
    cite: 'lewis2003',
    grade: 'close',
    because:
      'after 20 time constants only rounding is left: of 60 mV, made in steps that each move V by a 200th of what is missing',
    graph: network({
      dt: '0.1 ms',
      duration: '400 ms',
      nodes: {
        electrode: ['source/current', { amplitude: `${I} nA * (1 - index(neuron))` }],
        cells: ['population/lif-coba', { size: 2, v_th: '0 mV' }],
        junction: ['projection/gap-junction', { g: `${g} uS` }],
      },
      wires: [
        'electrode.I -> junction.I_in',
        'cells.membrane -> junction.v_pre',
        'cells.membrane -> junction.v_post',
        'junction.I -> cells.I',
      ],
    }),
    probes: ['cells.V[0,1]'],
    check: (run) => {
      const [a = 0, b = 0] = run.last('cells.V');
      return {
        points: [{ what: 'coupling', measured: (b + 60) / (a + 60), expected: g / (g + g_L), tolerance: 1e-3 }],
      };
    },
  },
});

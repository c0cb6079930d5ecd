import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { weightMap } from './weight-map.ts';

export const claims = claimsAbout(weightMap, {
  'Each target is a picture of the weights onto it': {
    cite: 'diehl2015',
    grade: 'exact',
    because: 'weights are whole numbers, and nothing changes them',
    graph: network({
      dt: '1 ms',
      duration: '2 ms',
      nodes: {
        pixels: ['source/pulses', { size: 6 }],
        synapses: ['projection/dense', { w_init: 'index(pre) + 10 * index(post)' }],
        cells: ['population/adaptive-lif', { size: 4 }],
        picture: ['view/weight-map', { rows: 2, columns: 3 }],
      },
      wires: ['pixels.spikes -> synapses.pre', 'synapses.out -> cells.exc', 'synapses.weights -> picture.weights'],
    }),
    check: ({ result }) => {
      const f = result.frames['picture.frame'];
      const [rows = 0, columns = 0] = f?.kind === 'matrix' ? (f.tile ?? []) : [];
      const data = f?.kind === 'matrix' ? Array.from(f.data) : [];
      return {
        points: [
          { what: 'height of a picture', measured: rows, expected: 2, tolerance: 0 },
          { what: 'width of a picture', measured: columns, expected: 3, tolerance: 0 },
          ...Array.from({ length: 24 }, (_, k) => ({
            what: `weight ${k}`,
            measured: data[k] ?? NaN,
            expected: Math.floor(k / 4) + 10 * (k % 4),
            tolerance: 0,
          })),
        ],
        ...(f ? { figure: f } : {}),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { exponential } from './exponential.ts';

export const claims = claimsAbout(exponential, {
  'Two kinds of synapse add up, each with its own decay': {
    cite: 'brette2007',
    grade: 'close',
    because: 'both decays are exact, so only single-precision rounding of about 3 nA is left',
    graph: network({
      dt: '0.1 ms',
      duration: '30 ms',
      nodes: {
        volley: ['source/pulses', { size: 3, start: '0 ms', number: '1' }],
        fast: ['projection/dense', { w_init: '1', scale: '0.5 nA' }],
        slow: ['projection/dense', { w_init: '1', scale: '-0.2 nA' }],
        ampa: ['synapse/exponential', { tau: '2 ms', base: '0.1 nA' }],
        gaba: ['synapse/exponential', { tau: '10 ms' }],
        cells: ['population/lif', { size: 2 }],
      },
      wires: [
        'volley.spikes -> fast.pre',
        'volley.spikes -> slow.pre',
        'fast.out -> ampa.events',
        'slow.out -> gaba.events',
        'gaba.out -> ampa.add',
        'ampa.out -> cells.I',
      ],
    }),
    probes: ['ampa.out[0,1]'],
    check: (run) => {
      const { data, dt } = run.signal('ampa.out');
      return {
        points: [1, 10, 50, 200].map((tick) => {
          const t = tick * dt;
          return {
            what: `current ${t.toFixed(1)} ms after the volley`,
            unit: 'nA',
            measured: data[2 * tick]!,
            expected: 0.1 + 1.5 * Math.exp(-t / 2) - 0.6 * Math.exp(-t / 10),
            tolerance: 1e-5,
          };
        }),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { reversal } from './reversal.ts';

export const claims = claimsAbout(reversal, {
  'A constant conductance brings the membrane to the mean of leak and reversal, weighted by conductance': {
    cite: 'brette2007',
    grade: 'close',
    because: 'the fixed point does not depend on the step; 70 mV are rounded to 1e-5',
    graph: network({
      dt: '0.1 ms',
      duration: '300 ms',
      nodes: {
        silence: ['source/pulses', { size: 1, number: '0' }],
        none: ['projection/dense', { scale: '1 nS' }],
        exc: ['synapse/exponential', { base: '3 nS' }],
        inh: ['synapse/exponential', { base: '10 nS' }],
        pull: ['synapse/reversal', { E: '0 mV' }],
        push: ['synapse/reversal', { E: '-80 mV', delay: 0 }],
        cells: ['population/lif', { size: 1, v_th: '1 V' }],
      },
      wires: [
        'silence.spikes -> none.pre',
        'none.out -> exc.events',
        'none.out -> inh.events',
        'exc.out -> pull.g',
        'inh.out -> push.g',
        'cells.membrane -> pull.V',
        'cells.membrane -> push.V',
        'push.I -> pull.add',
        'pull.I -> cells.I',
      ],
    }),
    probes: ['cells.V'],
    check: (run) => ({
      points: [
        {
          what: 'membrane potential',
          unit: 'mV',
          // The leak is 1 / 100 MΩ = 10 nS to -70 mV.
          measured: run.signal('cells.V').data.at(-1)!,
          expected: (10 * -70 + 3 * 0 + 10 * -80) / (10 + 3 + 10),
          tolerance: 1e-3,
        },
      ],
    }),
  },
});

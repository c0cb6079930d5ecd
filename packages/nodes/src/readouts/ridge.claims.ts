import { claimsAbout } from '../claims/claim.ts';
import { relayNetwork } from '../claims/digits.ts';
import { ridge } from './ridge.ts';

const readout = {
  nodes: { readout: ['readout/ridge', { lambda: 10 }] },
  wires: ['units.r -> readout.features', 'schedule.label -> readout.label'],
} as const;

export const claims = claimsAbout(ridge, {
  'On raw digits it is as good as a linear classifier can be': {
    cite: 'lecun1998',
    grade: 'statistical',
    because:
      'the paper has 12 % errors for a linear classifier with all digits; least squares, which does not minimise errors, has some 15 %',
    graph: relayNetwork({ train: 1000, assign: 0, test: 500 }, readout.nodes, readout.wires),
    full: relayNetwork({ train: 60_000, assign: 0, test: 10_000 }, readout.nodes, readout.wires),
    check: ({ result, graph }) => {
      const all = graph.nodes['schedule']?.params['train'] === 60_000;
      return {
        points: [
          {
            what: 'accuracy',
            measured: result.metrics['accuracy'] ?? NaN,
            expected: all ? 0.86 : 0.8,
            tolerance: all ? 0.02 : 0.08,
          },
        ],
      };
    },
  },
});

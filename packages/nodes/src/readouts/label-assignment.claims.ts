import { claimsAbout } from '../claims/claim.ts';
import { digitsNetwork } from '../claims/digits.ts';
import { labelAssignment } from './label-assignment.ts';

export const claims = claimsAbout(labelAssignment, {
  'Digits are told apart by a network that learned without labels': {
    cite: 'diehl2015',
    grade: 'statistical',
    because: 'chance is 10 %; 100 neurons and 500 digits are far from the 87 % of 400 neurons and three passes',
    graph: digitsNetwork({ neurons: 100, train: 1000, assign: 500, test: 500 }),
    full: digitsNetwork({ neurons: 400, train: 60_000, assign: 10_000, test: 10_000 }),
    check: ({ result, graph }) => {
      const long = graph.nodes['exc']?.params['size'] === 400;
      const confusion = result.frames['names.confusion'];
      return {
        points: [
          {
            what: 'accuracy',
            measured: result.metrics['accuracy'] ?? NaN,
            expected: long ? 0.86 : 0.5,
            is: 'at least',
            tolerance: 0,
          },
        ],
        ...(confusion ? { figure: confusion } : {}),
      };
    },
  },
});

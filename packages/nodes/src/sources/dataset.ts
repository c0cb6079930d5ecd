import { choice, dataset, defineOperator, text } from '@neuroloom/core';
import { defer, shareReplay } from 'rxjs';

/** Real data by name; where it lies is the platform's affair. */
export const datasetSource = defineOperator({
  type: 'source/dataset',
  version: 1,
  title: 'Data set',
  summary: 'Samples and labels of a named data set.',
  cite: ['lecun1998'],
  params: {
    name: text('mnist', 'Name of the data set'),
    part: choice('train', ['train', 'test'], 'Which part of it'),
  },
  outputs: { data: dataset('The samples and their labels') },
  run: (_, { name, part }, { host }) => ({ data: defer(() => host.dataset(name, part)).pipe(shareReplay(1)) }),
});

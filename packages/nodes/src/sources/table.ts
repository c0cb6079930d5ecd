import { choice, dataset, defineOperator, NeuroloomError, text } from '@neuroloom/core';
import { defer, shareReplay } from 'rxjs';
import { tableDataset } from '../streams/table-dataset.ts';

/** One's own measurements: a spreadsheet saved as text, or an array saved by NumPy. */
export const table = defineOperator({
  type: 'source/table',
  version: 1,
  title: 'Table from a file',
  summary: 'Rows of a CSV or npy file as samples, with classes in a column if wanted.',
  cite: ['harris2020'],
  params: {
    file: text('data.csv', 'The file, or the numbers themselves after data:, with %0A between rows', {
      file: '.csv,.npy',
    }),
    labels: choice('none', ['none', 'first', 'last'], 'The column that holds the class of each row, counted from 0'),
    scale: choice(
      'none',
      ['none', 'columns', 'all'],
      'Whether each column, or all of them together, are brought to 0 … 1',
    ),
  },
  outputs: { data: dataset('The rows and their classes') },
  run: (_, { file, ...options }, { host, node }) => ({
    data: defer(async () => {
      const written = /^data:[^,]*,/.exec(file);
      if (written)
        return tableDataset(node, new TextEncoder().encode(decodeURIComponent(file.slice(written[0].length))), options);
      if (!host.file)
        throw new NeuroloomError({
          where: node,
          what: 'there are no files here',
          remedy: 'write the numbers after data:',
        });
      return tableDataset(file, await host.file(file), options);
    }).pipe(shareReplay(1)),
  }),
});

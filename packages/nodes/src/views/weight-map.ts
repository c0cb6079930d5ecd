import { count, defineOperator, frame, weights } from '@neuroloom/core';
import { map } from 'rxjs';

/** What each target has learned to look for: its weights, laid out like the input they come from. */
export const weightMap = defineOperator({
  type: 'view/weight-map',
  version: 1,
  title: 'Weight map',
  summary: 'The weights onto each target as a picture.',
  cite: ['diehl2015'],
  params: {
    rows: count(28, 'Height of a picture; rows × columns is the number of sources', { min: 1 }),
    columns: count(28, 'Width of a picture', { min: 1 }),
  },
  inputs: { weights: weights(1, 'Weights to show') },
  outputs: { frame: frame('The weights as they change') },
  view: true,
  run: ({ weights }, { rows, columns }, { node }) => ({
    frame: weights.pipe(
      map((f) => {
        const from = `${node}.frame`;
        return f.kind === 'matrix' && f.rows === rows * columns
          ? { ...f, from, tile: [rows, columns] as const }
          : { ...f, from };
      }),
    ),
  }),
});

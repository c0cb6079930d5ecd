import { count, defineOperator, frame, label } from '@neuroloom/core';
import { filter, map } from 'rxjs';
import { scored } from '../streams/scoring.ts';
import { byTrial } from '../streams/by-trial.ts';

/** Which class is taken for which. */
export const confusion = defineOperator({
  type: 'view/confusion',
  version: 1,
  title: 'Confusion matrix',
  summary: 'Counts of the true class against the answer, over the last stage.',
  cite: ['diehl2015'],
  params: { classes: count(10, 'Number of classes', { min: 2, max: 1000 }) },
  inputs: { prediction: label('Answers'), label: label('True classes') },
  outputs: { frame: frame('The matrix so far') },
  run: ({ prediction, label }, { classes }, { node }) => {
    const answer$ = byTrial(prediction, label).pipe(
      map(([answer, truth]) => ({ mark: answer.mark, truth: truth.label, answer: answer.label })),
      filter(({ answer, truth }) => answer < classes && truth < classes),
    );
    return { frame: scored(node, classes, answer$).confusion.pipe(map((f) => ({ ...f, from: `${node}.frame` }))) };
  },
});

import { count, defineOperator, frame, label, metric, sample, text } from '@neuroloom/core';
import { defer, filter, map } from 'rxjs';
import { byTrial } from '../streams/by-trial.ts';
import { scored } from '../streams/scoring.ts';
import { voting } from '../streams/voting.ts';

/** Gives names to what a network has learned without any: the network itself never sees a label. */
export const labelAssignment = defineOperator({
  type: 'readout/label-assignment',
  version: 1,
  title: 'Label assignment',
  summary: 'Names each neuron after the class it answers most, then lets the neurons vote.',
  cite: ['diehl2015'],
  params: {
    classes: count(10, 'Number of classes', { min: 2, max: 100_000 }),
    stage: text('assign', 'Stage whose labels name the neurons'),
  },
  inputs: { response: sample('Spike counts of a trial', 'neuron'), label: label('The true class') },
  outputs: {
    prediction: label('The class voted for'),
    accuracy: metric('Share of right answers'),
    confusion: frame('Counts of truth against answer'),
  },
  run: ({ response, label }, { classes, stage }, { node }) => {
    const answer$ = defer(() => {
      const judge = voting(classes, stage);
      return byTrial(response, label).pipe(map(([{ mark, data }, truth]) => judge(mark, data, truth.label)));
    });
    return scored(node, classes, answer$.pipe(filter((answer) => answer !== null)));
  },
});

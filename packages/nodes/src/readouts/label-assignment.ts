import { count, defineOperator, frame, label, metric, sample, text } from '@neuroloom/core';
import { filter, map, scan } from 'rxjs';
import { byTrial } from '../streams/by-trial.ts';
import type { Answer } from './scoring.ts';
import { scored } from './scoring.ts';
import type { Tally } from './tally.ts';
import { addResponse, assign, emptyTally, fade, predict } from './tally.ts';

interface Reading {
  /** Of the assignment stage, which alone decides the answers that count. */
  final: Tally | null;
  table: Int32Array | null;
  /** Of the recent past while learning goes on, for the running accuracy only. */
  recent: Tally | null;
  guess: Int32Array | null;
  trials: number;
  answer: Answer | null;
}

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
    every: count(50, 'Trials after which the names behind the running accuracy are refreshed', { min: 1 }),
  },
  inputs: { response: sample('Spike counts of a trial', 'neuron'), label: label('The true class') },
  outputs: {
    prediction: label('The class voted for'),
    accuracy: metric('Share of right answers'),
    confusion: frame('Counts of truth against answer'),
  },
  run: ({ response, label }, { classes, stage, every }, { node }) => scored(node, classes, byTrial(response, label).pipe(
    scan((s: Reading, [{ mark, data }, { label: truth }]): Reading => {
      if (mark.stage === stage) {
        addResponse((s.final ??= emptyTally(classes, data.length)), truth, data);
        return { ...s, table: null, answer: null };
      }
      const provisional = !mark.frozen;
      if (!provisional) s.table ??= assign(s.final ?? emptyTally(classes, data.length));
      const table = provisional ? s.guess : s.table;
      const answer = table ? { mark, truth, answer: predict(data, table, classes), provisional } : null;
      if (provisional) {
        addResponse((s.recent ??= emptyTally(classes, data.length)), truth, data);
        if (++s.trials % every === 0) {
          s.guess = assign(s.recent);
          fade(s.recent, Math.exp(-every / 1000));
        }
      }
      return { ...s, answer };
    }, { final: null, table: null, recent: null, guess: null, trials: 0, answer: null }),
    map((s) => s.answer),
    filter((answer) => answer !== null),
  )),
});

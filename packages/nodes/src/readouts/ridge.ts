import { count, defineOperator, frame, label, metric, param, sample, text } from '@neuroloom/core';
import { filter, map, scan } from 'rxjs';
import { byTrial } from '../streams/by-trial.ts';
import type { NormalEquations } from '../streams/normal-equations.ts';
import { addSample, apply, emptyEquations, solveRidge } from '../streams/normal-equations.ts';
import type { Answer } from '../streams/scoring.ts';
import { scored } from '../streams/scoring.ts';

interface Fit {
  equations: NormalEquations | null;
  weights: Float64Array | null;
  answer: Answer | null;
}

/** The readout of reservoirs: linear, and trained in one step. */
export const ridge = defineOperator({
  type: 'readout/ridge',
  version: 1,
  title: 'Ridge readout',
  summary: 'A linear classifier that is fitted in closed form on one stage and answers in the others.',
  cite: ['hoerl1970', 'jaeger2004'],
  params: {
    classes: count(10, 'Number of classes', { min: 2, max: 10_000 }),
    lambda: param(1, 'Penalty on the squares of the weights', { min: 0 }),
    stage: text('train', 'Stage to fit on'),
  },
  inputs: { features: sample('Features of a trial', 'neuron'), label: label('The true class') },
  outputs: {
    prediction: label('The class with the largest output'),
    accuracy: metric('Share of right answers'),
    confusion: frame('Counts of truth against answer'),
  },
  run: ({ features, label }, { classes, lambda, stage }, { node }) =>
    scored(
      node,
      classes,
      byTrial(features, label).pipe(
        scan(
          (s: Fit, [{ mark, data }, { label: truth }]): Fit => {
            const equations = s.equations ?? emptyEquations(data.length, classes);
            if (mark.stage === stage) {
              addSample(
                equations,
                data,
                Array.from({ length: classes }, (_, c) => (c === truth ? 1 : 0)),
              );
              return { equations, weights: null, answer: null };
            }
            const weights = s.weights ?? solveRidge(equations, lambda, `${node} (readout/ridge)`);
            const outputs = apply(weights, data, classes);
            return { equations, weights, answer: { mark, truth, answer: outputs.indexOf(Math.max(...outputs)) } };
          },
          { equations: null, weights: null, answer: null },
        ),
        map((s) => s.answer),
        filter((answer) => answer !== null),
      ),
    ),
});

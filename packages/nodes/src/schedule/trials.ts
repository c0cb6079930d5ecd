import { count, dataset, defineOperator, event, flag, label, param, sample, trial } from '@neuroloom/core';
import { asapScheduler, combineLatest, concatMap, from, observeOn, share, take } from 'rxjs';
import { plan } from '../streams/plan.ts';
import { presentations, select } from '../streams/presentations.ts';

/** The experimenter: shows each sample, waits for an answer, shows it again brighter when there is none. */
export const trials = defineOperator({
  type: 'schedule/trials',
  version: 1,
  title: 'Trial schedule',
  summary: 'Trains on samples, then freezes the network to name its neurons and to test it.',
  cite: ['diehl2015'],
  params: {
    train: count(1000, 'Samples of the training part to learn from', { min: 0 }),
    passes: count(1, 'Times each of them is learned', { min: 1 }),
    assign: count(1000, 'Samples of the training part that name the neurons', { min: 0 }),
    test: count(1000, 'Samples of the test part', { min: 0 }),
    min_spikes: count(5, 'Spikes below which a sample is shown again', { min: 0 }),
    boost: param(0.5, 'Share of the intensity that each further attempt adds', { min: 0 }),
    max_attempts: count(20, 'Attempts after which any answer is accepted', { min: 1 }),
    shuffle: flag(false, 'Present the training samples in random order'),
    prune: flag(false, 'Send prune between learning and naming'),
  },
  inputs: {
    train: dataset('Samples to learn from'),
    test: dataset('Samples to test on'),
    response: sample('The answer to a trial, such as spike counts', 'neuron'),
  },
  outputs: {
    trial: trial('Start of a trial; its sample has been sent'),
    image: sample('The sample, brighter with each attempt'),
    label: label('Its class, once the answer is accepted'),
    learn: sample('1 while the network may learn, else 0', 'scalar'),
    trained: event('Before each trial that learns'),
    prune: event('Learning is over'),
  },
  run: ({ train, test, response }, params, { seed, node }) => {
    // Nothing flows before everyone listens.
    const message$ = combineLatest([train, test]).pipe(
      take(1),
      observeOn(asapScheduler),
      concatMap(([a, b]) => from(plan(a, b, { ...params, seed, where: node })).pipe(presentations(response, params))),
      share(),
    );
    return {
      trial: select(message$, 'trial'),
      image: select(message$, 'image'),
      label: select(message$, 'label'),
      learn: select(message$, 'learn'),
      trained: select(message$, 'trained'),
      prune: select(message$, 'prune'),
    };
  },
});

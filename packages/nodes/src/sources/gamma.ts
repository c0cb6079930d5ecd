import { count, defineNode, formula, param, spikes, state } from '@neuroloom/core';

/** Spike trains between chance and clockwork: an event after every k-th of a Poisson process. */
export const gamma = defineNode({
  type: 'source/gamma',
  version: 1,
  title: 'Gamma spike trains',
  summary:
    'Renewal processes with gamma-distributed intervals: Poisson for shape 1, the more regular the larger it is.',
  cite: ['perkel1967'],
  params: {
    size: count(100, 'Number of trains', { min: 1 }),
    rate: param('20 Hz', 'Mean rate; times shape and dt it must stay well below 1', { min: '0 Hz' }),
    shape: count(4, 'Shape of the intervals; their variation is one over its root', { min: 1 }),
    first: formula('floor(rand() * shape)', 'Hidden events that are past at the start'),
  },
  axes: { neuron: 'size' },
  outputs: {
    spikes: spikes('The trains'),
    hidden: spikes('The Poisson process behind them, of which every k-th is sent'),
  },
  state: { passed: state('first', 'Hidden events since the last spike') },
  emit: { spikes: 'passed >= shape', hidden: 'rand() < shape * rate * dt' },
  on: { spikes: { passed: 'passed - shape' }, hidden: { passed: 'passed + 1' } },
});

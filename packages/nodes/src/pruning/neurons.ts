import { defineNode, event, param, state, weights } from '@neuroloom/core';

/** A neuron whose weights are all alike stands for nothing: take it out, with everything it costs. */
export const neurons = defineNode({
  type: 'pruning/neurons',
  version: 1,
  title: 'Neuron pruning',
  summary: 'Removes the neurons with the least contrast in their weights, and all their synapses, for good.',
  cite: ['li2017'],
  params: {
    fraction: param(0.5, 'Fraction of the neurons to remove', { min: 0, max: 1 }),
  },
  inputs: {
    w: weights(1, 'Weights onto the neurons'),
    prune: event('When to prune'),
  },
  state: { kept: state(1, '1 while the neuron exists', 'post', { keep: true, role: 'mask' }) },
  on: {
    // With equal sums, the sum of squares grows with contrast.
    prune: { kept: 'sum(w * w, pre) >= quantile(sum(w * w, pre), fraction) ? kept : 0' },
  },
});

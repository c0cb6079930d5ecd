import { defineNode, event, mask, param, weights } from '@neuroloom/core';

/** Small weights carry little: drop them, and let the rest go on. */
export const magnitude = defineNode({
  type: 'pruning/magnitude',
  version: 1,
  title: 'Magnitude pruning',
  summary: 'Removes the smallest weights of a projection for good.',
  cite: ['janowsky1989', 'han2015'],
  params: {
    sparsity: param(0.5, 'Fraction of all synapses to drop; weights of zero go in any case', { min: 0, max: 1 }),
  },
  inputs: {
    w: weights(1, 'Weights of the projection'),
    prune: event('When to prune'),
  },
  outputs: { mask: mask('1 where the synapse survives') },
  on: { prune: { mask: 'abs(w) >= quantile(abs(w), sparsity) and abs(w) > 0 ? 1 : 0' } },
});

import { defineNode, param } from '@neuroloom/core';
import { spiking } from './synapses.ts';

const synapses = spiking({ w_init: '1', scale: '1.62 mV', total: 1 });

/** A random graph: each pair of neurons is joined or not, independently of all others. */
export const sparse = defineNode({
  type: 'projection/sparse',
  version: 1,
  title: 'Sparse projection',
  summary: 'Synapses drawn with a fixed probability for each pair of neurons.',
  cite: ['vogels2005', 'potjans2014'],
  ...synapses,
  params: { p: param(0.02, 'Probability of a synapse', { min: 0, max: 1 }), ...synapses.params },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'probability', by: 'p', self: true } } },
});

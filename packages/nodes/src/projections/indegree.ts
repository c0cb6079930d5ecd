import { count, defineNode } from '@neuroloom/core';
import { spiking } from './synapses.ts';

const synapses = spiking({ w_init: '1', scale: '0.1 mV', total: 1 });

/** A random graph in which all targets listen to equally many sources. */
export const indegree = defineNode({
  type: 'projection/indegree',
  version: 1,
  title: 'Fixed in-degree projection',
  summary: 'Each target draws the same number of different sources at random.',
  cite: ['brunel2000'],
  ...synapses,
  params: { k: count(100, 'Sources per target', { min: 1 }), ...synapses.params },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'indegree', by: 'k', self: true } } },
});

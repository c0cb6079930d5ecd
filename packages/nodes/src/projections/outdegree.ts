import { count, defineNode } from '@neuroloom/core';
import { spiking } from './synapses.ts';

const synapses = spiking({ w_init: '1', scale: '0.1 mV', total: 1 });

/** A random graph in which all sources reach equally many targets. */
export const outdegree = defineNode({
  type: 'projection/outdegree',
  version: 1,
  title: 'Fixed out-degree projection',
  summary: 'Each source draws the same number of different targets at random.',
  cite: ['brunel2000'],
  ...synapses,
  params: { k: count(100, 'Targets per source', { min: 1 }), ...synapses.params },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'outdegree', by: 'k', self: true } } },
});

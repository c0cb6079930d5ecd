import { defineNode } from '@neuroloom/core';
import { spiking } from './synapses.ts';

/** Every source to every target, with weights that rules may change; nobody else writes them. */
export const dense = defineNode({
  type: 'projection/dense',
  version: 1,
  title: 'Dense projection',
  summary: 'All-to-all synapses with plastic, bounded weights.',
  cite: ['diehl2015'],
  ...spiking({ w_init: '0.3 * (rand() + 0.01)', scale: 1, total: 78 }),
});

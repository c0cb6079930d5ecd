import { defineNode, text } from '@neuroloom/core';
import { spiking } from './synapses.ts';

const synapses = spiking({ w_init: '1', scale: '1 mV', total: 1 });

/** Synapses written one by one, as a wiring diagram gives them. */
export const list = defineNode({
  type: 'projection/list',
  version: 1,
  title: 'Listed projection',
  summary: 'Synapses listed one by one or read from a file, each with its weight and delay.',
  cite: ['white1986'],
  ...synapses,
  params: {
    synapses: text(
      '0, 0',
      'Lines or, between semicolons, rows of pre, post, weight, delay in ms; the last two may be left out',
    ),
    file: text('', 'A CSV or npy file of such rows, in place of the list', { file: '.csv,.npy' }),
    ...synapses.params,
  },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'list', by: 'synapses', file: 'file', weight: 'w' } } },
});

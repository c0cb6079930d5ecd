import { defineNode, formula, param, signal } from '@neuroloom/core';

/** The electrode of the classical experiment: nothing, then a step. */
export const current = defineNode({
  type: 'source/current',
  version: 1,
  title: 'Step current',
  summary: 'A current that is switched on and off once per trial.',
  cite: ['gerstner2014'],
  params: {
    amplitude: formula('0.5 nA', 'Current; it may depend on index(neuron) and t'),
    start: param('0 ms', 'When it is switched on', { min: '0 ms' }),
    stop: param('1 h', 'When it is switched off', { min: '0 ms' }),
  },
  outputs: { I: signal('nA', 'Current') },
  emit: { I: 't >= start and t < stop ? amplitude : 0' },
});

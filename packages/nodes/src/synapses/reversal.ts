import { defineNode, delay, formula, param, signal } from '@neuroloom/core';

/** A conductance drives the membrane towards its reversal potential, the harder the further away it is. */
export const reversal = defineNode({
  type: 'synapse/reversal',
  version: 1,
  title: 'Reversal potential',
  summary: 'Turns a conductance into the current that it carries at the present membrane potential.',
  cite: ['brette2007'],
  params: {
    E: param('0 mV', 'Reversal potential'),
    open: formula('1', 'Share that conducts, which may depend on V: 1 / (1 + exp(-V / 16.1 mV) / 3.57) for NMDA'),
    delay: delay(1, 'Steps until the current is felt: 1, because the membrane it drives is also what it reads', {
      min: 0,
    }),
  },
  inputs: {
    g: signal('nS', 'Conductance'),
    V: signal('mV', 'Membrane potential'),
    add: signal('nA', 'Currents of other synapses of the same neurons', 'neuron', { default: '0 nA' }),
  },
  outputs: { I: signal('nA', 'Current') },
  emit: { I: 'g * open * (E - V) + add' },
});

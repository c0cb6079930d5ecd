import { defineNode, increment, param, signal, state } from '@neuroloom/core';

/** The time course of a real synapse in one time constant: it rises as fast as it falls. */
export const alpha = defineNode({
  type: 'synapse/alpha',
  version: 1,
  title: 'Alpha synapses',
  summary: 'Currents or conductances that peak one time constant after each event.',
  cite: ['rall1967'],
  params: {
    tau: param('2 ms', 'Time from an event to the peak', { min: '0.1 ms' }),
    base: param('0 nA', 'What passes without events; everything here has its unit', { free: true }),
  },
  inputs: {
    events: increment('base', 'Peaks to come'),
    add: signal('base', 'What other synapses of the same neurons pass', 'neuron', { default: 0 }),
  },
  outputs: { out: signal('base', 'Sum of all') },
  state: { g: state('0 * base', 'What the events have left'), h: state('0 * base', 'What is still to come') },
  flow: { h: '-h / tau', g: '(exp(1) * h - g) / tau' },
  emit: { out: 'g + add + base' },
  on: { events: { h: 'h + events' } },
});

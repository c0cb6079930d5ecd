import { defineNode, increment, param, signal, state } from '@neuroloom/core';

/** The simplest time course: at once, then forgotten at a constant rate. */
export const exponential = defineNode({
  type: 'synapse/exponential',
  version: 1,
  title: 'Exponential synapses',
  summary: 'Currents or conductances that jump with each event and decay exponentially.',
  cite: ['brette2007'],
  params: {
    tau: param('5 ms', 'Decay', { min: '0.1 ms' }),
    base: param('0 nA', 'What passes without events; everything here has its unit', { free: true }),
  },
  inputs: {
    events: increment('base', 'Jumps'),
    add: signal('base', 'What other synapses of the same neurons pass', 'neuron', { default: 0 }),
  },
  outputs: { out: signal('base', 'Sum of all') },
  state: { g: state('0 * base', 'What the events have left') },
  flow: { g: '-g / tau' },
  emit: { out: 'g + add + base' },
  on: { events: { g: 'g + events' } },
});

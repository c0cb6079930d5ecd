import { defineNode, delay, increment, param, signal, spikes } from '@neuroloom/core';

/** Each source drives the target at its own position, and no other. */
export const oneToOne = defineNode({
  type: 'projection/one-to-one',
  version: 1,
  title: 'One-to-one projection',
  summary: 'A single fixed synapse from each neuron to its partner.',
  cite: ['diehl2015'],
  params: {
    w: param(10.4, 'Weight', { free: true }),
    delay: delay(1, 'Axonal delay', { min: 0 }),
  },
  inputs: {
    pre: spikes('Presynaptic spikes'),
    gain: signal(1, 'Factor of all that a source delivers, such as its short-term plasticity', 'neuron', {
      default: 1,
    }),
  },
  outputs: { out: increment('w', 'What arrives at the partners') },
  on: { pre: { out: 'w * gain' } },
});

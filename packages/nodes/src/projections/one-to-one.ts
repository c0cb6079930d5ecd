import { defineNode, delay, increment, param, spikes } from '@neuroloom/core';

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
  inputs: { pre: spikes('Presynaptic spikes') },
  outputs: { out: increment('w', 'What arrives at the partners') },
  on: { pre: { out: 'w' } },
});

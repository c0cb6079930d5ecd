import { defineNode, delay, increment, param, spikes } from '@neuroloom/core';

/** Whoever fires first silences all others: the wiring of competition. */
export const lateral = defineNode({
  type: 'projection/lateral',
  version: 1,
  title: 'Lateral inhibition',
  summary: 'Each neuron reaches every position but its own; with inhibition the winner takes all.',
  cite: ['diehl2015', 'maass2000'],
  params: {
    w: param(17, 'Weight', { free: true }),
    delay: delay(1, 'Axonal delay', { min: 0 }),
  },
  inputs: { pre: spikes('Spikes of the inhibiting neurons', 'pre') },
  outputs: { out: increment('w', "What arrives at all positions but the sender's", 'post') },
  on: { pre: { out: 'index(pre) != index(post) ? w : 0' } },
});

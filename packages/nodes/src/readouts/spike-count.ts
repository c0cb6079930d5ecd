import { defineNode, signal, spikes, state } from '@neuroloom/core';

/** The simplest readout of a trial: who fired, and how often. */
export const spikeCount = defineNode({
  type: 'readout/spike-count',
  version: 1,
  title: 'Spike count',
  summary: 'Counts the spikes of each neuron since the start of the trial.',
  cite: ['diehl2015'],
  inputs: { spikes: spikes('Spikes to count') },
  outputs: { count: signal(1, 'Spikes so far') },
  state: { n: state(0, 'Spikes so far') },
  emit: { count: 'n' },
  on: { spikes: { n: 'n + 1' } },
});

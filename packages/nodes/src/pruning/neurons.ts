import { defineNode, event, param, signal, spikes, state } from '@neuroloom/core';

/** Neurons that hardly ever speak have no say: take them out, with all their synapses and everything they cost. */
export const neurons = defineNode({
  type: 'pruning/neurons',
  version: 1,
  title: 'Neuron pruning',
  summary: 'Removes the neurons that have fired least, for good.',
  cite: ['hu2016'],
  params: {
    fraction: param(0.5, 'Fraction of the neurons to remove; those that never fired go in any case', {
      min: 0,
      max: 1,
    }),
  },
  inputs: {
    spikes: spikes('Spikes of the neurons in question'),
    prune: event('When to prune'),
    learn: signal(1, 'Spikes count while this is above 0', 'scalar', { default: 1, steady: true }),
  },
  state: {
    fired: state(0, 'Spikes so far', 'neuron', { keep: true }),
    kept: state(1, '1 while the neuron exists', 'neuron', { keep: true, role: 'mask' }),
  },
  on: {
    spikes: { fired: 'learn > 0 ? fired + 1 : fired' },
    prune: { kept: 'fired >= quantile(fired, fraction) and (fired > 0 or most(fired) == 0) ? kept : 0' },
  },
});

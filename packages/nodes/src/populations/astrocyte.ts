import { defineNode, param, signal, spikes, state } from '@neuroloom/core';

/** A slow listener: it compares how much a network fires with how much it is fired at, and says how hard to hold it back. */
export const astrocyte = defineNode({
  type: 'population/astrocyte',
  version: 1,
  title: 'Astrocyte',
  summary: 'One cell that integrates the spikes of a network less those of its input into a gain for plasticity.',
  cite: ['ivanov2021'],
  params: {
    tau: param('50 ms', 'Time constant', { min: '0.1 ms' }),
    w: param(0.015, 'Rise with each spike of the network'),
    w_in: param(0.015, 'Fall with each spike of its input'),
    bias: param(0, 'Gain without spikes'),
    A_init: param(0, 'Gain at the start'),
  },
  inputs: {
    network: spikes('Spikes of the network', 'pre'),
    input: spikes('Spikes of its input', 'post'),
  },
  outputs: { gain: signal(1, 'The gain', 'scalar') },
  state: { A: state('A_init', 'Gain at the moment', 'scalar') },
  flow: { A: '(bias - A) / tau' },
  emit: { gain: 'A' },
  on: { network: { A: 'A + w' }, input: { A: 'A - w_in' } },
});

import { defineNode, dw, param, spikes, state } from '@neuroloom/core';

/** Inhibition that coincides with firing grows, inhibition alone shrinks: it settles where the target fires at rho_0. */
export const stdpInhibitory = defineNode({
  type: 'plasticity/stdp-inhibitory',
  version: 1,
  title: 'Inhibitory STDP',
  summary: 'Symmetric plasticity of inhibitory synapses that balances excitation at a target rate.',
  cite: ['vogels2011'],
  params: {
    eta: param(0.005, 'Change of weight by one coincidence'),
    rho_0: param('5 Hz', 'Rate that the targets come to', { min: '0 Hz' }),
    tau: param('20 ms', 'Memory of a spike on either side', { min: '0.1 ms' }),
  },
  inputs: {
    pre: spikes('Spikes of the inhibitory neurons, felt when they arrive', 'pre'),
    post: spikes('Spikes of their targets', 'post'),
  },
  outputs: { dw: dw(1, 'Change of weight, which here is the strength of inhibition') },
  state: {
    x: state(0, 'Presynaptic trace', 'pre'),
    y: state(0, 'Postsynaptic trace', 'post'),
  },
  flow: { x: '-x / tau', y: '-y / tau' },
  on: {
    pre: { dw: 'eta * (y - 2 * rho_0 * tau)', x: 'x + 1' },
    post: { dw: 'eta * x', y: 'y + 1' },
  },
});

import { defineNode, dw, param, spikes, state } from '@neuroloom/core';

/** Pre before post strengthens, post before pre weakens; each side remembers the other through a trace. */
export const stdpPair = defineNode({
  type: 'plasticity/stdp-pair',
  version: 1,
  title: 'Pair STDP',
  summary: 'Additive, pair-based spike-timing-dependent plasticity over all spikes or the nearest.',
  cite: ['song2000', 'bi1998', 'morrison2008'],
  params: {
    tau_pre: param('20 ms', 'Memory of a presynaptic spike', { min: '0.1 ms' }),
    tau_post: param('20 ms', 'Memory of a postsynaptic spike', { min: '0.1 ms' }),
    A_plus: param(0.005, 'Potentiation at zero lag'),
    A_minus: param(0.00525, 'Depression at zero lag'),
    carry: param(1, 'How much of a trace stays under a new spike: 1 counts all spikes, 0 the nearest', {
      min: 0,
      max: 1,
    }),
  },
  inputs: {
    pre: spikes('Presynaptic spikes, felt when they arrive', 'pre'),
    post: spikes('Postsynaptic spikes', 'post'),
  },
  outputs: { dw: dw(1, 'Change of weight') },
  state: {
    x: state(0, 'Presynaptic trace', 'pre'),
    y: state(0, 'Postsynaptic trace', 'post'),
  },
  flow: { x: '-x / tau_pre', y: '-y / tau_post' },
  on: {
    pre: { dw: '-A_minus * y', x: 'carry * x + 1' },
    post: { dw: 'A_plus * x', y: 'carry * y + 1' },
  },
});

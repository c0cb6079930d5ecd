import { defineNode, dw, param, spikes, state } from '@neuroloom/core';

/** Pairs alone cannot explain how the rate of pairing matters; a second, slower trace on each side can. */
export const stdpTriplet = defineNode({
  type: 'plasticity/stdp-triplet',
  version: 1,
  title: 'Triplet STDP',
  summary: 'The full triplet rule: pairs and triplets of spikes both strengthen and weaken.',
  cite: ['pfister2006', 'sjostrom2001'],
  params: {
    tau_plus: param('16.8 ms', 'Fast memory of a presynaptic spike', { min: '0.1 ms' }),
    tau_x: param('101 ms', 'Slow memory of a presynaptic spike', { min: '0.1 ms' }),
    tau_minus: param('33.7 ms', 'Fast memory of a postsynaptic spike', { min: '0.1 ms' }),
    tau_y: param('125 ms', 'Slow memory of a postsynaptic spike', { min: '0.1 ms' }),
    A2_plus: param(5e-10, 'Potentiation by a pair'),
    A3_plus: param(6.2e-3, 'Potentiation by a post-pre-post triplet'),
    A2_minus: param(7e-3, 'Depression by a pair'),
    A3_minus: param(2.3e-4, 'Depression by a pre-post-pre triplet'),
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
    r1: state(0, 'Fast presynaptic trace', 'pre'),
    r2: state(0, 'Slow presynaptic trace', 'pre'),
    o1: state(0, 'Fast postsynaptic trace', 'post'),
    o2: state(0, 'Slow postsynaptic trace', 'post'),
  },
  flow: { r1: '-r1 / tau_plus', r2: '-r2 / tau_x', o1: '-o1 / tau_minus', o2: '-o2 / tau_y' },
  on: {
    pre: { dw: '-o1 * (A2_minus + A3_minus * r2)', r1: 'carry * r1 + 1', r2: 'carry * r2 + 1' },
    post: { dw: 'r1 * (A2_plus + A3_plus * o2)', o1: 'carry * o1 + 1', o2: 'carry * o2 + 1' },
  },
});

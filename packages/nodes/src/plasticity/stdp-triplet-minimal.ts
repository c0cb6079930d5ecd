import { defineNode, dw, param, spikes, state } from '@neuroloom/core';

/** What is left of the triplet rule when every unneeded term goes; with nearest spikes, the rule that learns digits. */
export const stdpTripletMinimal = defineNode({
  type: 'plasticity/stdp-triplet-minimal',
  version: 1,
  title: 'Minimal triplet STDP',
  summary: 'Pairs weaken, post-pre-post triplets strengthen; the rule of Diehl and Cook.',
  cite: ['diehl2015', 'pfister2006'],
  params: {
    tau_plus: param('20 ms', 'Memory of a presynaptic spike', { min: '0.1 ms' }),
    tau_minus: param('20 ms', 'Fast memory of a postsynaptic spike', { min: '0.1 ms' }),
    tau_y: param('40 ms', 'Slow memory of a postsynaptic spike', { min: '0.1 ms' }),
    A_plus: param(0.01, 'Potentiation by a triplet'),
    A_minus: param(0.0001, 'Depression by a pair'),
    carry: param(0, 'How much of a trace stays under a new spike: 1 counts all spikes, 0 the nearest', {
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
    r1: state(0, 'Presynaptic trace', 'pre'),
    o1: state(0, 'Fast postsynaptic trace', 'post'),
    o2: state(0, 'Slow postsynaptic trace', 'post'),
  },
  flow: { r1: '-r1 / tau_plus', o1: '-o1 / tau_minus', o2: '-o2 / tau_y' },
  on: {
    pre: { dw: '-A_minus * o1', r1: 'carry * r1 + 1' },
    post: { dw: 'A_plus * r1 * o2', o1: 'carry * o1 + 1', o2: 'carry * o2 + 1' },
  },
});

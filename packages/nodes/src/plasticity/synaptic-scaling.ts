import { defineNode, dw, param, spikes, state, steps, weights } from '@neuroloom/core';

/** A neuron that fires too little strengthens all its synapses by one factor, and keeps what it has learned. */
export const synapticScaling = defineNode({
  type: 'plasticity/synaptic-scaling',
  version: 1,
  title: 'Synaptic scaling',
  summary: 'Multiplies all weights onto a neuron until it fires at its target rate.',
  cite: ['turrigiano1998', 'vanrossum2000'],
  params: {
    target: param('5 Hz', 'Rate that each neuron comes to', { min: '0.001 Hz' }),
    tau_rate: param('1 s', 'Time over which a neuron counts its spikes', { min: '1 ms' }),
    tau_scale: param('100 s', 'Time in which the weights of a silent neuron grow e-fold', { min: '1 ms' }),
    every: param('100 ms', 'Time between two steps of scaling', { min: '0.001 ms' }),
  },
  inputs: {
    post: spikes('Spikes of the neurons whose synapses are scaled', 'post'),
    w: weights(1, 'The weights of the projection it scales'),
  },
  outputs: { dw: dw(1, 'Change of weight'), step: spikes('Steps of scaling', 'post') },
  state: {
    r: state('target', 'Rate, counted', 'post'),
    wait: steps(0, 'Ticks until the next step', 'post'),
  },
  flow: { r: '-r / tau_rate' },
  emit: { step: 'wait == 0' },
  on: {
    post: { r: 'r + 1 / tau_rate' },
    step: { dw: 'w * (1 - r / target) * (every / tau_scale)', wait: 'ticks(every)' },
  },
});

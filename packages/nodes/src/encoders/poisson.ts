import { defineNode, param, signal, spikes } from '@neuroloom/core';

/** Intensity becomes rate: each neuron tosses its own coin at every step. */
export const poisson = defineNode({
  type: 'encoder/poisson',
  version: 1,
  title: 'Poisson encoder',
  summary: 'Independent Poisson spike trains whose rates follow the input intensity.',
  cite: ['softky1993', 'diehl2015'],
  params: { rate: param('63.75 Hz', 'Rate at intensity 1', { min: '0 Hz' }) },
  inputs: { x: signal(1, 'Intensity, 0 or more') },
  outputs: { spikes: spikes('At most one event per step') },
  emit: { spikes: 'chance(1 - exp(-x * rate * dt))' },
});

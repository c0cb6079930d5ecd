import { count, defineNode, param, signal } from '@neuroloom/core';

/** One number becomes the graded answer of several overlapping receptive fields. */
export const population = defineNode({
  type: 'encoder/population',
  version: 1,
  title: 'Population encoder',
  summary: 'Gaussian receptive fields that tile the range of each channel.',
  cite: ['bohte2002', 'pouget2000'],
  params: {
    fields: count(8, 'Receptive fields per channel', { min: 3, max: 10_000 }),
    lo: param(0, 'Lower end of the range'),
    hi: param(1, 'Upper end of the range'),
    sharpness: param(1.5, 'Spacing of the fields over their standard deviation', { min: 0.01 }),
  },
  axes: { field: 'fields', neuron: ['channel', 'field'] },
  inputs: { x: signal(1, 'A number per channel', 'channel') },
  outputs: { y: signal(1, 'Activation, 0 to 1, of each field of each channel') },
  // Centres lie half a spacing outside the range at both ends, as in Bohte et al.
  emit: {
    y: 'exp(-0.5 * (sharpness * ((x - lo) / (hi - lo) * (size(field) - 2) - (index(field) - 0.5))) ^ 2)',
  },
});

import { defineOperator, frame, spikes } from '@neuroloom/core';
import { map } from 'rxjs';

/** Time to the right, neurons upwards, a dot for each spike. */
export const raster = defineOperator({
  type: 'view/raster',
  version: 1,
  title: 'Raster',
  summary: 'A dot for each spike of a population.',
  cite: ['gerstner2014'],
  inputs: { spikes: spikes('Spikes to show') },
  outputs: { frame: frame('The spikes as they come') },
  view: true,
  run: ({ spikes }, _, { node }) => ({ frame: spikes.pipe(map((f) => ({ ...f, from: `${node}.frame` }))) }),
});

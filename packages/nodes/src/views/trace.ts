import { defineOperator, frame } from '@neuroloom/core';
import { map } from 'rxjs';

/** The oscilloscope: values of a few elements over time. */
export const trace = defineOperator({
  type: 'view/trace',
  version: 1,
  title: 'Trace',
  summary: 'Values over time, one line for each element.',
  cite: ['gerstner2014'],
  inputs: { signal: frame('Values to show: wire a signal') },
  outputs: { frame: frame('The values as they come') },
  view: true,
  run: ({ signal }, _, { node }) => ({ frame: signal.pipe(map((f) => ({ ...f, from: `${node}.frame` }))) }),
});

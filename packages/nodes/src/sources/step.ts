import { count, defineNode, formula, param, signal } from '@neuroloom/core';

/** A staircase: the current climbs by one step after the other, as when one looks for a threshold. */
export const step = defineNode({
  type: 'source/step',
  version: 1,
  title: 'Staircase current',
  summary: 'A current that rises in equal steps: protocols for rates over currents in one run.',
  cite: ['gerstner2014'],
  params: {
    size: count(1, 'Number of channels', { min: 1 }),
    base: formula('0 nA', 'Current of the first stair; it may depend on index(neuron), like the height'),
    height: formula('0.1 nA', 'Height of a step'),
    length: param('100 ms', 'Time on each stair', { min: '0.001 ms' }),
    stairs: count(10, 'Number of stairs, the last of which has no end', { min: 1 }),
  },
  axes: { neuron: 'size' },
  outputs: { I: signal('nA', 'Current') },
  // Half a step ahead, so that a stair begins in the step nearest to its time.
  emit: { I: 'base + height * min(floor((t + dt / 2) / length), stairs - 1)' },
});

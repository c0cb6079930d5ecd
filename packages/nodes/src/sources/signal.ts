import { count, defineNode, formula, signal } from '@neuroloom/core';

/** Any function of time and place, to try things with. */
export const signalSource = defineNode({
  type: 'source/signal',
  version: 1,
  title: 'Signal',
  summary: 'A signal written as a formula.',
  cite: [],
  params: {
    size: count(100, 'Number of elements', { min: 1 }),
    value: formula('1', 'The signal; it may depend on t, index(neuron), rand() and randn()'),
  },
  axes: { neuron: 'size' },
  outputs: { x: signal(1, 'The signal') },
  emit: { x: 'value' },
});

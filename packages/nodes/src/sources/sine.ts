import { count, defineNode, formula, signal } from '@neuroloom/core';

/** The tuning fork of physiology: what a system does to a sine is its transfer function. */
export const sine = defineNode({
  type: 'source/sine',
  version: 1,
  title: 'Sine current',
  summary: 'A current that swings around a mean with a frequency and a phase.',
  cite: ['gerstner2014'],
  params: {
    size: count(1, 'Number of channels', { min: 1 }),
    amplitude: formula('0.1 nA', 'Amplitude; it may depend on index(neuron), like the rest'),
    frequency: formula('10 Hz', 'Frequency'),
    phase: formula('0', 'Phase at the start of a trial, in radians'),
    offset: formula('0 nA', 'Mean current'),
  },
  axes: { neuron: 'size' },
  outputs: { I: signal('nA', 'Current') },
  emit: { I: 'offset + amplitude * sin(2 * pi * frequency * t + phase)' },
});

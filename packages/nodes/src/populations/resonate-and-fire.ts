import { count, defineNode, increment, param, signal, spikes, state } from '@neuroloom/core';

/** A damped oscillator with a threshold: what counts is not how much arrives but when. */
export const resonateAndFire = defineNode({
  type: 'population/resonate-and-fire',
  version: 1,
  title: 'Resonate-and-fire neurons',
  summary: 'Neurons that oscillate below threshold and answer to inputs in step with their own period.',
  cite: ['izhikevich2001'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    b: param('-0.1 1/ms', 'Rate of growth; negative, so that oscillations die out'),
    omega: param('1 1/ms', 'Angular frequency'),
    v_th: param(1, 'Threshold'),
    x_reset: param(0, 'Current-like variable after a spike'),
    y_reset: param(1, 'Voltage-like variable after a spike'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('1/ms', 'Drive of the current-like variable', 'neuron', { default: '0 1/ms' }),
    exc: increment(1, 'Jumps of the current-like variable'),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal(1, 'Voltage-like variable') },
  state: { x: state(0, 'Current-like variable'), y: state(0, 'Voltage-like variable') },
  flow: { x: 'b * x - omega * y + I', y: 'omega * x + b * y' },
  emit: { spikes: 'y > v_th', membrane: 'y' },
  on: { exc: { x: 'x + exc' }, spikes: { x: 'x_reset', y: 'y_reset' } },
});

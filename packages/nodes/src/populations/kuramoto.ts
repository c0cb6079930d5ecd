import { count, defineNode, formula, param, signal, spikes, state } from '@neuroloom/core';

/** Phases that pull at one another: below a coupling each keeps its own time, above it they find a common one. */
export const kuramoto = defineNode({
  type: 'population/kuramoto',
  version: 1,
  title: 'Kuramoto oscillators',
  summary: 'Phase oscillators, coupled all to all through their mean field, or by a projection.',
  cite: ['strogatz2000'],
  params: {
    size: count(100, 'Number of oscillators', { min: 1 }),
    K: param('0 1/ms', 'Coupling to the mean field'),
    omega: formula('2 * pi * 10 Hz', 'Angular frequency; it may depend on index(neuron), or be random'),
    theta_init: formula('2 * pi * rand()', 'Phase at the start'),
  },
  axes: { neuron: 'size' },
  inputs: { drive: signal('1/ms', 'What else speeds a phase up', 'neuron', { default: '0 1/ms' }) },
  outputs: {
    spikes: spikes('One event per turn'),
    x: signal(1, 'Cosine of the phase'),
    y: signal(1, 'Sine of the phase'),
    order: signal(1, 'Order parameter: 1 when all phases are equal', 'scalar'),
  },
  state: { theta: state('theta_init', 'Phase'), freq: state('omega', 'Angular frequency of its own') },
  flow: {
    theta: 'freq + drive + K * (mean(sin(theta), neuron) * cos(theta) - mean(cos(theta), neuron) * sin(theta))',
  },
  emit: {
    spikes: 'theta >= 2 * pi',
    x: 'cos(theta)',
    y: 'sin(theta)',
    order: 'sqrt(mean(cos(theta), neuron) ^ 2 + mean(sin(theta), neuron) ^ 2)',
  },
  on: { spikes: { theta: 'theta - 2 * pi' } },
});

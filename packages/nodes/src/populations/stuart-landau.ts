import { count, defineNode, formula, increment, param, signal, state } from '@neuroloom/core';

/** The normal form of the Hopf bifurcation: every system that has just begun to oscillate looks like this. */
export const stuartLandau = defineNode({
  type: 'population/stuart-landau',
  version: 1,
  title: 'Stuart–Landau oscillators',
  summary: 'Oscillators with an amplitude, coupled all to all through their mean field, or by a projection.',
  cite: ['aranson2002'],
  params: {
    size: count(100, 'Number of oscillators', { min: 1 }),
    lambda: param('0.1 1/ms', 'Distance from the bifurcation; oscillations above 0'),
    gamma: param('0.1 1/ms', 'What limits the amplitude to sqrt(lambda / gamma)', { min: '0 1/ms' }),
    K: param('0 1/ms', 'Coupling to the mean field'),
    omega: formula('2 * pi * 40 Hz', 'Angular frequency; it may depend on index(neuron), or be random'),
    x_init: formula('randn()', 'First coordinate at the start'),
    y_init: formula('randn()', 'Second coordinate at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    drive: signal('1/ms', 'What else moves the first coordinate', 'neuron', { default: '0 1/ms' }),
    exc: increment(1, 'Jumps of the first coordinate'),
  },
  outputs: { x: signal(1, 'First coordinate'), y: signal(1, 'Second coordinate') },
  state: {
    X: state('x_init', 'First coordinate'),
    Y: state('y_init', 'Second coordinate'),
    freq: state('omega', 'Angular frequency of its own'),
  },
  flow: {
    X: '(lambda - gamma * (X ^ 2 + Y ^ 2)) * X - freq * Y + K * (mean(X, neuron) - X) + drive',
    Y: '(lambda - gamma * (X ^ 2 + Y ^ 2)) * Y + freq * X + K * (mean(Y, neuron) - Y)',
  },
  method: 'rk4',
  emit: { x: 'X', y: 'Y' },
  on: { exc: { X: 'X + exc' } },
});

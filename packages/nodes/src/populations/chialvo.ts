import { count, defineNode, formula, increment, param, signal, spikes, state } from '@neuroloom/core';

/** A neuron without differential equations: each step of time is one iteration of a map, whatever dt is. */
export const chialvo = defineNode({
  type: 'population/chialvo',
  version: 1,
  title: 'Chialvo map neurons',
  summary: 'A two-dimensional map that rests, is excitable, oscillates or bursts; one iteration per step.',
  cite: ['chialvo1995'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    a: param(0.89, 'How much of recovery is kept', { min: 0, max: 1 }),
    b: param(0.6, 'How much activation lowers recovery'),
    c: param(0.28, 'Growth of recovery'),
    k: param(0.03, 'Constant drive'),
    x_th: param(1, 'Activation from which a spike is counted'),
    x_init: formula('0', 'Activation at the start'),
    y_init: formula('c / (1 - a)', 'Recovery at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal(1, 'Input, added to the drive', 'neuron', { default: 0 }),
    exc: increment(1, 'Jumps of activation'),
  },
  outputs: {
    spikes: spikes('One event per rise above x_th'),
    fall: spikes('One event per fall below x_th'),
    membrane: signal(1, 'Activation'),
  },
  state: {
    x: state('x_init', 'Activation'),
    y: state('y_init', 'Recovery'),
    up: state(0, '1 while activation is above x_th'),
  },
  // (f - x) / dt over a step of Euler is f.
  flow: { x: '(x ^ 2 * exp(y - x) + k + I - x) / dt', y: '(a * y - b * x + c - y) / dt' },
  method: 'euler',
  emit: { spikes: 'x >= x_th and up == 0', fall: 'x < x_th and up > 0', membrane: 'x' },
  on: { exc: { x: 'x + exc' }, spikes: { up: '1' }, fall: { up: '0' } },
});

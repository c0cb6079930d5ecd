import { count, defineNode, formula, increment, param, signal, spikes, state } from '@neuroloom/core';

/** A fast map that spikes and a slow one that lets it: silence, spikes or bursts by two numbers. */
export const rulkov = defineNode({
  type: 'population/rulkov',
  version: 1,
  title: 'Rulkov map neurons',
  summary: 'A two-dimensional map for large networks of spiking and bursting neurons; one iteration per step.',
  cite: ['rulkov2002'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    alpha: param(4.5, 'Shape of the fast map: bursts above 4'),
    mu: param(0.001, 'Speed of the slow variable', { min: 0, max: 1 }),
    sigma: param(0.14, 'Excitation; silence below 2 - sqrt(alpha / (1 - mu))'),
    x_init: formula('sigma - 1', 'Fast variable at the start'),
    y_init: formula('-2.9', 'Slow variable at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal(1, 'Input, added to both variables as in the paper', 'neuron', { default: 0 }),
    exc: increment(1, 'Jumps of the fast variable'),
  },
  outputs: {
    spikes: spikes('One event per spike'),
    fall: spikes('One event per end of a spike'),
    membrane: signal(1, 'Fast variable'),
  },
  state: {
    x: state('x_init', 'Fast variable'),
    y: state('y_init', 'Slow variable'),
    up: state(0, '1 during a spike'),
  },
  // (f - x) / dt over a step of Euler is f.
  flow: {
    x: '((x <= 0 ? alpha / (1 - x) + y + I : x < alpha + y + I ? alpha + y + I : -1) - x) / dt',
    y: 'mu * (sigma + I - 1 - x) / dt',
  },
  method: 'euler',
  emit: { spikes: 'x > 0 and up == 0', fall: 'x <= 0 and up > 0', membrane: 'x' },
  on: { exc: { x: 'x + exc' }, spikes: { up: '1' }, fall: { up: '0' } },
});

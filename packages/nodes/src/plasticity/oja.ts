import { defineNode, dw, param, signal, spikes, steps, weights } from '@neuroloom/core';

/** Hebb's rule with a leak of exactly the size that keeps the weights at length one. */
export const oja = defineNode({
  type: 'plasticity/oja',
  version: 1,
  title: "Oja's rule",
  summary: 'Hebbian learning that finds the first principal component of its input.',
  cite: ['oja1982'],
  params: {
    eta: param(0.01, 'Learning rate of one step', { min: 0 }),
    every: param('1 ms', 'Time between two steps of learning', { min: '0.001 ms' }),
  },
  inputs: {
    x: signal(1, 'Presynaptic activity', 'pre'),
    y: signal(1, 'Postsynaptic activity', 'post'),
    w: weights(1, 'The weights of the projection it teaches'),
  },
  outputs: {
    dw: dw(1, 'Change of weight'),
    step: spikes('Steps of learning', 'post'),
  },
  state: { wait: steps(0, 'Ticks until the next step', 'post') },
  emit: { step: 'wait == 0' },
  on: { step: { dw: 'eta * y * (x - y * w)', wait: 'ticks(every)' } },
});

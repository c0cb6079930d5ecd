import { defineNode, dw, event, param, signal, weights } from '@neuroloom/core';

/** Hebb's rule with a leak of exactly the size that keeps the weights at length one. */
export const oja = defineNode({
  type: 'plasticity/oja',
  version: 1,
  title: "Oja's rule",
  summary: 'Hebbian learning that finds the first principal component of its input.',
  cite: ['oja1982'],
  params: { eta: param(0.01, 'Learning rate', { min: 0 }) },
  inputs: {
    x: signal(1, 'Presynaptic activity', 'pre'),
    y: signal(1, 'Postsynaptic activity', 'post'),
    w: weights(1, 'The weights of the projection it teaches'),
    step: event('When to learn: the end of a trial'),
  },
  outputs: { dw: dw(1, 'Change of weight') },
  on: { step: { dw: 'eta * y * (x - y * w)' } },
});

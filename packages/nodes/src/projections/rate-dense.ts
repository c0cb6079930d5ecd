import { defineNode, delay, dw, formula, mask, param, signal, state, weights } from '@neuroloom/core';

/** The matrix product of rate networks: each target sees a weighted sum of all sources at every step. */
export const rateDense = defineNode({
  type: 'projection/rate-dense',
  version: 1,
  title: 'Dense rate projection',
  summary: 'All-to-all weighted sums between populations that speak in rates.',
  cite: ['wilson1972'],
  params: {
    w_init: formula('randn() / sqrt(size(pre))', 'First weight'),
    w_min: param(-1000, 'Smallest weight that learning may reach'),
    w_max: param(1000, 'Largest weight that learning may reach'),
    delay: delay(0, 'Steps until a source is felt: 0, or 1 inside a loop', { min: 0 }),
  },
  inputs: {
    x: signal(1, 'Activity of the sources', 'pre'),
    dw: dw(1, 'Changes of weight from learning rules'),
    mask: mask('Which synapses stay alive'),
    learn: signal(1, 'Weights change while this is above 0', 'scalar', { default: 1, steady: true }),
  },
  outputs: {
    y: signal(1, 'Weighted sum at the targets', 'post'),
    weights: weights(1, 'The weights, for rules and views'),
  },
  state: {
    w: state('w_init', 'Weight', 'synapse', { keep: true, role: 'weights' }),
    alive: state(1, '1 while the synapse exists', 'synapse', { keep: true, role: 'mask' }),
  },
  emit: { y: 'sum(w * x, pre)', weights: 'w' },
  on: {
    dw: { w: 'learn > 0 ? clip(w + dw, w_min, w_max) * alive : w' },
    mask: { w: 'w * mask', alive: 'alive * mask' },
  },
});

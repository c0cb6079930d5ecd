import {
  count,
  defineNode,
  delay,
  dw,
  event,
  formula,
  increment,
  mask,
  param,
  signal,
  spikes,
  state,
  weights,
} from '@neuroloom/core';

/** A random graph in which all targets listen to equally many sources. */
export const indegree = defineNode({
  type: 'projection/indegree',
  version: 1,
  title: 'Fixed in-degree projection',
  summary: 'Each target draws the same number of different sources at random.',
  cite: ['brunel2000'],
  params: {
    k: count(100, 'Sources per target', { min: 1 }),
    w_init: formula('1', 'First weight'),
    scale: param('0.1 mV', 'What a weight of 1 delivers: a conductance, a current or a voltage', { free: true }),
    w_min: param(0, 'Smallest weight that learning may reach'),
    w_max: param(1, 'Largest weight that learning may reach'),
    total: param(1, 'Sum of the weights onto one target after normalisation'),
    delay: delay(1, 'Axonal delay', { min: 0 }),
  },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'indegree', by: 'k', self: true } } },
  inputs: {
    pre: spikes('Presynaptic spikes', 'pre'),
    dw: dw(1, 'Changes of weight from learning rules'),
    mask: mask('Which synapses stay alive'),
    normalise: event('When to bring each target back to its total'),
    learn: signal(1, 'Weights change while this is above 0', 'scalar', { default: 1, steady: true }),
  },
  outputs: {
    out: increment('scale', 'What arrives at the targets', 'post'),
    weights: weights(1, 'The weights, for rules and views'),
  },
  state: {
    w: state('w_init', 'Weight', 'synapse', { keep: true, role: 'weights' }),
    alive: state(1, '1 while the synapse exists', 'synapse', { keep: true, role: 'mask' }),
  },
  emit: { weights: 'w' },
  on: {
    pre: { out: 'w * scale' },
    dw: { w: 'learn > 0 ? clip(w + dw, w_min, w_max) * alive : w' },
    mask: { w: 'w * mask', alive: 'alive * mask' },
    normalise: { w: 'sum(w, pre) > 0 ? w * (total / sum(w, pre)) : w' },
  },
});

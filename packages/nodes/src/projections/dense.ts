import {
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

/** Every source to every target, with weights that rules may change; nobody else writes them. */
export const dense = defineNode({
  type: 'projection/dense',
  version: 1,
  title: 'Dense projection',
  summary: 'All-to-all synapses with plastic, bounded weights.',
  cite: ['diehl2015'],
  params: {
    w_init: formula('0.3 * (rand() + 0.01)', 'First weight'),
    scale: param(1, 'What a weight of 1 delivers: a conductance, a current or a voltage', { free: true }),
    w_min: param(0, 'Smallest weight that learning may reach'),
    w_max: param(1, 'Largest weight that learning may reach'),
    total: param(78, 'Sum of the weights onto one target after normalisation'),
    delay: delay(1, 'Axonal delay', { min: 0 }),
  },
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

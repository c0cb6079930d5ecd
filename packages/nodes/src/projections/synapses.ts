/**
 * What projections have in common, said once: weights that learning rules may change within bounds and that
 * pruning may silence, and how spikes travel over them. A projection adds which pairs of neurons are joined.
 */
import { delay, dw, event, formula, increment, mask, param, signal, spikes, state, weights } from '@neuroloom/core';
import type { Quantity } from '@neuroloom/core';

/** Weights and their update stage: the one place where a change of weight is bounded and applied. */
export const learning = {
  inputs: {
    dw: dw(1, 'Changes of weight from learning rules'),
    mask: mask('Which synapses stay alive'),
    learn: signal(1, 'Weights change while this is above 0', 'scalar', { default: 1, steady: true }),
  },
  outputs: { weights: weights(1, 'The weights, for rules and views') },
  state: {
    w: state('w_init', 'Weight', 'synapse', { keep: true, role: 'weights' }),
    alive: state(1, '1 while the synapse exists', 'synapse', { keep: true, role: 'mask' }),
  },
  emit: { weights: 'w' },
  on: {
    dw: { w: 'learn > 0 ? clip(w + dw, w_min, w_max) * alive : w' },
    mask: { w: 'w * mask', alive: 'alive * mask' },
  },
} as const;

/** Synapses of spiking neurons, with what a projection takes as the first weight, its unit and its total. */
export const spiking = (first: { readonly w_init: string; readonly scale: Quantity; readonly total: number }) => ({
  params: {
    w_init: formula(first.w_init, 'First weight'),
    scale: param(first.scale, 'What a weight of 1 delivers: a conductance, a current or a voltage', { free: true }),
    w_min: param(0, 'Smallest weight that learning may reach'),
    w_max: param(1, 'Largest weight that learning may reach'),
    total: param(first.total, 'Sum of the weights onto one target after normalisation'),
    delay: delay(1, 'Axonal delay; a formula such as 1 ms + 4 ms * rand() gives each synapse its own', {
      min: 0,
      each: 'synapse',
    }),
  },
  inputs: {
    pre: spikes('Presynaptic spikes', 'pre'),
    gain: signal(1, 'Factor of all that a source delivers, such as its short-term plasticity', 'pre', { default: 1 }),
    ...learning.inputs,
    normalise: event('When to bring each target back to its total'),
  },
  outputs: { out: increment('scale', 'What arrives at the targets', 'post'), ...learning.outputs },
  state: learning.state,
  emit: learning.emit,
  on: {
    pre: { out: 'w * scale * gain' },
    ...learning.on,
    normalise: { w: 'sum(w, pre) > 0 ? w * (total / sum(w, pre)) : w' },
  },
});

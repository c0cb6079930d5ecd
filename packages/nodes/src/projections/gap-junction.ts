import { defineNode, delay, formula, param, signal, state } from '@neuroloom/core';

/** A hole between two membranes: the current follows the difference of their potentials, both ways. */
export const gapJunction = defineNode({
  type: 'projection/gap-junction',
  version: 1,
  title: 'Gap junctions',
  summary: 'Electrical synapses: each cell receives a current from every cell that it is joined to.',
  cite: ['lewis2003'],
  params: {
    g: param('1 nS', 'Conductance of a junction of weight 1', { min: '0 nS' }),
    p: param(1, 'Probability of a junction', { min: 0, max: 1 }),
    w_init: formula('1', 'Weight of a junction; with the same on both sides it conducts as well there as back'),
    delay: delay(1, 'Steps until a potential is felt: 0, or 1 inside a loop', { min: 0 }),
  },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'probability', by: 'p', self: false } } },
  inputs: {
    v_pre: signal('mV', 'Potentials of the cells on one side: wire their membrane', 'pre'),
    v_post: signal('mV', 'Potentials of the cells that receive the current: wire their membrane', 'post'),
    I_in: signal('nA', 'What else flows into these cells, passed on with the rest', 'post', { default: '0 nA' }),
  },
  outputs: { I: signal('nA', 'Current into each receiving cell: wire it to their I', 'post') },
  state: { w: state('w_init', 'Weight', 'synapse', { keep: true, role: 'weights' }) },
  emit: { I: 'I_in + g * sum(w * (v_pre - v_post), pre)' },
});

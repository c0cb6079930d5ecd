import { count, defineNode, formula, increment, param, signal, spikes, state } from '@neuroloom/core';

/** Everything between spikes is linear, so each step is exact: potential, threshold and two currents that spikes leave behind. */
export const glif = defineNode({
  type: 'population/glif',
  version: 1,
  title: 'Generalised LIF neurons',
  summary: 'Leaky neurons with a threshold that follows the potential and currents that spikes leave behind.',
  cite: ['mihalas2009'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    C_m: param('1 nF', 'Membrane capacity', { min: '0.001 pF' }),
    g_L: param('0.05 uS', 'Leak conductance', { min: '0 uS' }),
    v_rest: param('-70 mV', 'Resting potential, where the leak reverses'),
    v_reset: param('-70 mV', 'Potential after a spike'),
    theta_inf: param('-50 mV', 'Threshold at rest'),
    theta_reset: param('-60 mV', 'Least threshold after a spike'),
    a: param('0 1/s', 'How fast the threshold follows the potential'),
    b: param('10 1/s', 'How fast the threshold returns', { min: '0 1/s' }),
    k_1: param('200 1/s', 'Decay of the first current', { min: '0 1/s' }),
    k_2: param('20 1/s', 'Decay of the second current', { min: '0 1/s' }),
    R_1: param(0, 'Share of the first current that survives a spike'),
    R_2: param(1, 'Share of the second current that survives a spike'),
    A_1: param('0 nA', 'Jump of the first current at a spike'),
    A_2: param('0 nA', 'Jump of the second current at a spike'),
    v_init: formula('v_rest', 'Potential at the start'),
    theta_init: formula('theta_inf', 'Threshold at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Injected current', 'neuron', { default: '0 nA' }),
    exc: increment('mV', 'Jumps of the potential'),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal('mV', 'Membrane potential') },
  state: {
    V: state('v_init', 'Membrane potential'),
    theta: state('theta_init', 'Threshold'),
    I_1: state('0 nA', 'First current that spikes leave behind'),
    I_2: state('0 nA', 'Second current that spikes leave behind'),
  },
  flow: {
    V: '(g_L * (v_rest - V) + I + I_1 + I_2) / C_m',
    theta: 'a * (V - v_rest) - b * (theta - theta_inf)',
    I_1: '-k_1 * I_1',
    I_2: '-k_2 * I_2',
  },
  emit: { spikes: 'V >= theta', membrane: 'V' },
  on: {
    exc: { V: 'V + exc' },
    spikes: { V: 'v_reset', theta: 'max(theta, theta_reset)', I_1: 'R_1 * I_1 + A_1', I_2: 'R_2 * I_2 + A_2' },
  },
});

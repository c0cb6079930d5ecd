import { defineNode, dw, formula, param, signal, spikes, state } from '@neuroloom/core';

/** The membrane, not the spike, is what a synapse sees of its target; timing and rate dependence both follow. */
export const stdpVoltage = defineNode({
  type: 'plasticity/stdp-voltage',
  version: 1,
  title: 'Voltage-based STDP',
  summary: 'Plasticity by presynaptic spikes and the filtered postsynaptic membrane potential.',
  cite: ['clopath2010'],
  params: {
    theta_minus: param('-70.6 mV', 'Filtered potential above which synapses change'),
    theta_plus: param('-45.3 mV', 'Momentary potential above which they strengthen'),
    A_minus: param('14e-5 1/mV', 'Depression by a presynaptic spike'),
    A_plus: param('8e-5 1/mV^2', 'Potentiation'),
    tau_x: param('15 ms', 'Memory of a presynaptic spike', { min: '0.1 ms' }),
    tau_minus: param('10 ms', 'Filter of the potential for depression', { min: '0.1 ms' }),
    tau_plus: param('7 ms', 'Filter of the potential for potentiation', { min: '0.1 ms' }),
    tau_mean: param('1 s', 'Filter of the depolarisation for homeostasis', { min: '1 ms' }),
    v_rest: param('-70.6 mV', 'Potential at rest, where the filters start'),
    homeostasis: formula('1', 'Factor of depression; (u_mean / 7.75 mV) ^ 2 holds back what is active on the long run'),
  },
  inputs: {
    pre: spikes('Presynaptic spikes, felt when they arrive', 'pre'),
    V: signal('mV', 'Membrane potential of the targets', 'post'),
    ahead: signal('mV', 'What the filters do not see yet: V less the potential before a spike began', 'post', {
      default: '0 mV',
    }),
  },
  outputs: { dw: dw(1, 'Change of weight'), above: spikes('Steps in which synapses strengthen', 'post') },
  state: {
    x: state('0 1/ms', 'Presynaptic trace', 'pre'),
    u_minus: state('v_rest', 'Potential, filtered for depression', 'post'),
    u_plus: state('v_rest', 'Potential, filtered for potentiation', 'post'),
    u_mean: state('0 mV', 'Mean depolarisation', 'post'),
  },
  flow: {
    x: '-x / tau_x',
    u_minus: '(V - ahead - u_minus) / tau_minus',
    u_plus: '(V - ahead - u_plus) / tau_plus',
    u_mean: '(V - v_rest - u_mean) / tau_mean',
  },
  // Potentiation lasts as long as the depolarisation, a few steps at a spike: only then are synapses touched.
  emit: { above: 'V > theta_plus and u_plus > theta_minus' },
  on: {
    pre: { dw: '-A_minus * homeostasis * max(u_minus - theta_minus, 0 mV)', x: 'x + 1 / tau_x' },
    above: { dw: 'A_plus * x * (V - theta_plus) * (u_plus - theta_minus) * dt' },
  },
});

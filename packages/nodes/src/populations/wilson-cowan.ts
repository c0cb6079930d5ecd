import { count, defineNode, formula, param, signal, state } from '@neuroloom/core';

/** A patch of cortex in two numbers: how much of its excitatory and of its inhibitory cells fires. */
export const wilsonCowan = defineNode({
  type: 'population/wilson-cowan',
  version: 1,
  title: 'Wilson–Cowan populations',
  summary: 'An excitatory and an inhibitory population as activities: they rest, remember or oscillate.',
  cite: ['wilson1972'],
  params: {
    size: count(1, 'Number of patches', { min: 1 }),
    tau_e: param('10 ms', 'Time constant of excitation', { min: '0.1 ms' }),
    tau_i: param('10 ms', 'Time constant of inhibition', { min: '0.1 ms' }),
    c_1: param(16, 'Weight of excitation on itself', { min: 0 }),
    c_2: param(12, 'Weight of inhibition on excitation', { min: 0 }),
    c_3: param(15, 'Weight of excitation on inhibition', { min: 0 }),
    c_4: param(3, 'Weight of inhibition on itself', { min: 0 }),
    a_e: param(1.3, 'Steepness of excitation', { min: 0 }),
    theta_e: param(4, 'Threshold of excitation'),
    a_i: param(2, 'Steepness of inhibition', { min: 0 }),
    theta_i: param(3.7, 'Threshold of inhibition'),
    r_e: param(1, 'Refractoriness of excitation', { min: 0 }),
    r_i: param(1, 'Refractoriness of inhibition', { min: 0 }),
    e_init: formula('0', 'Excitation at the start'),
    i_init: formula('0', 'Inhibition at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    P: signal(1, 'Input to excitation', 'neuron', { default: 0 }),
    Q: signal(1, 'Input to inhibition', 'neuron', { default: 0 }),
  },
  outputs: { excitation: signal(1, 'Excitatory activity'), inhibition: signal(1, 'Inhibitory activity') },
  state: { E: state('e_init', 'Excitatory activity'), I: state('i_init', 'Inhibitory activity') },
  // The response is 0 without input; its largest value is 1 - 1 / (1 + exp(a theta)).
  flow: {
    E: '(-E + (1 - 1 / (1 + exp(a_e * theta_e)) - r_e * E) * (1 / (1 + exp(a_e * (theta_e - c_1 * E + c_2 * I - P))) - 1 / (1 + exp(a_e * theta_e)))) / tau_e',
    I: '(-I + (1 - 1 / (1 + exp(a_i * theta_i)) - r_i * I) * (1 / (1 + exp(a_i * (theta_i - c_3 * E + c_4 * I - Q))) - 1 / (1 + exp(a_i * theta_i)))) / tau_i',
  },
  method: 'rk4',
  emit: { excitation: 'E', inhibition: 'I' },
});

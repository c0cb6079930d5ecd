import { count, defineNode, formula, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** An exponential onset and one slow current that follows the potential and jumps with each spike: most firing patterns. */
export const adex = defineNode({
  type: 'population/adex',
  version: 1,
  title: 'AdEx neurons',
  summary: 'Adaptive exponential integrate-and-fire neurons with conductance-based synapses.',
  cite: ['brette2005', 'naud2008'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    C_m: param('281 pF', 'Membrane capacity', { min: '0.001 pF' }),
    g_L: param('30 nS', 'Leak conductance', { min: '0 nS' }),
    v_rest: param('-70.6 mV', 'Resting potential, where the leak reverses'),
    v_T: param('-50.4 mV', 'Where the onset has the slope of the leak'),
    delta_T: param('2 mV', 'Sharpness of the onset', { min: '0.001 mV' }),
    a: param('4 nS', 'Adaptation below threshold'),
    tau_w: param('144 ms', 'Time constant of adaptation', { min: '0.1 ms' }),
    b: param('0.0805 nA', 'Jump of adaptation at a spike'),
    v_peak: param('0 mV', 'Where a spike is cut off'),
    v_reset: param('-70.6 mV', 'Potential after a spike'),
    t_ref: param('0 ms', 'Absolute refractory period', { min: '0 ms' }),
    E_exc: param('0 mV', 'Reversal potential of excitation'),
    E_inh: param('-80 mV', 'Reversal potential of inhibition'),
    tau_exc: param('5 ms', 'Decay of the excitatory conductance', { min: '0.1 ms' }),
    tau_inh: param('10 ms', 'Decay of the inhibitory conductance', { min: '0.1 ms' }),
    v_init: formula('v_rest', 'Potential at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Injected current', 'neuron', { default: '0 nA' }),
    exc: increment('nS', 'Jumps of the excitatory conductance'),
    inh: increment('nS', 'Jumps of the inhibitory conductance'),
  },
  outputs: { spikes: spikes('One event per cut-off'), membrane: signal('mV', 'Membrane potential') },
  state: {
    V: state('v_init', 'Membrane potential'),
    w: state('0 nA', 'Adaptation current'),
    g_e: state('0 nS', 'Excitatory conductance'),
    g_i: state('0 nS', 'Inhibitory conductance'),
    refr: steps(0, 'Refractory ticks left'),
  },
  flow: {
    // Beyond the peak the onset rises no further: a step may look there before the spike is cut off.
    V: 'refr > 0 ? 0 : (g_L * (v_rest - V) + g_L * delta_T * exp((min(V, v_peak) - v_T) / delta_T) - w + g_e * (E_exc - V) + g_i * (E_inh - V) + I) / C_m',
    w: '(a * (min(V, v_peak) - v_rest) - w) / tau_w',
    g_e: '-g_e / tau_exc',
    g_i: '-g_i / tau_inh',
  },
  method: { V: 'rk4', w: 'rk4' },
  emit: { spikes: 'V >= v_peak', membrane: 'V' },
  on: {
    exc: { g_e: 'g_e + exc' },
    inh: { g_i: 'g_i + inh' },
    spikes: { V: 'v_reset', w: 'w + b', refr: 'ticks(t_ref)' },
  },
});

import { count, defineNode, formula, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** The neuron of the Vogels–Abbott network: synapses act as voltages, so V, g_e and g_i are one linear system. */
export const lifCuba = defineNode({
  type: 'population/lif-cuba',
  version: 1,
  title: 'CUBA neurons',
  summary: 'Leaky integrate-and-fire neurons with current-based synapses measured in millivolts.',
  cite: ['vogels2005', 'brette2007'],
  params: {
    size: count(3200, 'Number of neurons', { min: 1 }),
    tau_mem: param('20 ms', 'Membrane time constant', { min: '0.1 ms' }),
    v_rest: param('-49 mV', 'Resting potential; above threshold, so that every neuron fires by itself'),
    v_th: param('-50 mV', 'Threshold'),
    v_reset: param('-60 mV', 'Potential after a spike'),
    t_ref: param('5 ms', 'Absolute refractory period', { min: '0 ms' }),
    tau_exc: param('5 ms', 'Decay of excitation', { min: '0.1 ms' }),
    tau_inh: param('10 ms', 'Decay of inhibition', { min: '0.1 ms' }),
    v_init: formula('v_reset + rand() * (v_th - v_reset)', 'Potential at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    exc: increment('mV', 'Jumps of excitation'),
    inh: increment('mV', 'Jumps of inhibition, by negative weights'),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal('mV', 'Membrane potential') },
  state: {
    V: state('v_init', 'Membrane potential'),
    g_e: state('0 mV', 'Excitation'),
    g_i: state('0 mV', 'Inhibition'),
    refr: steps(0, 'Refractory ticks left'),
  },
  flow: {
    V: 'refr > 0 ? 0 : (v_rest - V + g_e + g_i) / tau_mem',
    g_e: '-g_e / tau_exc',
    g_i: '-g_i / tau_inh',
  },
  emit: { spikes: 'V > v_th', membrane: 'V' },
  on: {
    exc: { g_e: 'g_e + exc' },
    inh: { g_i: 'g_i + inh' },
    spikes: { V: 'v_reset', refr: 'ticks(t_ref)' },
  },
});

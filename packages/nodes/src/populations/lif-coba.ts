import { count, defineNode, formula, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** The neuron of the Vogels–Abbott network as it was published: synapses open conductances, so inhibition divides. */
export const lifCoba = defineNode({
  type: 'population/lif-coba',
  version: 1,
  title: 'COBA neurons',
  summary: 'Leaky integrate-and-fire neurons whose synapses are conductances with exponential decay.',
  cite: ['vogels2005', 'brette2007'],
  params: {
    size: count(3200, 'Number of neurons', { min: 1 }),
    C_m: param('200 pF', 'Membrane capacity', { min: '0.001 pF' }),
    g_L: param('10 nS', 'Leak conductance', { min: '0 nS' }),
    v_rest: param('-60 mV', 'Resting potential, where the leak reverses'),
    v_th: param('-50 mV', 'Threshold'),
    v_reset: param('-60 mV', 'Potential after a spike'),
    t_ref: param('5 ms', 'Absolute refractory period', { min: '0 ms' }),
    E_exc: param('0 mV', 'Reversal potential of excitation'),
    E_inh: param('-80 mV', 'Reversal potential of inhibition'),
    tau_exc: param('5 ms', 'Decay of the excitatory conductance', { min: '0.1 ms' }),
    tau_inh: param('10 ms', 'Decay of the inhibitory conductance', { min: '0.1 ms' }),
    v_init: formula('v_rest', 'Potential at the start, such as v_rest + 5 mV * randn()'),
    g_exc_init: formula('0 nS', 'Excitatory conductance at the start'),
    g_inh_init: formula('0 nS', 'Inhibitory conductance at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Injected current', 'neuron', { default: '0 nA' }),
    exc: increment('nS', 'Jumps of the excitatory conductance'),
    inh: increment('nS', 'Jumps of the inhibitory conductance'),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal('mV', 'Membrane potential') },
  state: {
    V: state('v_init', 'Membrane potential'),
    g_e: state('g_exc_init', 'Excitatory conductance'),
    g_i: state('g_inh_init', 'Inhibitory conductance'),
    refr: steps(0, 'Refractory ticks left'),
  },
  flow: {
    V: 'refr > 0 ? 0 : (g_L * (v_rest - V) + g_e * (E_exc - V) + g_i * (E_inh - V) + I) / C_m',
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

import { count, defineNode, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** The membrane is a leaky capacitor fed by currents; a threshold makes it a neuron. */
export const lif = defineNode({
  type: 'population/lif',
  version: 1,
  title: 'LIF neurons',
  summary: 'Leaky integrate-and-fire neurons with exponential synaptic currents and a refractory period.',
  cite: ['lapicque1907', 'gerstner2014'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    tau_mem: param('20 ms', 'Membrane time constant', { min: '0.1 ms' }),
    R: param('100 MΩ', 'Membrane resistance', { min: '0 MΩ' }),
    v_rest: param('-70 mV', 'Resting potential'),
    v_th: param('-50 mV', 'Threshold'),
    v_reset: param('-70 mV', 'Potential after a spike'),
    t_ref: param('2 ms', 'Absolute refractory period', { min: '0 ms' }),
    tau_exc: param('5 ms', 'Decay of the excitatory current', { min: '0.1 ms' }),
    tau_inh: param('10 ms', 'Decay of the inhibitory current', { min: '0.1 ms' }),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Injected current', 'neuron', { default: '0 nA' }),
    exc: increment('nA', 'Jumps of the excitatory current'),
    inh: increment('nA', 'Jumps of the inhibitory current, by negative weights'),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal('mV', 'Membrane potential') },
  state: {
    V: state('v_rest', 'Membrane potential'),
    I_exc: state('0 nA', 'Excitatory synaptic current'),
    I_inh: state('0 nA', 'Inhibitory synaptic current'),
    refr: steps(0, 'Refractory ticks left'),
  },
  flow: {
    V: 'refr > 0 ? 0 : (v_rest - V + R * (I + I_exc + I_inh)) / tau_mem',
    I_exc: '-I_exc / tau_exc',
    I_inh: '-I_inh / tau_inh',
  },
  emit: { spikes: 'V >= v_th', membrane: 'V' },
  on: {
    exc: { I_exc: 'I_exc + exc' },
    inh: { I_inh: 'I_inh + inh' },
    spikes: { V: 'v_reset', refr: 'ticks(t_ref)' },
  },
});

import { count, defineNode, formula, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** An event moves the membrane itself, at once: the neuron of the theory of balanced networks. */
export const lifDelta = defineNode({
  type: 'population/lif-delta',
  version: 1,
  title: 'LIF neurons, delta synapses',
  summary: 'Leaky integrate-and-fire neurons whose potential jumps with every synaptic event.',
  cite: ['brunel2000'],
  params: {
    size: count(10000, 'Number of neurons', { min: 1 }),
    tau_mem: param('20 ms', 'Membrane time constant', { min: '0.1 ms' }),
    R: param('100 MΩ', 'Membrane resistance', { min: '0 MΩ' }),
    v_rest: param('0 mV', 'Resting potential'),
    v_th: param('20 mV', 'Threshold'),
    v_reset: param('10 mV', 'Potential after a spike'),
    t_ref: param('2 ms', 'Absolute refractory period, in which events are lost', { min: '0 ms' }),
    v_init: formula('v_reset + rand() * (v_th - v_reset)', 'Potential at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Injected current', 'neuron', { default: '0 nA' }),
    events: increment('mV', 'Jumps of the potential, by weights of either sign'),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal('mV', 'Membrane potential') },
  state: { V: state('v_init', 'Membrane potential'), refr: steps(0, 'Refractory ticks left') },
  flow: { V: 'refr > 0 ? 0 : (v_rest - V + R * I) / tau_mem' },
  emit: { spikes: 'V >= v_th', membrane: 'V' },
  on: {
    events: { V: 'refr > 0 ? V : V + events' },
    spikes: { V: 'v_reset', refr: 'ticks(t_ref)' },
  },
});

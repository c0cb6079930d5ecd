import { count, defineNode, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** The adaptive neuron of spiking networks that remember: each spike raises the threshold, which takes seconds to forget. */
export const alif = defineNode({
  type: 'population/alif',
  version: 1,
  title: 'ALIF neurons',
  summary: 'Leaky neurons whose threshold rises with each spike and decays slowly; a spike subtracts v_th.',
  cite: ['bellec2018'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    tau_mem: param('20 ms', 'Membrane time constant', { min: '0.1 ms' }),
    tau_a: param('200 ms', 'Decay of adaptation', { min: '0.1 ms' }),
    beta: param(0.16, 'Rise of the threshold per unit of adaptation', { min: 0 }),
    v_th: param(1, 'Threshold without adaptation', { min: 0 }),
    t_ref: param('2 ms', 'Absolute refractory period', { min: '0 ms' }),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal(1, 'Input, as the potential it would lead to', 'neuron', { default: 0 }),
    exc: increment(1, 'Jumps of the potential'),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal(1, 'Membrane potential') },
  state: {
    V: state(0, 'Membrane potential'),
    a: state(0, 'Adaptation: spikes that are not yet forgotten'),
    refr: steps(0, 'Refractory ticks left'),
  },
  flow: { V: '(I - V) / tau_mem', a: '-a / tau_a' },
  emit: { spikes: 'refr == 0 and V >= v_th + beta * a', membrane: 'V' },
  on: { exc: { V: 'V + exc' }, spikes: { V: 'V - v_th', a: 'a + 1', refr: 'ticks(t_ref)' } },
});

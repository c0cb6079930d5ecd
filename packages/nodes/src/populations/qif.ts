import { count, defineNode, formula, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** The normal form of a neuron that begins to fire at a saddle-node: slow at first, then a spike by itself. */
export const qif = defineNode({
  type: 'population/qif',
  version: 1,
  title: 'Quadratic integrate-and-fire neurons',
  summary: 'A parabola instead of a threshold: the potential escapes by itself once it is above v_c.',
  cite: ['ermentrout1986', 'gerstner2014'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    tau_mem: param('10 ms', 'Membrane time constant', { min: '0.1 ms' }),
    R: param('100 MΩ', 'Membrane resistance', { min: '0 MΩ' }),
    a_0: param('0.04 1/mV', 'Curvature', { min: '0 1/mV' }),
    v_rest: param('-65 mV', 'Resting potential'),
    v_c: param('-50 mV', 'Critical potential, from which a spike starts without input'),
    v_peak: param('30 mV', 'Where a spike is cut off'),
    v_reset: param('-65 mV', 'Potential after a spike'),
    t_ref: param('0 ms', 'Absolute refractory period', { min: '0 ms' }),
    v_init: formula('v_rest', 'Potential at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Injected current', 'neuron', { default: '0 nA' }),
    exc: increment('mV', 'Jumps of the potential'),
  },
  outputs: { spikes: spikes('One event per cut-off'), membrane: signal('mV', 'Membrane potential') },
  state: { V: state('v_init', 'Membrane potential'), refr: steps(0, 'Refractory ticks left') },
  flow: { V: 'refr > 0 ? 0 : (a_0 * (V - v_rest) * (V - v_c) + R * I) / tau_mem' },
  method: 'rk4',
  emit: { spikes: 'V >= v_peak', membrane: 'V' },
  on: { exc: { V: 'refr > 0 ? V : V + exc' }, spikes: { V: 'v_reset', refr: 'ticks(t_ref)' } },
});

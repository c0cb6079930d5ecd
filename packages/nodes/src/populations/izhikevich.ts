import { count, defineNode, formula, increment, param, signal, spikes, state } from '@neuroloom/core';

/** Two equations and four numbers that show the firing patterns of most cortical cells. */
export const izhikevich = defineNode({
  type: 'population/izhikevich',
  version: 1,
  title: 'Izhikevich neurons',
  summary: 'A quadratic membrane with a recovery variable; a, b, c and d choose the firing pattern.',
  cite: ['izhikevich2003', 'izhikevich2004'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    a: param('0.02 1/ms', 'Rate of recovery; a negative one makes inhibition excite'),
    b: param('0.2 1/ms', 'Sensitivity of recovery to the potential'),
    c: param('-65 mV', 'Potential after a spike'),
    d: param('8 mV/ms', 'Jump of recovery at a spike'),
    v_peak: param('30 mV', 'Where a spike is cut off'),
    k: param('0.04 1/mV/ms', 'Curvature of the membrane'),
    slope: param('5 1/ms', 'Its linear term'),
    offset: param('140 mV/ms', 'Its constant term'),
    C: param('1 nF', 'Capacity; with 1 nF a current in nA is the number in the paper', { min: '0.001 nF' }),
    v_init: formula('c', 'Potential at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Input current', 'neuron', { default: '0 nA' }),
    exc: increment('mV', 'Jumps of the potential'),
  },
  outputs: { spikes: spikes('One event per cut-off'), membrane: signal('mV', 'Membrane potential') },
  state: {
    V: state('v_init', 'Membrane potential'),
    u: state('b * v_init', 'Recovery'),
  },
  flow: {
    V: 'k * V ^ 2 + slope * V + offset - u + I / C',
    u: 'a * (b * V - u)',
  },
  method: 'rk4',
  emit: { spikes: 'V >= v_peak', membrane: 'V' },
  on: { exc: { V: 'V + exc' }, spikes: { V: 'c', u: 'u + d' } },
});

import { count, defineNode, formula, increment, param, signal, spikes, state } from '@neuroloom/core';

/** Calcium at once, potassium slowly: the least that a membrane needs to oscillate. Currents are those of the paper per µA/cm². */
export const morrisLecar = defineNode({
  type: 'population/morris-lecar',
  version: 1,
  title: 'Morris–Lecar neurons',
  summary: 'A calcium and a potassium conductance; the params choose between a Hopf onset and a saddle-node.',
  cite: ['morris1981', 'tsumoto2006'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    C_m: param('20 nF', 'Membrane capacity', { min: '0.001 nF' }),
    g_L: param('2 uS', 'Leak conductance', { min: '0 uS' }),
    g_Ca: param('4.4 uS', 'Calcium conductance when all channels are open', { min: '0 uS' }),
    g_K: param('8 uS', 'Potassium conductance when all channels are open', { min: '0 uS' }),
    E_L: param('-60 mV', 'Reversal potential of the leak'),
    E_Ca: param('120 mV', 'Reversal potential of calcium'),
    E_K: param('-84 mV', 'Reversal potential of potassium'),
    v_1: param('-1.2 mV', 'Where half of calcium is open'),
    v_2: param('18 mV', 'Width of its opening', { min: '0.001 mV' }),
    v_3: param('2 mV', 'Where half of potassium is open'),
    v_4: param('30 mV', 'Width of its opening', { min: '0.001 mV' }),
    phi: param('0.04 1/ms', 'Rate of potassium', { min: '0 1/ms' }),
    v_th: param('0 mV', 'Potential above which a spike is counted'),
    v_init: formula('E_L', 'Potential at the start'),
    w_init: formula('0', 'Open potassium at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Injected current', 'neuron', { default: '0 nA' }),
    exc: increment('mV', 'Jumps of the potential'),
  },
  outputs: {
    spikes: spikes('One event per upstroke'),
    fall: spikes('One event per downstroke'),
    membrane: signal('mV', 'Membrane potential'),
  },
  state: {
    V: state('v_init', 'Membrane potential'),
    w: state('w_init', 'Share of open potassium channels'),
    up: state(0, '1 between upstroke and downstroke'),
  },
  flow: {
    V: '(g_L * (E_L - V) + g_Ca * (1 + tanh((V - v_1) / v_2)) / 2 * (E_Ca - V) + g_K * w * (E_K - V) + I) / C_m',
    w: 'phi * ((1 + tanh((V - v_3) / v_4)) / 2 - w) * (exp((V - v_3) / v_4 / 2) + exp((v_3 - V) / v_4 / 2)) / 2',
  },
  method: 'rk4',
  emit: { spikes: 'V >= v_th and up == 0', fall: 'V < v_th and up > 0', membrane: 'V' },
  on: { exc: { V: 'V + exc' }, spikes: { up: '1' }, fall: { up: '0' } },
});

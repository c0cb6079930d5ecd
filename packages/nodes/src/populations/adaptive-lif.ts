import { count, defineNode, increment, param, signal, spikes, state, steps } from '@neuroloom/core';

/** The two cell types of Diehl & Cook: conductances in units of the leak, and a threshold that rises with every spike. */
export const adaptiveLif = defineNode({
  type: 'population/adaptive-lif',
  version: 1,
  title: 'Adaptive-threshold LIF neurons',
  summary: 'Conductance-based integrate-and-fire neurons whose thresholds keep them equally busy.',
  cite: ['diehl2015'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    tau_mem: param('100 ms', 'Membrane time constant', { min: '0.1 ms' }),
    v_rest: param('-65 mV', 'Resting potential'),
    v_reset: param('-65 mV', 'Potential after a spike'),
    v_th: param('-52 mV', 'Threshold while theta is theta_0'),
    t_ref: param('5 ms', 'Absolute refractory period', { min: '0 ms' }),
    E_exc: param('0 mV', 'Reversal potential of excitation'),
    E_inh: param('-100 mV', 'Reversal potential of inhibition'),
    tau_exc: param('1 ms', 'Decay of the excitatory conductance', { min: '0.1 ms' }),
    tau_inh: param('2 ms', 'Decay of the inhibitory conductance', { min: '0.1 ms' }),
    theta_0: param('20 mV', 'Theta at the start'),
    theta_plus: param('0.05 mV', 'Rise of theta with each spike', { min: '0 mV' }),
    tau_theta: param('1e7 ms', 'Decay of theta', { min: '1 ms' }),
  },
  axes: { neuron: 'size' },
  inputs: {
    exc: increment(1, 'Jumps of the excitatory conductance'),
    inh: increment(1, 'Jumps of the inhibitory conductance'),
    learn: signal(1, 'Theta adapts while this is above 0', 'scalar', { default: 1, steady: true }),
  },
  outputs: { spikes: spikes('One event per threshold crossing'), membrane: signal('mV', 'Membrane potential') },
  state: {
    V: state('v_rest', 'Membrane potential'),
    g_e: state(0, 'Excitatory conductance over the leak'),
    g_i: state(0, 'Inhibitory conductance over the leak'),
    theta: state('theta_0', 'Adaptive part of the threshold', 'neuron', { keep: true }),
    refr: steps(0, 'Refractory ticks left'),
  },
  flow: {
    V: 'refr > 0 ? 0 : (v_rest - V + g_e * (E_exc - V) + g_i * (E_inh - V)) / tau_mem',
    g_e: '-g_e / tau_exc',
    g_i: '-g_i / tau_inh',
    // Every 50 ms, because a single step takes a ten-millionth of theta, which single precision cannot subtract.
    theta: 'learn > 0 and mod(t + dt / 2, 50 ms) < dt ? -theta / tau_theta * (50 ms / dt) : 0',
  },
  // Euler keeps the area under a conductance; for V it would overshoot when many neurons inhibit one at once.
  method: { V: 'implicit-euler', g_e: 'euler', g_i: 'euler' },
  emit: { spikes: 'refr == 0 and V > v_th - theta_0 + theta', membrane: 'V' },
  on: {
    exc: { g_e: 'g_e + exc' },
    inh: { g_i: 'g_i + inh' },
    spikes: {
      V: 'v_reset',
      refr: 'ticks(t_ref)',
      theta: 'learn > 0 ? theta + theta_plus : theta',
    },
  },
});

import { count, defineNode, formula, increment, param, signal, spikes, state } from '@neuroloom/core';

/** A cubic and a straight line: Hodgkin and Huxley's excitability on a sheet of paper. */
export const fitzhughNagumo = defineNode({
  type: 'population/fitzhugh-nagumo',
  version: 1,
  title: 'FitzHugh–Nagumo neurons',
  summary: 'A fast variable with a cubic nullcline and a slow recovery; between two currents they oscillate.',
  cite: ['fitzhugh1961'],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    tau: param('1 ms', 'Time scale of the fast variable', { min: '0.01 ms' }),
    eps: param(0.08, 'How much slower recovery is', { min: 0 }),
    a: param(0.7, 'Offset of recovery'),
    b: param(0.8, 'Slope of recovery'),
    v_th: param(1, 'Where an upstroke counts as a spike'),
    v_init: formula('-1.2', 'Fast variable at the start'),
    w_init: formula('-0.625', 'Recovery at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal(1, 'Input', 'neuron', { default: 0 }),
    exc: increment(1, 'Jumps of the fast variable'),
  },
  outputs: {
    spikes: spikes('One event per upstroke'),
    fall: spikes('One event per downstroke'),
    membrane: signal(1, 'Fast variable'),
  },
  state: {
    V: state('v_init', 'Fast variable'),
    w: state('w_init', 'Recovery'),
    up: state(0, '1 between upstroke and downstroke'),
  },
  flow: { V: '(V - V ^ 3 / 3 - w + I) / tau', w: 'eps * (V + a - b * w) / tau' },
  method: 'rk4',
  emit: { spikes: 'V >= v_th and up == 0', fall: 'V < v_th and up > 0', membrane: 'V' },
  on: { exc: { V: 'V + exc' }, spikes: { up: '1' }, fall: { up: '0' } },
});

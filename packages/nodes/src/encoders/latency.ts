import { defineNode, formula, param, signal, spikes, state } from '@neuroloom/core';

/** The stronger, the sooner: each element fires once per trial, at a time that says how large it is. */
export const latency = defineNode({
  type: 'encoder/latency',
  version: 1,
  title: 'Latency encoder',
  summary: 'One spike per trial and neuron; strong inputs fire first, weak ones not at all.',
  cite: ['thorpe2001', 'gerstner2014'],
  params: {
    t_max: param('50 ms', 'Time of the spike at intensity 0 in the linear code', { min: '0 ms' }),
    tau: param('10 ms', 'Membrane time constant of the logarithmic code', { min: '0.1 ms' }),
    threshold: param(0.01, 'Intensities at or below it stay silent', { min: 0 }),
    latency: formula('t_max * (1 - x)', 'Time of the spike; the logarithmic code is tau * log(x / (x - threshold))'),
  },
  inputs: { x: signal(1, 'Intensity, 0 to 1') },
  outputs: { spikes: spikes('One event per trial, at the step nearest to the latency') },
  state: { fired: state(0, '1 once the neuron has fired') },
  emit: { spikes: 'x > threshold and fired == 0 and t + dt / 2 >= latency' },
  on: { spikes: { fired: '1' } },
});

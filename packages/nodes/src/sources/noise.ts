import { count, defineNode, param, signal, state } from '@neuroloom/core';

/** The current of many small synapses: noise with a memory, the same process whatever the step. */
export const noise = defineNode({
  type: 'source/noise',
  version: 1,
  title: 'Ornstein–Uhlenbeck noise',
  summary: 'Gaussian noise with exponential correlations, exact for any step of time.',
  cite: ['gillespie1996'],
  params: {
    size: count(100, 'Number of channels', { min: 1 }),
    mean: param('0 nA', 'Mean current'),
    sigma: param('0.1 nA', 'Standard deviation', { min: '0 nA' }),
    tau: param('5 ms', 'Time of correlation', { min: '0.001 ms' }),
  },
  axes: { neuron: 'size' },
  outputs: { I: signal('nA', 'Current') },
  state: { x: state('randn()', 'Deviation, in standard deviations') },
  // Over a step of Euler this is x exp(-dt / tau) + sqrt(1 - exp(-2 dt / tau)) randn(), as Gillespie has it.
  flow: { x: '(x * (exp(-dt / tau) - 1) + sqrt(1 - exp(-2 * dt / tau)) * randn()) / dt' },
  method: 'euler',
  emit: { I: 'mean + sigma * x' },
});

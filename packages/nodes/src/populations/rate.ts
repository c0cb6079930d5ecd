import { count, defineNode, formula, param, signal, state } from '@neuroloom/core';

/** A whole population as one number: its rate relaxes to what a gain function makes of its input. */
export const rate = defineNode({
  type: 'population/rate',
  version: 1,
  title: 'Rate units',
  summary: 'Units whose activity follows a gain function of their input with a time constant.',
  cite: ['wilson1972'],
  params: {
    size: count(100, 'Number of units', { min: 1 }),
    tau: param('10 ms', 'Time constant', { min: '0.1 ms' }),
    f: formula('max(I + rec, 0)', 'Gain function of the inputs I and rec, such as tanh(I + rec)'),
    r_init: formula('0', 'Activity at the start of a trial'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal(1, 'Input from outside', 'neuron', { default: 0 }),
    rec: signal(1, 'Recurrent input', 'neuron', { default: 0 }),
  },
  outputs: { r: signal(1, 'Activity') },
  state: { rate: state('r_init', 'Activity') },
  flow: { rate: '(f - rate) / tau' },
  emit: { r: 'rate' },
});

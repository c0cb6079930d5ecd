import { count, defineNode, formula, spikes, state } from '@neuroloom/core';

/** The stimulator of pairing experiments: so many spikes, so far apart, from then on. */
export const pulses = defineNode({
  type: 'source/pulses',
  version: 1,
  title: 'Pulse train',
  summary: 'Regular spike trains with a start, a period and a number of spikes.',
  cite: ['sjostrom2001'],
  params: {
    size: count(1, 'Number of trains', { min: 1 }),
    start: formula('10 ms', 'Time of the first spike; it may depend on index(neuron), like the period'),
    period: formula('100 ms', 'Time from one spike to the next'),
    number: formula('1000000', 'Spikes in each train'),
  },
  axes: { neuron: 'size' },
  outputs: { spikes: spikes('The trains') },
  state: { sent: state(0, 'Spikes so far') },
  emit: { spikes: 't + dt / 2 >= start + sent * period and sent < number' },
  on: { spikes: { sent: 'sent + 1' } },
});

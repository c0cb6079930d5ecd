import { count, defineNode, formula, spikes, state } from '@neuroloom/core';

/** The score that a player piano plays: each train fires at the times on its list. */
export const spikeTimes = defineNode({
  type: 'source/spike-times',
  version: 1,
  title: 'Spike-time lists',
  summary: 'Spike trains with given times, one list for each neuron.',
  cite: ['perkel1967'],
  params: {
    size: count(1, 'Number of trains', { min: 1 }),
    times: formula(
      'pick(sent, 10 ms, 25 ms, 60 ms)',
      'Time of spike number sent; it may depend on index(neuron): pick(index(neuron), pick(sent, …), pick(sent, …))',
    ),
    number: formula('3', 'How many spikes are on a list; it may depend on index(neuron)'),
  },
  axes: { neuron: 'size' },
  outputs: { spikes: spikes('The trains') },
  state: { sent: state(0, 'Spikes so far') },
  // Half a step ahead, so that a spike falls into the step nearest to its time.
  emit: { spikes: 'sent < number and t + dt / 2 >= times' },
  on: { spikes: { sent: 'sent + 1' } },
});

import { defineNode, signal } from '@neuroloom/core';

/** Competition without dynamics: the outcome that lateral inhibition settles on. */
export const winnerTakeAll = defineNode({
  type: 'competition/winner-take-all',
  version: 1,
  title: 'Winner-take-all',
  summary: 'Passes the largest input and silences all others; of equals, the first one wins.',
  cite: ['maass2000'],
  inputs: { x: signal(1, 'Scores') },
  outputs: { y: signal(1, 'The score of the winner, 0 elsewhere') },
  emit: {
    y: 'index(neuron) == least(x >= most(x, neuron) ? index(neuron) : size(neuron), neuron) ? x : 0',
  },
});

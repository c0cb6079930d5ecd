import { defineNode, param, signal, spikes, state } from '@neuroloom/core';

/** Only change is worth a message: an event whenever the signal has moved one level away from the last one. */
export const delta = defineNode({
  type: 'encoder/delta',
  version: 1,
  title: 'Delta encoder',
  summary: 'Send-on-delta: ON and OFF events each time a signal crosses to the next level.',
  cite: ['miskowicz2006', 'lichtsteiner2008'],
  params: {
    threshold: param(0.1, 'Distance between two levels', { min: 1e-6 }),
    start: param(0, 'Level at the start of a trial'),
  },
  inputs: { x: signal(1, 'Signal; it must not move faster than one level per step') },
  outputs: {
    up: spikes('The signal rose by one level'),
    down: spikes('The signal fell by one level'),
  },
  state: { level: state('start', 'The signal as a receiver of the events rebuilds it') },
  emit: { up: 'x - level >= threshold', down: 'level - x >= threshold' },
  on: { up: { level: 'level + threshold' }, down: { level: 'level - threshold' } },
});

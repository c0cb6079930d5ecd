import { defineNode, formula, increment, param, spikes, state } from '@neuroloom/core';

/** m + m²/2! + … + m^n/n! of the mean number m of events in a step: what n events and fewer weigh, but for none. */
const upTo = (n: number): string =>
  Array.from({ length: n }, (_, k) => n - k).reduce((sum, k) => `(${sum ? `1 + ${sum}` : '1'}) * rate * dt / ${k}`, '');
const beyond = Array.from({ length: 16 }, (_, k) => `(left * (exp(rate * dt) - 1) > ${upTo(k + 1)} ? 1 : 0)`);

/** The rest of the brain: so many distant neurons that only the number of their spikes in a step matters. */
export const poissonDrive = defineNode({
  type: 'source/poisson-drive',
  version: 1,
  title: 'Poisson drive',
  summary: 'For each target the sum of many independent Poisson inputs of one weight.',
  cite: ['brunel2000'],
  params: {
    rate: formula('10 kHz', 'Events for one target in a second, over all its sources; on average at most 5 in a step'),
    w: param('0.1 mV', 'What one event delivers', { free: true }),
  },
  outputs: {
    out: increment('w', 'What arrives'),
    arrivals: spikes('Steps with at least one event'),
  },
  state: { left: state('rand()', 'Where in its distribution the next number of events lies') },
  emit: { arrivals: 'rand() < 1 - exp(-rate * dt)' },
  on: { arrivals: { out: `w * (1 + ${beyond.join(' + ')})`, left: 'rand()' } },
});

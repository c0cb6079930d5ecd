import { defineNode, formula, increment, param, spikes, state } from '@neuroloom/core';

/** m + m²/2! + … + m^n/n! of the mean number m of events in a step: what n events and fewer weigh, but for none. */
const upTo = (n: number): string =>
  Array.from({ length: n }, (_, k) => n - k).reduce((sum, k) => `(${sum ? `1 + ${sum}` : '1'}) * rate * dt / ${k}`, '');
const beyond = Array.from({ length: 16 }, (_, k) => `(left * (exp(rate * dt) - 1) > ${upTo(k + 1)} ? 1 : 0)`);
/** Of more, the number at z standard deviations: Giles's expansion of the quantile, whose distribution is 6e-4 off at 5, 1e-4 at 10. */
const z = 'normal';
const many = `floor(max(0, rate * dt + sqrt(rate * dt) * ${z} + 1 / 3 + ${z}^2 / 6 - (${z} / 36 + ${z}^3 / 72) / sqrt(rate * dt) + (7 * ${z}^2 / 810 + ${z}^4 / 270 - 8 / 405) / (rate * dt)))`;

/** The rest of the brain: so many distant neurons that only the number of their spikes in a step matters. */
export const poissonDrive = defineNode({
  type: 'source/poisson-drive',
  version: 1,
  title: 'Poisson drive',
  summary: 'For each target the sum of many independent Poisson inputs of one weight.',
  cite: ['brunel2000', 'giles2016'],
  params: {
    rate: formula('10 kHz', 'Events for one target in a second, over all its sources'),
    w: param('0.1 mV', 'What one event delivers', { free: true }),
  },
  outputs: {
    out: increment('w', 'What arrives'),
    arrivals: spikes('Steps with at least one event; every step where more than 5 are expected'),
  },
  state: {
    left: state('rand()', 'Where in its distribution the next number of events lies, of few'),
    normal: state(0, 'And of many, in standard deviations; the first lies at the mean'),
  },
  emit: { arrivals: 'rand() < (rate * dt > 5 ? 1 : 1 - exp(-rate * dt))' },
  on: {
    arrivals: {
      out: `w * (rate * dt > 5 ? ${many} : 1 + ${beyond.join(' + ')})`,
      left: 'rand()',
      normal: 'rate * dt > 5 ? randn() : normal',
    },
  },
});

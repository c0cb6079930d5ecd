import { claimsAbout } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { stuartLandau } from './stuart-landau.ts';

const RATES = [-0.05, 0.02, 0.1, 0.4];
/** Amplitude after a time, from 0.5: the logistic equation of its square. */
function amplitude(lambda: number, t: number): number {
  const grown = (0.1 / lambda) * (1 - Math.exp(-2 * lambda * t));
  return Math.sqrt(Math.exp(-2 * lambda * t) / 0.25 + grown) ** -1;
}

export const claims = claimsAbout(stuartLandau, {
  'Its amplitude grows by the closed form to sqrt(lambda / gamma), and shrinks where lambda is negative': {
    cite: 'aranson2002',
    grade: 'close',
    because:
      'a step of Runge and Kutta errs by (w dt)⁵ / 120 = 2e-12; rounding of 6e-8 a step is forgotten in 1 / lambda',
    graph: network({
      dt: '0.1 ms',
      duration: '60 ms',
      nodes: Object.fromEntries(
        RATES.map((lambda, k) => [
          `cell${k}`,
          ['population/stuart-landau', { size: 1, lambda: `${lambda} 1/ms`, x_init: '0.5', y_init: '0' }] as const,
        ]),
      ),
    }),
    probes: range(4).flatMap((k) => [`cell${k}.X`, `cell${k}.Y`]),
    check: (run) => {
      const radius = (k: number): number[] => {
        const [x, y] = [run.signal(`cell${k}.X`).data, run.signal(`cell${k}.Y`).data];
        return Array.from(x, (v, n) => Math.hypot(v, y[n]!));
      };
      return {
        points: RATES.flatMap((lambda, k) =>
          [50, 200, 599].map((tick) => ({
            what: `amplitude after ${((tick + 1) / 10).toFixed(1)} ms, lambda = ${lambda}/ms`,
            measured: radius(k)[tick]!,
            expected: amplitude(lambda, (tick + 1) / 10),
            tolerance: 2e-5,
          })),
        ),
        figure: series(
          'amplitude',
          '1',
          range(600).map((n) => n / 10),
          radius(2),
        ),
      };
    },
  },
  'Coupling costs two in antiphase the amplitude that it gives to neither, and two in phase nothing': {
    cite: 'aranson2002',
    grade: 'close',
    because:
      'in antiphase the mean is 0 and the amplitude obeys the equation of lambda - K, in phase that of lambda; the mean is held over a step in which phases turn by w dt = 0.025, which takes K (w dt)² / (12 lambda) = 2.1e-5 of the amplitude in phase, and rounding 1e-6',
    graph: network({
      dt: '0.1 ms',
      duration: '200 ms',
      nodes: Object.fromEntries(
        [0, 1].map((k) => [
          k === 0 ? 'together' : 'opposed',
          [
            'population/stuart-landau',
            { size: 2, K: '0.04 1/ms', x_init: k === 0 ? '0.5' : '0.5 - index(neuron)', y_init: '0' },
          ] as const,
        ]),
      ),
    }),
    probes: ['together.X[0..1]', 'together.Y[0..1]', 'opposed.X[0..1]', 'opposed.Y[0..1]'],
    check: (run) => ({
      points: (['together', 'opposed'] as const).flatMap((cells, k) =>
        range(2).map((id) => ({
          what: `amplitude of cell ${id}, ${cells}`,
          measured: Math.hypot(run.last(`${cells}.X`)[id]!, run.last(`${cells}.Y`)[id]!),
          expected: Math.sqrt((0.1 - 0.04 * k) / 0.1),
          tolerance: 3e-5,
        })),
      ),
    }),
  },
  'It turns with its own frequency whatever its amplitude': {
    cite: 'aranson2002',
    grade: 'close',
    because: 'the phase of the normal form is omega t; 1e-4 of a turn is what rounding leaves after 600 steps',
    graph: network({
      dt: '0.1 ms',
      duration: '60 ms',
      nodes: {
        cells: ['population/stuart-landau', { size: 3, x_init: '0.3 * (index(neuron) + 1)', y_init: '0' }],
      },
    }),
    probes: ['cells.X[0..2]', 'cells.Y[0..2]'],
    check: (run) => {
      const [x, y] = [run.last('cells.X'), run.last('cells.Y')];
      const turned = 2 * Math.PI * 0.04 * 60;
      return {
        points: range(3).map((k) => ({
          what: `phase of cell ${k}, less omega t`,
          measured: Math.sin(Math.atan2(y[k]!, x[k]!) - turned),
          expected: 0,
          tolerance: 1e-4,
        })),
      };
    },
  },
});

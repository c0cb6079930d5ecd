import { claimsAbout } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { wilsonCowan } from './wilson-cowan.ts';

const sigmoid = (x: number, a: number, theta: number): number =>
  1 / (1 + Math.exp(a * (theta - x))) - 1 / (1 + Math.exp(a * theta));
/** What two activities move towards, with the weights and thresholds of the figure on hysteresis. */
function next([E, I]: readonly [number, number]): [number, number] {
  const S_e = sigmoid(12 * E - 4 * I, 1.2, 2.8);
  const S_i = sigmoid(13 * E - 11 * I, 1, 4);
  return [(1 - 1 / (1 + Math.exp(1.2 * 2.8)) - E) * S_e, (1 - 1 / (1 + Math.exp(4)) - I) * S_i];
}
/** The state of rest that is reached from a start. */
function settled(start: readonly [number, number]): [number, number] {
  let [E, I] = start;
  for (let k = 0; k < 20_000; k++) {
    const [e, i] = next([E, I]);
    [E, I] = [E + 0.01 * (e - E), I + 0.01 * (i - I)];
  }
  return [E, I];
}
const HYSTERESIS = { c_1: 12, c_2: 4, c_3: 13, c_4: 11, a_e: 1.2, theta_e: 2.8, a_i: 1, theta_i: 4 };

export const claims = claimsAbout(wilsonCowan, {
  'Excitation and inhibition swing in a limit cycle when input is strong enough': {
    cite: 'wilson1972',
    grade: 'statistical',
    because:
      'the figure on limit cycles has an input of 1.25; without input the same patch rests at 0; a tenth of all cells is no rounding',
    graph: network({
      dt: '0.1 ms',
      duration: '1 s',
      nodes: {
        input: ['source/signal', { size: 2, value: '1.25 * index(neuron)' }],
        patches: ['population/wilson-cowan', { size: 2, e_init: '0.1', i_init: '0.05' }],
      },
      wires: ['input.x -> patches.P'],
    }),
    probes: ['patches.E[0,1]'],
    check: (run) => {
      const { data } = run.signal('patches.E');
      const late = (k: number): number[] => Array.from(data.filter((_, n) => n % 2 === k).slice(-4000));
      const swing = (k: number): number => Math.max(...late(k)) - Math.min(...late(k));
      return {
        points: [
          { what: 'swing of excitation without input', measured: swing(0), expected: 0, tolerance: 1e-4 },
          { what: 'swing with input', measured: swing(1), expected: 0.1, is: 'at least', tolerance: 0 },
        ],
        figure: series(
          'excitation',
          '1',
          range(4000).map((n) => n / 10),
          late(1),
        ),
      };
    },
  },
  'With other weights it remembers: two states of rest for one input': {
    cite: 'wilson1972',
    grade: 'close',
    because: 'both are solved in double precision; after 100 time constants only single-precision rounding is left',
    graph: network({
      dt: '0.1 ms',
      duration: '1 s',
      nodes: {
        patches: [
          'population/wilson-cowan',
          { size: 2, ...HYSTERESIS, e_init: '0.4 * index(neuron)', i_init: '0.2 * index(neuron)' },
        ],
      },
    }),
    probes: ['patches.E[0,1]', 'patches.I[0,1]'],
    check: (run) => {
      const [E, I] = [run.last('patches.E'), run.last('patches.I')];
      const high = settled([0.4, 0.2]);
      return {
        points: [
          { what: 'excitation from below', measured: E[0]!, expected: 0, tolerance: 1e-5 },
          { what: 'excitation from above', measured: E[1]!, expected: high[0], tolerance: 1e-5 },
          { what: 'inhibition from above', measured: I[1]!, expected: high[1], tolerance: 1e-5 },
          { what: 'distance of the two', measured: E[1]! - E[0]!, expected: 0.2, is: 'at least', tolerance: 0 },
        ],
      };
    },
  },
});

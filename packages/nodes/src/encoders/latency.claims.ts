import { claimsAbout } from '../claims/claim.ts';
import { series, timesOf } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { latency } from './latency.ts';

const intensities = Array.from({ length: 11 }, (_, k) => k / 10);

const experiment = (formula: string) =>
  network({
    dt: '0.1 ms',
    duration: '100 ms',
    nodes: {
      light: ['source/signal', { size: intensities.length, value: 'index(neuron) / 10' }],
      input: ['encoder/latency', { threshold: 0.05, latency: formula }],
    },
    wires: ['light.x -> input.x'],
  });

export const claims = claimsAbout(latency, {
  'In the linear code the time of the spike falls linearly with intensity': {
    cite: 'thorpe2001',
    grade: 'exact',
    because: 'a spike falls on the step nearest to its latency, half a step of 0.1 ms away at most (and a rounding)',
    graph: experiment('t_max * (1 - x)'),
    probes: ['input.spikes'],
    check: (run) => {
      const times = intensities.map((_, k) => timesOf(run.spikes('input.spikes'), k));
      return {
        points: [
          { what: 'spikes at intensity 0', measured: times[0]!.length, expected: 0, tolerance: 0 },
          ...intensities.slice(1).map((x, k) => ({
            what: `time at intensity ${x}`,
            unit: 'ms',
            measured: times[k + 1]![0]!,
            expected: 50 * (1 - x),
            tolerance: 0.051,
          })),
          { what: 'spikes in all', measured: times.flat().length, expected: 10, tolerance: 0 },
        ],
        figure: series(
          'latency',
          'ms',
          intensities.slice(1),
          times.slice(1).map((t) => t[0]!),
        ),
      };
    },
  },
  'In the logarithmic code it is the time a leaky membrane takes to reach the threshold': {
    cite: 'gerstner2014',
    grade: 'exact',
    because: 'a spike falls on the step nearest to its latency, half a step of 0.1 ms away at most (and a rounding)',
    graph: experiment('tau * log(x / (x - threshold))'),
    probes: ['input.spikes'],
    check: (run) => ({
      points: intensities.slice(1).map((x, k) => ({
        what: `time at intensity ${x}`,
        unit: 'ms',
        measured: timesOf(run.spikes('input.spikes'), k + 1)[0]!,
        expected: 10 * Math.log(x / (x - 0.05)),
        tolerance: 0.051,
      })),
    }),
  },
});

/** The network of Diehl & Cook (2015) on handwritten digits, at any size: what examples/digits-stdp.graph.json holds. */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { network } from './network.ts';

export interface DigitsSpec {
  readonly neurons: number;
  readonly train: number;
  readonly assign: number;
  readonly test: number;
  readonly prune?: boolean;
  readonly schedule?: Readonly<Record<string, ParamValue>>;
}

export const digitsNetwork = ({
  neurons,
  train,
  assign,
  test,
  prune = false,
  schedule = {},
}: DigitsSpec): GraphDocument =>
  network({
    dt: '0.5 ms',
    phases: [
      { name: 'show', for: '350 ms' },
      { name: 'rest', for: '150 ms', blank: true },
    ],
    nodes: {
      digits: ['source/dataset', { name: 'mnist', part: 'train' }],
      exam: ['source/dataset', { name: 'mnist', part: 'test' }],
      schedule: ['schedule/trials', { train, assign, test, prune, ...schedule }],
      input: ['encoder/poisson'],
      input_exc: ['projection/dense'],
      stdp: ['plasticity/stdp-triplet-minimal'],
      exc: ['population/adaptive-lif', { size: neurons }],
      exc_inh: ['projection/one-to-one'],
      inh: [
        'population/adaptive-lif',
        {
          size: neurons,
          tau_mem: '10 ms',
          v_rest: '-60 mV',
          v_reset: '-45 mV',
          v_th: '-40 mV',
          t_ref: '2 ms',
          E_inh: '-85 mV',
          theta_0: '0 mV',
          theta_plus: '0 mV',
        },
      ],
      inh_exc: ['projection/lateral'],
      count: ['readout/spike-count'],
      names: ['readout/label-assignment'],
      pruning: ['pruning/magnitude'],
    },
    wires: [
      'digits.data -> schedule.train',
      'exam.data -> schedule.test',
      'schedule.image -> input.x',
      'schedule.learn -> input_exc.learn',
      'schedule.learn -> exc.learn',
      'schedule.trained -> input_exc.normalise',
      'input.spikes -> input_exc.pre',
      'input_exc.out -> exc.exc',
      'input.spikes -> stdp.pre',
      'exc.spikes -> stdp.post',
      'stdp.dw -> input_exc.dw',
      'exc.spikes -> exc_inh.pre',
      'exc_inh.out -> inh.exc',
      'inh.spikes -> inh_exc.pre',
      'inh_exc.out -> exc.inh',
      'exc.spikes -> count.spikes',
      'count.count -> schedule.response',
      'count.count -> names.response',
      'schedule.label -> names.label',
      'input_exc.weights -> pruning.w',
      'schedule.prune -> pruning.prune',
      'pruning.mask -> input_exc.mask',
      'schedule.prune -> input_exc.normalise',
    ],
  });

/** Images straight into linear units that answer at once: whatever is presented can be read from `units.rate`. */
export const relayNetwork = (
  schedule: Readonly<Record<string, ParamValue>>,
  nodes: Readonly<Record<string, readonly [string, Readonly<Record<string, ParamValue>>?]>> = {},
  wires: readonly string[] = [],
): GraphDocument =>
  network({
    dt: '1 ms',
    phases: [{ name: 'show', for: '1 ms' }],
    nodes: {
      digits: ['source/dataset', { name: 'mnist', part: 'train' }],
      exam: ['source/dataset', { name: 'mnist', part: 'test' }],
      schedule: ['schedule/trials', { min_spikes: 0, ...schedule }],
      units: ['population/rate', { size: 784, tau: '0.1 ms' }],
      ...nodes,
    },
    wires: [
      'digits.data -> schedule.train',
      'exam.data -> schedule.test',
      'schedule.image -> units.I',
      'units.r -> schedule.response',
      ...wires,
    ],
  });

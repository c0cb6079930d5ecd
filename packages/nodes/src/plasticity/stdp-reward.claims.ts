import { claimsAbout } from '../claims/claim.ts';
import { mean, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { stdpReward } from './stdp-reward.ts';

/** How long after the pair the reward comes, in milliseconds. */
const waits = [2500, 2000, 1500, 1000, 500, 0];

const relay = { size: 1, v_reset: '0 mV', v_init: '0 mV' };

/**
 * Fifty inputs drive a neuron that learns. A detector hears one of them five milliseconds late, and the neuron at
 * once; when both meet in it, a reward comes a second later, when all other inputs have fired too.
 */
const distalReward = network({
  dt: '1 ms',
  duration: '900 s',
  nodes: {
    bright: ['source/signal', { size: 50, value: '1' }],
    inputs: ['encoder/poisson', { rate: '2 Hz' }],
    cell: ['population/lif-delta', relay],
    synapses: ['projection/dense', { w_init: '0.5', w_max: 1, scale: '8 mV' }],
    rule: ['plasticity/stdp-reward', { A_minus: 0.25, reward_d: '1 1/s' }],
    one: ['projection/dense', { w_init: 'index(pre) == 0 ? 1 : 0', scale: '14 mV', delay: '5 ms' }],
    answer: ['projection/one-to-one', { w: '14 mV' }],
    detector: ['population/lif-delta', { ...relay, tau_mem: '5 ms', v_th: '18 mV', t_ref: '20 ms' }],
    wait: ['projection/one-to-one', { w: '30 mV', delay: '1 s' }],
    giver: ['population/lif-delta', relay],
  },
  wires: [
    'bright.x -> inputs.x',
    'inputs.spikes -> synapses.pre',
    'synapses.out -> cell.events',
    'inputs.spikes -> rule.pre',
    'cell.spikes -> rule.post',
    'rule.dw -> synapses.dw',
    'inputs.spikes -> one.pre',
    'one.out -> detector.events',
    'cell.spikes -> answer.pre',
    'answer.out -> detector.events',
    'detector.spikes -> wait.pre',
    'wait.out -> giver.events',
    'giver.spikes -> rule.reward',
  ],
});

export const claims = claimsAbout(stdpReward, {
  'A pair is paid by how eligible it still is when the reward comes': {
    cite: 'izhikevich2007',
    grade: 'close',
    because:
      'the product of eligibility and modulator falls with 6/s, so its sum over steps of 1 ms is 0.3 % off its integral',
    graph: network({
      dt: '1 ms',
      duration: '5 s',
      nodes: {
        pre: ['source/pulses', { size: waits.length, start: '20 ms + 500 ms * index(neuron)', number: '1' }],
        post: ['source/pulses', { size: waits.length, start: '30 ms + 500 ms * index(neuron)', number: '1' }],
        giver: ['source/pulses', { size: 1, start: '2530 ms', number: '1' }],
        synapses: ['projection/sparse', { p: 1, w_init: '0', delay: 0 }],
        rule: ['plasticity/stdp-reward', { every: '1 ms' }],
      },
      wires: [
        'pre.spikes -> synapses.pre',
        'pre.spikes -> rule.pre',
        'post.spikes -> rule.post',
        'giver.spikes -> rule.reward',
        'rule.dw -> synapses.dw',
      ],
    }),
    probes: ['synapses.w'],
    check: (run) => {
      const w = run.last('synapses.w');
      const paid = waits.map((_, k) => w[k * (waits.length + 1)]!);
      return {
        points: waits.map((wait, k) => ({
          what: `change by a reward after ${wait} ms`,
          measured: paid[k]!,
          // A₊ e^(-10/20) at the pair, times the integral of both exponentials from the reward on.
          expected: (0.1 * Math.exp(-0.5) * Math.exp(-wait / 1000) * 5) / (1 / 1 + 1 / 0.2),
          tolerance: 0.005 * 0.1,
        })),
        figure: series('change of weight over the wait', '1', waits, paid),
      };
    },
  },
  'Eligibility alone changes nothing, and a tonic modulator pays all of it': {
    cite: 'fremaux2016',
    grade: 'close',
    because:
      'the sum over steps of 10 ms of what falls with 1/s is 0.5 % off its integral, and e^-5 of it is still to come',
    graph: network({
      dt: '1 ms',
      duration: '5 s',
      nodes: {
        pre: ['source/pulses', { size: 1, start: '20 ms', number: '1' }],
        post: ['source/pulses', { size: 1, start: '30 ms', number: '1' }],
        nobody: ['source/pulses', { size: 1, number: '0' }],
        unpaid: ['projection/dense', { w_init: '0', delay: 0 }],
        paid: ['projection/dense', { w_init: '0', delay: 0 }],
        without: ['plasticity/stdp-reward'],
        tonic: ['plasticity/stdp-reward', { tonic: '2 1/s' }],
      },
      wires: ['unpaid', 'paid'].flatMap((to, k) => {
        const rule = k === 0 ? 'without' : 'tonic';
        return [
          `pre.spikes -> ${to}.pre`,
          `pre.spikes -> ${rule}.pre`,
          `post.spikes -> ${rule}.post`,
          `nobody.spikes -> ${rule}.reward`,
          `${rule}.dw -> ${to}.dw`,
        ];
      }),
    }),
    probes: ['unpaid.w', 'paid.w'],
    check: (run) => ({
      points: [
        { what: 'without a modulator', measured: run.last('unpaid.w')[0]!, expected: 0, tolerance: 0 },
        {
          what: 'with 2/s all the time',
          measured: run.last('paid.w')[0]!,
          expected: 2 * 0.1 * Math.exp(-0.5),
          tolerance: 0.015 * 0.12,
        },
      ],
    }),
  },
  'A synapse whose pairs are rewarded a second later grows to its bound, while the others stay': {
    cite: 'izhikevich2007',
    grade: 'statistical',
    because:
      'over five seeds the rewarded weight ends between 0.87 and 1 and the mean of the other 49 between 0.49 and 0.53',
    graph: distalReward,
    probes: ['synapses.w', 'giver.spikes'],
    check: (run) => {
      const [first = 0, ...others] = run.last('synapses.w');
      return {
        points: [
          { what: 'rewarded weight', measured: first, expected: 0.85, is: 'at least', tolerance: 0 },
          { what: 'mean of the others', measured: mean(others), expected: 0.5, tolerance: 0.1 },
          {
            what: 'rewards',
            measured: run.spikes('giver.spikes').id.length,
            expected: 50,
            is: 'at least',
            tolerance: 0,
          },
        ],
        figure: series(
          'weight by synapse',
          '1',
          Array.from({ length: 50 }, (_, k) => k),
          [first, ...others],
        ),
      };
    },
  },
});

import { claimsAbout } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { stdpReward } from './stdp-reward.ts';

/** How long after the pair the reward comes, in milliseconds. */
const waits = [2500, 2000, 1500, 1000, 500, 0];

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
});

import { defineNode, dw, param, signal, spikes, state, steps } from '@neuroloom/core';

/** Pairs of spikes only propose: a synapse stays eligible for seconds, and changes when the third factor is there. */
export const stdpReward = defineNode({
  type: 'plasticity/stdp-reward',
  version: 1,
  title: 'Reward-modulated STDP',
  summary: 'Pair STDP writes an eligibility trace; a neuromodulator turns it into changes of weight.',
  cite: ['izhikevich2007', 'fremaux2016'],
  params: {
    tau_pre: param('20 ms', 'Memory of a presynaptic spike', { min: '0.1 ms' }),
    tau_post: param('20 ms', 'Memory of a postsynaptic spike', { min: '0.1 ms' }),
    A_plus: param(0.1, 'Eligibility by pre before post at zero lag'),
    A_minus: param(0.15, 'Eligibility lost by post before pre at zero lag'),
    tau_c: param('1 s', 'Decay of eligibility', { min: '1 ms' }),
    tau_d: param('200 ms', 'Decay of the modulator after a reward', { min: '1 ms' }),
    reward_d: param('5 1/s', 'Jump of the modulator at a reward'),
    tonic: param('0 1/s', 'Modulator without reward'),
    every: param('10 ms', 'Time between two steps of learning', { min: '0.001 ms' }),
  },
  inputs: {
    pre: spikes('Presynaptic spikes, felt when they arrive', 'pre'),
    post: spikes('Postsynaptic spikes', 'post'),
    reward: spikes('Rewards', 'giver'),
    modulator: signal('1/s', 'Third factor from elsewhere, such as an error of prediction', 'scalar', { default: 0 }),
  },
  outputs: { dw: dw(1, 'Change of weight'), step: spikes('Steps of learning', 'post') },
  state: {
    x: state(0, 'Presynaptic trace', 'pre'),
    y: state(0, 'Postsynaptic trace', 'post'),
    c: state(0, 'Eligibility, as of the last step of learning', 'synapse'),
    d: state('0 1/s', 'Modulator left from rewards', 'scalar'),
    // Jumps are written larger by what c has not yet lost since the last step, so that c decays exactly.
    growth: state(1, 'Decay of eligibility since then, inverted', 'scalar'),
    wait: steps(0, 'Ticks until the next step', 'post'),
  },
  flow: { x: '-x / tau_pre', y: '-y / tau_post', d: '-d / tau_d', growth: 'growth / tau_c' },
  emit: { step: 'wait == 0' },
  on: {
    pre: { c: 'c - A_minus * y * growth', x: 'x + 1' },
    post: { c: 'c + A_plus * x * growth', y: 'y + 1' },
    reward: { d: 'd + reward_d' },
    step: {
      dw: 'c / growth * (tonic + d + modulator) * every',
      c: 'c / growth',
      growth: '1',
      wait: 'ticks(every)',
    },
  },
});

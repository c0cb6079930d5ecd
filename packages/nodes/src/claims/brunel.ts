/** The network of Brunel (2000), model A: sparse, random, driven by Poisson trains, equal for both kinds of neuron. */
import type { GraphDocument, ParamValue, Quantity } from '@neuroloom/core';
import { network } from './network.ts';

export interface BrunelSpec {
  /** 1 is the paper's network of 10 000 excitatory and 2500 inhibitory neurons. */
  readonly size: number;
  /** Strength of inhibition over that of excitation. */
  readonly g: number;
  /** Rate of the external input over the rate that would just reach threshold. */
  readonly drive: number;
  /** Hertz that the paper's theory predicts. */
  readonly rate: number;
  readonly duration: Quantity;
  /** Of each synapse: a time, or a formula. */
  readonly delay?: string;
}

/** Sources of each kind per target; jump by excitation (mV); membrane time constant (ms). */
const [K_EXC, K_INH, J, TAU] = [1000, 250, 0.1, 20];

/**
 * Smaller networks keep the probability of a synapse, so fewer sources reach a neuron. Weights that grow with the
 * root of what is missing keep the variance of its input; a constant that shifts its resting potential replaces the
 * mean that is lost at the predicted rate (van Albada, Helias & Diesmann 2015).
 */
export function brunel({ size, g, drive, rate, duration, delay = '1.5 ms' }: BrunelSpec): GraphDocument {
  const jump = J / Math.sqrt(size);
  const mean = 20 * drive + J * TAU * (rate / 1000) * (K_EXC - g * K_INH);
  const cell = { v_rest: `${(1 - Math.sqrt(size)) * mean} mV` };
  const nodes: Record<string, readonly [string, Record<string, ParamValue>]> = {
    exc: ['population/lif-delta', { size: 10_000 * size, ...cell }],
    inh: ['population/lif-delta', { size: 2500 * size, ...cell }],
  };
  const wires: string[] = [];
  for (const to of ['exc', 'inh']) {
    // θ / (J τ) = 20 mV / (0.1 mV · 20 ms) events in a second would hold the mean potential at threshold.
    nodes[`drive_${to}`] = ['source/poisson-drive', { rate: `${10 * drive * size} kHz`, w: `${jump} mV` }];
    wires.push(`drive_${to}.out -> ${to}.events`);
    for (const from of ['exc', 'inh']) {
      const id = `${from}_${to}`;
      const k = (from === 'exc' ? K_EXC : K_INH) * size;
      nodes[id] = ['projection/indegree', { k, scale: `${from === 'exc' ? jump : -g * jump} mV`, delay }];
      wires.push(`${from}.spikes -> ${id}.pre`, `${id}.out -> ${to}.events`);
    }
  }
  return network({ dt: '0.1 ms', duration, nodes, wires });
}

/** Rate (Hz) of neurons that fire regularly far above threshold, where the mean input alone sets the interval. */
export function regularRate(g: number, drive: number): number {
  let rate = 300;
  for (let k = 0; k < 100; k++) {
    const mean = 20 * drive + J * TAU * (rate / 1000) * (K_EXC - g * K_INH);
    rate = 1000 / (2 + TAU * Math.log((mean - 10) / (mean - 20)));
  }
  return rate;
}

/** The pairing experiment of Sjöström, Turrigiano & Nelson (2001): 60 pairs of spikes at a given rate and lag. */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { network } from './network.ts';

export const PAIRS = 60;
/** Rates in Hz, with the change of weight they measured at +10 and -10 ms and its standard error. */
export const measured = [
  { rate: 10, lag: 10, change: 0.14, error: 0.1 },
  { rate: 20, lag: 10, change: 0.29, error: 0.14 },
  { rate: 40, lag: 10, change: 0.53, error: 0.11 },
  { rate: 50, lag: 10, change: 0.56, error: 0.26 },
  { rate: 10, lag: -10, change: -0.41, error: 0.11 },
  { rate: 20, lag: -10, change: -0.34, error: 0.1 },
  { rate: 40, lag: -10, change: 0.56, error: 0.32 },
  { rate: 50, lag: -10, change: 0.75, error: 0.19 },
] as const;

/** Train k is presynaptic to train k; the other synapses of the matrix are not looked at. */
export function pairing(rule: string, params: Readonly<Record<string, ParamValue>> = {}): GraphDocument {
  const byIndex = (values: readonly number[], unit: string): string =>
    values
      .slice(0, -1)
      .map((v, k) => `index(neuron) < ${k + 1} ? ${v} ${unit} : `)
      .join('') + `${values.at(-1)!} ${unit}`;
  const period = byIndex(
    measured.map((m) => 1000 / m.rate),
    'ms',
  );
  const trains = { size: measured.length, period, number: String(PAIRS) };
  return network({
    dt: '0.5 ms',
    duration: '6.2 s',
    nodes: {
      pre: ['source/pulses', { ...trains, start: '20 ms' }],
      post: [
        'source/pulses',
        {
          ...trains,
          start: byIndex(
            measured.map((m) => 20 + m.lag),
            'ms',
          ),
        },
      ],
      synapses: ['projection/dense', { w_init: '1', w_max: 100, w_min: -100, delay: 0 }],
      rule: [rule, params],
    },
    wires: [
      'pre.spikes -> synapses.pre',
      'pre.spikes -> rule.pre',
      'post.spikes -> rule.post',
      'rule.dw -> synapses.dw',
    ],
  });
}

/** The triplet rule as sums of exponentials over all spikes before, in double precision (their equations 3 and 4). */
export function byHand(
  pre: readonly number[],
  post: readonly number[],
  p: {
    tau_plus: number;
    tau_x: number;
    tau_minus: number;
    tau_y: number;
    A2_plus: number;
    A3_plus: number;
    A2_minus: number;
    A3_minus: number;
  },
): number {
  const trace = (spikes: readonly number[], t: number, tau: number): number =>
    spikes.reduce((sum, s) => (s < t ? sum + Math.exp((s - t) / tau) : sum), 0);
  const down = pre.reduce(
    (sum, t) => sum + trace(post, t, p.tau_minus) * (p.A2_minus + p.A3_minus * trace(pre, t, p.tau_x)),
    0,
  );
  const up = post.reduce(
    (sum, t) => sum + trace(pre, t, p.tau_plus) * (p.A2_plus + p.A3_plus * trace(post, t, p.tau_y)),
    0,
  );
  return up - down;
}

export const spikesAt = (rate: number, start: number): number[] =>
  Array.from({ length: PAIRS }, (_, k) => start + (k * 1000) / rate);

/**
 * Pairs of spikes as Sjöström, Turrigiano & Nelson (2001) gave them, five to a burst, in the neuron of Clopath et al.
 * (2010): an AdEx neuron whose spikes last two steps of a millisecond, leave a depolarising current behind, and raise
 * the threshold. The filters of the rule see the potential of four steps before, so that a spike does not weigh itself.
 */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import type { NetworkSpec } from './network.ts';
import { network } from './network.ts';
import { range } from './numbers.ts';

export interface Pairing {
  /** Hz. */
  readonly rate: number;
  /** Milliseconds from the presynaptic spike to the postsynaptic one. */
  readonly lag: number;
}
export interface Measured extends Pairing {
  /** Change of weight in layer 5 of visual cortex, and its standard error. */
  readonly change: number;
  readonly error: number;
  /** How many times a burst is repeated, ten seconds apart: long after it has been forgotten, so each adds the same. */
  readonly bursts: number;
}

const PAIRS = 5;
/** At 0.1 Hz each pair is forgotten before the next, and there are 50. */
const slow = { rate: 0.1, bursts: 50 };
export const BURSTS = 15;
const bursts = BURSTS;
export const sjostrom: readonly Measured[] = [
  { ...slow, lag: 10, change: -0.04, error: 0.05 },
  { bursts, rate: 10, lag: 10, change: 0.14, error: 0.1 },
  { bursts, rate: 20, lag: 10, change: 0.29, error: 0.14 },
  { bursts, rate: 40, lag: 10, change: 0.53, error: 0.11 },
  { bursts, rate: 50, lag: 10, change: 0.56, error: 0.26 },
  { ...slow, lag: -10, change: -0.29, error: 0.08 },
  { bursts, rate: 10, lag: -10, change: -0.41, error: 0.11 },
  { bursts, rate: 20, lag: -10, change: -0.34, error: 0.1 },
  { bursts, rate: 40, lag: -10, change: 0.56, error: 0.32 },
  { bursts, rate: 50, lag: -10, change: 0.75, error: 0.19 },
];

/** The weight at first; changes are told in parts of it. */
export const FIRST = 0.5;

/** The potential with the spike drawn in. */
const shape =
  'lasting > 0 and lasting <= ticks(1 ms) ? v_fall : (lasting > 0 or V > v_peak or forced > 0 ? v_spike : V)';

const neuron = {
  title: 'Neurons whose spikes last',
  summary: 'AdEx neurons with a spike of 2 ms, a depolarising current after it, and a threshold that it raises.',
  cite: ['clopath2010', 'brette2005'],
  params: {
    size: { kind: 'count', default: 10, doc: 'Number of neurons' },
    C_m: { default: '281 pF', doc: 'Membrane capacity' },
    g_L: { default: '30 nS', doc: 'Leak conductance' },
    v_rest: { default: '-70.6 mV', doc: 'Resting potential' },
    delta_T: { default: '2 mV', doc: 'Sharpness of the onset' },
    v_T_rest: { default: '-50.4 mV', doc: 'Threshold at rest' },
    v_T_max: { default: '-30.4 mV', doc: 'Threshold after a spike' },
    tau_T: { default: '50 ms', doc: 'Time constant of the threshold' },
    a: { default: '4 nS', doc: 'Adaptation below threshold' },
    tau_w: { default: '144 ms', doc: 'Time constant of adaptation' },
    b: { default: '0.0805 pA', doc: 'Jump of adaptation at a spike' },
    I_sp: { default: '400 pA', doc: 'Depolarising current after a spike' },
    tau_z: { default: '40 ms', doc: 'Its decay' },
    v_peak: { default: '20 mV', doc: 'Where a spike is cut off' },
    v_spike: { default: '29.4 mV', doc: 'Potential in the first millisecond of a spike' },
    v_fall: { default: '32.862 mV', doc: 'And in the second' },
    v_reset: { default: '-49.5016 mV', doc: 'Potential after a spike' },
  },
  axes: { neuron: 'size' },
  inputs: {
    fire: { kind: 'spikes', doc: 'Makes a neuron fire in the same step' },
    past: { kind: 'signal', unit: 'mV', doc: 'The potential of some time before' },
  },
  outputs: {
    spikes: { kind: 'spikes', doc: 'One event per spike' },
    end: { kind: 'spikes', doc: 'The last step of each spike' },
    membrane: { kind: 'signal', unit: 'mV', doc: 'Membrane potential' },
    ahead: { kind: 'signal', unit: 'mV', doc: 'How far it is from that of before' },
  },
  state: {
    V: 'v_rest',
    w: '0 nA',
    z: '0 nA',
    v_T: 'v_T_rest',
    forced: 0,
    lasting: { init: 0, kind: 'steps' },
  },
  flow: {
    V: 'lasting > 0 ? 0 : (g_L * (v_rest - V) + g_L * delta_T * exp(min((V - v_T) / delta_T, 50)) - w + z) / C_m',
    w: 'lasting > 0 ? 0 : (a * (V - v_rest) - w) / tau_w',
    z: '-z / tau_z',
    v_T: '(v_T_rest - v_T) / tau_T',
  },
  method: 'rk4',
  emit: {
    spikes: '(V > v_peak or forced > 0) and lasting == 0',
    end: 'lasting == 1',
    membrane: shape,
    ahead: `(${shape}) - past`,
  },
  on: {
    fire: { forced: '1' },
    spikes: { lasting: 'ticks(2 ms)', forced: '0' },
    end: { V: 'v_reset', w: 'w + b', z: 'I_sp', v_T: 'v_T_max' },
  },
};
const before = {
  title: 'The potential before',
  summary: 'Hands on a potential some time later.',
  params: { delay: { kind: 'ticks', default: '3 ms', doc: 'How much later' } },
  inputs: { V: { kind: 'signal', unit: 'mV', doc: 'Potential' } },
  outputs: { past: { kind: 'signal', unit: 'mV', doc: 'What it was' } },
  emit: { past: 'V' },
};

const between = (trains: Readonly<Record<string, ParamValue>>, post: ParamValue, size: number): NetworkSpec => ({
  dt: '0.25 ms',
  duration: '700 ms',
  nodes: {
    pre: ['source/pulses', { ...trains, start: '100 ms' }],
    post: ['source/pulses', { ...trains, size, start: post }],
    cells: ['equations', { size }, neuron],
    before: ['equations', {}, before],
    synapses: ['projection/dense', { w_init: String(FIRST), delay: 0 }],
    rule: ['plasticity/stdp-voltage', {}],
  },
  wires: [
    'post.spikes -> cells.fire',
    'pre.spikes -> synapses.pre',
    'pre.spikes -> rule.pre',
    'cells.membrane -> rule.V',
    'cells.membrane -> before.V',
    'before.past -> cells.past',
    'cells.ahead -> rule.ahead',
    'rule.dw -> synapses.dw',
  ],
});

/** Train k meets neuron k; the other synapses of the matrix are not looked at. */
export function voltagePairing(all: readonly Pairing[]): GraphDocument {
  const each = (of: (p: Pairing) => number, unit: string): string => {
    const values = all.map(of);
    const choices = values.slice(0, -1).map((v, k) => `index(neuron) < ${k + 1} ? ${v}${unit} : `);
    return `${choices.join('')}${values.at(-1)!}${unit}`;
  };
  const trains = {
    size: all.length,
    period: each((p) => 1000 / p.rate, ' ms'),
    number: each((p) => (p.rate < 1 ? 1 : PAIRS), ''),
  };
  return network(
    between(
      trains,
      each((p) => 100 + p.lag, ' ms'),
      all.length,
    ),
  );
}

/** Lags of the window, in milliseconds: one train meets neurons that fire ever later. */
export const LAGS: readonly number[] = range(41).map((k) => 2 * k - 40);
export const voltageWindow: GraphDocument = network(
  between({ size: 1, period: '50 ms', number: String(PAIRS) }, '60 ms + 2 ms * index(neuron)', LAGS.length),
);

/**
 * Figure 1 of Izhikevich (2004): twenty neurons, each with the current that shows what it can do. Three numbers
 * differ from those of the author's program, whose Euler steps of 0.1 to 0.5 ms are part of what it shows: with the
 * accurate solution, the pulse that ends bistable spiking (P) comes at 207 ms instead of 216 ms, and d is -18 instead
 * of -21 in Q, where the after-potential made a second spike, and -0.5 instead of -2 in T, where bursts had no end.
 */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { izhikevich } from '../populations/izhikevich.ts';
import type { NodeEntry } from './network.ts';
import { network } from './network.ts';

export interface Pattern {
  readonly title: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly v_init: number;
  /** In nA; a capacity of 1 nF makes it the number of the paper. */
  readonly current: string;
  /** Two patterns have a membrane of their own. */
  readonly more?: Readonly<Record<string, ParamValue>>;
}

/** Whether t lies in one of the pulses that begin at these times in ms. */
const pulses = (length: number, ...starts: readonly number[]): string =>
  starts.map((s) => `t >= ${s} ms and t < ${s + length} ms`).join(' or ');
const step = (from: number, height: number): string => `t >= ${from} ms ? ${height} nA : 0`;
const softer = { slope: '4.1 1/ms', offset: '108 mV/ms' };

export const PATTERNS: Readonly<Record<string, Pattern>> = {
  A: { title: 'Tonic spiking', a: 0.02, b: 0.2, c: -65, d: 6, v_init: -70, current: step(10, 14) },
  B: { title: 'Phasic spiking', a: 0.02, b: 0.25, c: -65, d: 6, v_init: -64, current: step(20, 0.5) },
  C: { title: 'Tonic bursting', a: 0.02, b: 0.2, c: -50, d: 2, v_init: -70, current: step(22, 15) },
  D: { title: 'Phasic bursting', a: 0.02, b: 0.25, c: -55, d: 0.05, v_init: -64, current: step(20, 0.6) },
  E: { title: 'Mixed mode', a: 0.02, b: 0.2, c: -55, d: 4, v_init: -70, current: step(16, 10) },
  F: { title: 'Spike frequency adaptation', a: 0.01, b: 0.2, c: -65, d: 8, v_init: -70, current: step(8.5, 30) },
  G: {
    title: 'Class 1 excitable',
    a: 0.02,
    b: -0.1,
    c: -55,
    d: 6,
    v_init: -60,
    current: 't >= 30 ms ? 0.075 nA * (t - 30 ms) / 1 ms : 0',
    more: softer,
  },
  H: {
    title: 'Class 2 excitable',
    a: 0.2,
    b: 0.26,
    c: -65,
    d: 0,
    v_init: -64,
    current: '-0.5 nA + 0.015 nA * max(t - 30 ms, 0 ms) / 1 ms',
  },
  I: {
    title: 'Spike latency',
    a: 0.02,
    b: 0.2,
    c: -65,
    d: 6,
    v_init: -70,
    current: `${pulses(3, 10)} ? 7.04 nA : 0`,
  },
  J: {
    title: 'Subthreshold oscillations',
    a: 0.05,
    b: 0.26,
    c: -60,
    d: 0,
    v_init: -62,
    current: `${pulses(5, 20)} ? 2 nA : 0`,
  },
  K: {
    title: 'Resonator',
    a: 0.1,
    b: 0.26,
    c: -60,
    d: -1,
    v_init: -62,
    current: `${pulses(4, 40, 60, 280, 320)} ? 0.65 nA : 0`,
  },
  L: {
    title: 'Integrator',
    a: 0.02,
    b: -0.1,
    c: -55,
    d: 6,
    v_init: -60,
    current: `${pulses(2, 9, 14, 70, 80)} ? 9 nA : 0`,
    more: softer,
  },
  M: {
    title: 'Rebound spike',
    a: 0.03,
    b: 0.25,
    c: -60,
    d: 4,
    v_init: -64,
    current: `${pulses(5, 20)} ? -15 nA : 0`,
  },
  N: {
    title: 'Rebound burst',
    a: 0.03,
    b: 0.25,
    c: -52,
    d: 0,
    v_init: -64,
    current: `${pulses(5, 20)} ? -15 nA : 0`,
  },
  O: {
    title: 'Threshold variability',
    a: 0.03,
    b: 0.25,
    c: -60,
    d: 4,
    v_init: -64,
    current: `${pulses(5, 10, 80)} ? 1 nA : ${pulses(5, 70)} ? -6 nA : 0`,
  },
  P: {
    title: 'Bistability',
    a: 0.1,
    b: 0.26,
    c: -60,
    d: 0,
    v_init: -61,
    current: `${pulses(5, 37.5, 207)} ? 1.24 nA : 0.24 nA`,
  },
  Q: {
    title: 'Depolarising after-potential',
    a: 1,
    b: 0.2,
    c: -60,
    d: -18,
    v_init: -70,
    current: `${pulses(2, 9)} ? 20 nA : 0`,
  },
  R: {
    title: 'Accommodation',
    a: 0.02,
    b: 1,
    c: -55,
    d: 4,
    v_init: -65,
    current: 't < 200 ms ? 0.04 nA * t / 1 ms : t >= 300 ms and t < 312.5 ms ? 0.32 nA * (t - 300 ms) / 1 ms : 0',
  },
  S: {
    title: 'Inhibition-induced spiking',
    a: -0.02,
    b: -1,
    c: -60,
    d: 8,
    v_init: -63.8,
    current: 't < 50 ms or t >= 250 ms ? 80 nA : 75 nA',
  },
  T: {
    title: 'Inhibition-induced bursting',
    a: -0.026,
    b: -1,
    c: -45,
    d: -0.5,
    v_init: -63.8,
    current: 't < 50 ms or t >= 250 ms ? 80 nA : 75 nA',
  },
};

/** Recovery of the neuron that accommodates counts from -65 mV and does not decay. */
function accommodating(): Readonly<Record<string, unknown>> {
  const { title, summary, cite, params, axes, inputs, outputs, state, flow, method, emit, on } = izhikevich;
  return {
    title,
    summary,
    cite,
    params,
    axes,
    inputs,
    outputs,
    state: { ...state, u: { ...state['u']!, init: '-16 mV/ms' } },
    flow: { ...flow, u: 'a * b * (V + 65 mV)' },
    method,
    emit,
    on,
  };
}

/** Each neuron by its letter, and its electrode. */
export const patternsNetwork = (): GraphDocument =>
  network({
    dt: '0.1 ms',
    duration: '400 ms',
    nodes: Object.fromEntries(
      Object.entries(PATTERNS).flatMap(([letter, { a, b, c, d, v_init, current, more }]): NodeEntry[] => {
        const params = {
          size: 1,
          a: `${a} 1/ms`,
          b: `${b} 1/ms`,
          c: `${c} mV`,
          d: `${d} mV/ms`,
          v_init: `${v_init} mV`,
          ...more,
        };
        return [
          [`current${letter}`, ['source/current', { amplitude: current }]],
          [letter, letter === 'R' ? ['equations', params, accommodating()] : ['population/izhikevich', params]],
        ];
      }),
    ),
    wires: Object.keys(PATTERNS).map((letter) => `current${letter}.I -> ${letter}.I`),
  });

/** Two definitions that use all of the language, and what is told of them when a part is replaced. */
import { expect } from 'vitest';
import type { NodeDefinition, ParamValue } from '@neuroloom/core';
import {
  checkNode,
  choice,
  count,
  defineNode,
  delay,
  dw,
  event,
  flag,
  formatProblem,
  formula,
  increment,
  mask,
  param,
  signal,
  spikes,
  state,
  steps,
  text,
  weights,
} from '@neuroloom/core';

/** A membrane with a little of everything. */
export const lif = defineNode({
  type: 'population/lif',
  version: 1,
  title: 'LIF neurons',
  summary: 'Leaky integrate-and-fire neurons.',
  cite: [],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    tau_mem: param('20 ms', 'Membrane time constant', { min: '0.1 ms' }),
    R: param('100 MΩ', 'Membrane resistance', { min: 0 }),
    v_rest: param('-70 mV', 'Resting potential'),
    v_th: param('-50 mV', 'Threshold'),
    t_ref: param('2 ms', 'Absolute refractory period'),
    noisy: flag(false, 'Whether to add noise'),
    kind: choice('a', ['a', 'b'], 'A word'),
    label: text('', 'A label'),
    v_init: formula('v_rest', 'Potential at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Input current', 'neuron', { default: 0 }),
    learn: signal(1, 'Adapts while above 0', 'scalar'),
    exc: increment('mV', 'Jumps of the potential'),
    reset: event('Start again'),
  },
  outputs: { spikes: spikes('One event per threshold crossing') },
  state: {
    V: state('v_init', 'Membrane potential'),
    refr: steps(0, 'Refractory ticks left'),
    n: state(0, 'Spikes so far', 'scalar'),
  },
  flow: { V: 'refr > 0 ? 0 : (v_rest - V + R * I) / tau_mem' },
  emit: { spikes: 'V >= v_th and (noisy ? rand() < 0.5 : t >= 0)' },
  on: { exc: { V: 'V + exc' }, spikes: { V: 'v_rest', refr: 'ticks(t_ref)', n: 'n + 1' }, reset: { V: 'v_rest' } },
});

/** Synapses with a rule of their own. */
export const projection = defineNode({
  type: 'projection/plastic',
  version: 1,
  title: 'Plastic projection',
  summary: 'A projection with its own rule.',
  cite: [],
  params: {
    w_init: formula('0.3 * rand()', 'First weight'),
    w_max: param(1, 'Largest weight', { free: true }),
    w_min: param(0, 'Smallest weight', { free: true }),
    delay: delay(1, 'Delay'),
    p: param(0.1, 'Probability of a synapse', { min: 0, max: 1 }),
    tau: param('20 ms', 'Memory'),
  },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'probability', by: 'p' } } },
  inputs: {
    pre: spikes('Spikes', 'pre'),
    r: signal(1, 'Rates', 'pre', { default: 0 }),
    dw: dw('w', 'Changes'),
    mask: mask('Survivors'),
    clock: event('Normalise'),
  },
  outputs: {
    out: increment('w', 'What arrives', 'post'),
    w_out: weights('w', 'Weights'),
    y: signal('w', 'Weighted sum', 'post'),
  },
  state: {
    w: state('w_init', 'Weight', 'synapse', { keep: true, role: 'weights' }),
    x: state(0, 'Trace', 'pre'),
    last: state(0, 'Arrivals', 'post'),
  },
  flow: { x: '-x / tau' },
  emit: { w_out: 'w', y: 'sum(w * r, pre)' },
  on: {
    pre: { out: 'w * x', x: 'x + 1', last: 'last + x' },
    dw: { w: 'clip(w + dw, w_min, w_max)' },
    mask: { w: 'w * mask' },
    clock: { w: 'w * (w_max / most(w))' },
  },
});

/** A definition with some parts replaced. */
export const but = (def: NodeDefinition, parts: { [K in keyof NodeDefinition]?: object | string }): NodeDefinition => {
  const merged: Record<string, unknown> = { ...def };
  for (const [key, part] of Object.entries(parts)) {
    merged[key] =
      typeof part === 'string' || key === 'method'
        ? part
        : { ...(def[key as keyof NodeDefinition] as object), ...part };
  }
  // A graph file can hold any shape; the checker must judge what defineNode's types would have refused.
  return merged as unknown as NodeDefinition;
};
/** Every problem of a definition, as a person reads it. */
export const told = (def: NodeDefinition, params: Readonly<Record<string, ParamValue>> = {}): string[] =>
  checkNode(def, params).map(formatProblem);
/** There is one problem, and it says this. */
export const only = (def: NodeDefinition, message: string, params: Readonly<Record<string, ParamValue>> = {}): void => {
  const all = told(def, params);
  expect(all).toHaveLength(1);
  expect(all[0]).toContain(message);
};

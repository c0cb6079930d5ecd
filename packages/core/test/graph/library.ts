/** A small library of made-up nodes with every kind of port, for the graph's tests. */
import { EMPTY } from 'rxjs';
import { defineNode } from '../../src/node/define.ts';
import { library } from '../../src/node/library.ts';
import { defineOperator } from '../../src/node/operator.ts';
import { choice, count, delay, flag, formula, param, text } from '../../src/node/param.ts';
import * as port from '../../src/node/port.ts';
import { state, steps } from '../../src/node/state.ts';
import type { GraphDocument, GraphNode, Wire } from '../../src/graph/document.ts';
import { emptyGraph } from '../../src/graph/document.ts';

const about = { summary: 'For tests', cite: [] };

export const cell = defineNode({
  type: 'test/cell',
  version: 1,
  title: 'Cell',
  ...about,
  params: {
    size: count(10, 'Cells', { min: 1, max: 1000 }),
    tau_mem: param('20 ms', 'Time constant', { min: '0.1 ms', max: '10 s' }),
    R: param('100 MΩ', 'Resistance'),
    mode: choice('soft', ['soft', 'hard'], 'Reset'),
    on: flag(true, 'Runs'),
    label: text('', 'A word'),
    v_init: formula('0 mV', 'First value'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: port.signal('nA', 'Current', 'neuron', { default: 0 }),
    exc: port.increment(1, 'Excitation'),
    gain: port.signal(1, 'One number', 'scalar', { default: 1 }),
    reset: port.event('Back to rest'),
  },
  outputs: { spikes: port.spikes('Spikes'), V: port.signal('mV', 'Potential') },
  state: { v: state('v_init', 'Potential'), g: state(0, 'Conductance'), wait: steps(0, 'Ticks') },
  flow: { v: '(R * I * gain - v) / tau_mem', g: '-g / tau_mem' },
  emit: { spikes: 'v > 10 mV', V: 'v' },
  on: { exc: { g: 'g + exc', v: 'v + 1 mV * exc' }, spikes: { v: '0 mV', wait: '5' }, reset: { v: '0 mV' } },
});

export const synapses = defineNode({
  type: 'test/synapses',
  version: 1,
  title: 'Synapses',
  ...about,
  params: { w_init: formula('0.3 * rand()', 'First weight'), delay: delay(0, 'Delay', { min: 0 }) },
  inputs: {
    pre: port.spikes('Spikes', 'pre'),
    dw: port.dw('w', 'Changes'),
    mask: port.mask('Alive'),
  },
  outputs: { out: port.increment('w', 'Increments', 'post'), weights: port.weights('w', 'Weights') },
  state: { w: state('w_init', 'Weight', 'synapse', { keep: true, role: 'weights' }) },
  emit: { weights: 'w' },
  on: { pre: { out: 'w' }, dw: { w: 'w + dw' }, mask: { w: 'w * mask' } },
});

export const rule = defineNode({
  type: 'test/rule',
  version: 1,
  title: 'Rule',
  ...about,
  params: { eta: param(0.1, 'Rate', { free: true }) },
  inputs: { pre: port.spikes('Spikes', 'pre'), post: port.spikes('Spikes', 'post'), w: port.weights('eta', 'Weights') },
  outputs: { dw: port.dw('eta', 'Changes') },
  on: { pre: { dw: '-eta' }, post: { dw: 'eta' } },
});

export const cut = defineNode({
  type: 'test/cut',
  version: 1,
  title: 'Cut',
  ...about,
  inputs: { w: port.weights(1, 'Weights'), when: port.event('When') },
  outputs: { mask: port.mask('Alive') },
  on: { when: { mask: 'abs(w) > 0.5 ? 1 : 0' } },
});

export const coder = defineNode({
  type: 'test/coder',
  version: 2,
  title: 'Coder',
  ...about,
  params: { rate: param('63.75 Hz', 'Rate', { min: '0 Hz' }) },
  inputs: { x: port.signal(1, 'Intensity') },
  outputs: { spikes: port.spikes('Spikes') },
  emit: { spikes: 'rand() < x * rate * dt' },
  migrate: {
    1: { params: { peak: 'rate' }, keep: { rate: '100 Hz' }, inputs: { image: 'x' }, outputs: { out: 'spikes' } },
  },
});

/** Two ways through one node that never meet: what enters at `a` leaves at `a2`, what enters at `b` at `b2`. */
export const twoWays = defineNode({
  type: 'test/two-ways',
  version: 1,
  title: 'Two ways',
  ...about,
  inputs: {
    a: port.signal(1, 'First', 'neuron', { default: 0 }),
    b: port.signal(1, 'Second', 'neuron', { default: 0 }),
  },
  outputs: { a2: port.signal(1, 'First'), b2: port.signal(1, 'Second'), mean: port.signal(1, 'Mean', 'scalar') },
  emit: { a2: 'a * 2', b2: 'b * 2', mean: 'mean(a, neuron)' },
});

export const source = defineOperator({
  type: 'test/source',
  version: 1,
  title: 'Source',
  ...about,
  outputs: {
    data: port.dataset('Data'),
    image: port.sample('Samples'),
    label: port.label('Labels'),
    trial: port.trial('Trials'),
    spikes: port.spikes('Spikes by trial'),
    weights: port.weights(1, 'Weights by trial'),
    done: port.event('The end'),
  },
  run: () => ({ data: EMPTY }),
});

export const reader = defineOperator({
  type: 'test/reader',
  version: 1,
  title: 'Reader',
  ...about,
  inputs: {
    response: port.sample('Responses', 'neuron'),
    label: port.label('Labels'),
    increments: port.increment(1, 'Never'),
  },
  outputs: { accuracy: port.metric('Share of right answers') },
  run: () => ({}),
});

export const view = defineOperator({
  type: 'test/view',
  version: 1,
  title: 'View',
  ...about,
  view: true,
  inputs: { show: port.frame('What to show'), spikes: port.spikes('Spikes'), weights: port.weights(1, 'Weights') },
  outputs: { frame: port.frame('Picture') },
  run: () => ({}),
});

export const testLibrary = library(cell, synapses, rule, cut, coder, twoWays, source, reader, view);

export const node = (type: string, params: GraphNode['params'] = {}): GraphNode => ({
  type,
  version: testLibrary.definitions.get(type)?.version ?? 1,
  params,
});
/** `graph({ a: node('test/cell') }, 'a.spikes > b.pre', …)` */
export const graph = (nodes: Readonly<Record<string, GraphNode>>, ...wires: readonly string[]): GraphDocument => ({
  ...emptyGraph('Test'),
  nodes,
  wires: wires.map((wire): Wire => {
    const [from = '', to = ''] = wire.split(' > ');
    return { from, to };
  }),
});

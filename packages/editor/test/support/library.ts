/** A small library for tests of the editor: every kind of port, every kind of param, views, and nodes of both planes. */
import {
  choice,
  count,
  dataset,
  defineNode,
  defineOperator,
  delay,
  dw,
  event,
  flag,
  formula,
  frame,
  increment,
  label,
  type Library,
  library,
  metric,
  param,
  sample,
  signal,
  spikes,
  state,
  steps,
  text,
  trial,
  weights,
} from '@neuroloom/core';
import { EMPTY } from 'rxjs';

export const population = defineNode({
  type: 'population/lif',
  version: 1,
  title: 'LIF neurons',
  summary: 'Leaky integrate-and-fire neurons with synaptic conductance and an absolute refractory period.',
  cite: ['lapicque1907', 'gerstner2014-ch1'],
  params: {
    size: count(400, 'Neurons', { min: 1, max: 1_000_000 }),
    tau_mem: param('20 ms', 'Membrane time constant', { min: '0.1 ms' }),
    v_rest: param('-65 mV', 'Resting potential'),
    v_th: param('-52 mV', 'Threshold', { max: '0 mV' }),
    t_ref: param('2 ms', 'Absolute refractory period', { min: '0 ms' }),
    tau_g: param('1 ms', 'Decay of the conductance', { min: '0.1 ms' }),
    adapt: flag(true, 'Thresholds adapt'),
  },
  axes: { neuron: 'size' },
  inputs: { exc: increment(1, 'Excitatory input'), inh: increment(1, 'Inhibitory input') },
  outputs: { spikes: spikes('One event per threshold crossing') },
  state: {
    V: state('v_rest', 'Membrane potential'),
    g: state(0, 'Conductance'),
    refr: steps(0, 'Refractory ticks left'),
  },
  flow: { V: 'refr > 0 ? 0 : (v_rest - V - g * (V - 0 mV)) / tau_mem', g: '-g / tau_g' },
  emit: { spikes: 'V >= v_th' },
  on: { exc: { g: 'g + exc' }, inh: { g: 'g - inh' }, spikes: { V: 'v_rest', refr: 'ticks(t_ref)' } },
});

export const poisson = defineNode({
  type: 'encoder/poisson',
  version: 1,
  title: 'Poisson encoder',
  summary: 'Independent Poisson spike trains whose rates follow the input intensity.',
  cite: ['dayan2001-ch1'],
  params: { rate: param('63.75 Hz', 'Rate at intensity 1', { min: '0 Hz', max: '2000 Hz' }) },
  inputs: { x: signal(1, 'Intensity, 0 to 1') },
  outputs: { spikes: spikes('At most one event per step') },
  emit: { spikes: 'rand() < 1 - exp(-x * rate * dt)' },
});

export const projection = defineNode({
  type: 'projection/dense',
  version: 1,
  title: 'Dense projection',
  summary: 'Every source neuron reaches every target neuron through a weight that may be learnt.',
  cite: [],
  params: {
    w0: formula('0.3 * rand()', 'First weights'),
    w_max: param(1, 'Largest weight', { min: 0, free: true }),
    delay: delay('0.5 ms', 'Axonal delay'),
  },
  inputs: { pre: spikes('Presynaptic spikes', 'pre'), dw: dw(1, 'Changes of weight') },
  outputs: { out: increment(1, 'Weighted spikes', 'post'), w: weights(1, 'The weights') },
  state: { weight: state('w0', 'Weights', 'synapse', { keep: true, role: 'weights' }) },
  emit: { w: 'weight' },
  on: { pre: { out: 'weight' }, dw: { weight: 'min(max(weight + dw, 0), w_max)' } },
});

export const stdp = defineNode({
  type: 'plasticity/stdp',
  version: 1,
  title: 'Pair STDP',
  summary: 'Pre before post strengthens, post before pre weakens.',
  cite: ['bi1998', 'song2000'],
  params: {
    tau_pre: param('20 ms', 'Memory of a presynaptic spike', { min: '0.1 ms' }),
    A_plus: param(0.01, 'Potentiation at zero lag', { min: 0 }),
    A_minus: param(0.0001, 'Depression at zero lag', { min: 0 }),
  },
  inputs: { pre: spikes('Presynaptic spikes', 'pre'), post: spikes('Postsynaptic spikes', 'post') },
  outputs: { dw: dw(1, 'Weight increment') },
  state: { x: state(0, 'Presynaptic trace', 'pre') },
  flow: { x: '-x / tau_pre' },
  on: { pre: { x: 'x + 1', dw: '-A_minus' }, post: { dw: 'A_plus * x' } },
});

export const digits = defineOperator({
  type: 'source/digits',
  version: 1,
  title: 'Handwritten digits',
  summary: 'Images of digits with their labels.',
  cite: ['lecun1998'],
  params: { part: choice('train', ['train', 'test'], 'Which part'), name: text('mnist', 'Name of the data set') },
  outputs: { data: dataset('The images') },
  run: () => ({ data: EMPTY }),
});
export const schedule = defineOperator({
  type: 'schedule/trials',
  version: 1,
  title: 'Trials',
  summary: 'Presents samples one after another.',
  cite: [],
  params: { samples: count(1000, 'Samples per stage', { min: 1 }) },
  inputs: { data: dataset('What to present') },
  outputs: {
    trial: trial('Start of a presentation'),
    sample: sample('The image', 'channel'),
    label: label('Its label'),
  },
  run: () => ({ trial: EMPTY, sample: EMPTY, label: EMPTY }),
});
export const readout = defineOperator({
  type: 'readout/assignment',
  version: 1,
  title: 'Label assignment',
  summary: 'Each neuron votes for the class that it fired most for.',
  cite: ['diehl2015'],
  inputs: { spikes: spikes('Spikes of the trial'), label: label('Truth') },
  outputs: { accuracy: metric('Running accuracy'), confusion: frame('Truth against answer') },
  run: () => ({ accuracy: EMPTY, confusion: EMPTY }),
});
const view = (type: string, title: string, inputs: Parameters<typeof defineOperator>[0]['inputs']) =>
  defineOperator({
    type,
    version: 1,
    title,
    summary: `Shows ${title.toLowerCase()} while the graph runs.`,
    cite: [],
    inputs: inputs ?? {},
    view: true,
    run: () => ({}),
  });
export const raster = view('view/raster', 'Raster', { spikes: spikes('Spikes to show') });
export const weightMap = view('view/weights', 'Weight map', { w: weights(1, 'Weights to show') });
export const trace = view('view/trace', 'Trace', { x: signal('mV', 'Signal to show') });
export const chart = view('view/chart', 'Chart', { metric: metric('Metric to show') });
export const current = defineNode({
  type: 'source/current',
  version: 1,
  title: 'Current',
  summary: 'A constant current.',
  cite: [],
  params: { I: param('0.5 nA', 'Strength'), size: count(1, 'Elements', { min: 1 }) },
  axes: { neuron: 'size' },
  outputs: { I: signal('nA', 'The current') },
  emit: { I: 'I' },
});
export const pulse = defineNode({
  type: 'source/pulse',
  version: 1,
  title: 'Pulse',
  summary: 'A current that is on for a while.',
  cite: [],
  params: { strength: param('0.2 nA', 'Strength') },
  inputs: { start: event('When to begin') },
  outputs: { I: signal('nA', 'The current') },
  emit: { I: 'strength' },
});

export const testLibrary: Library = library(
  poisson,
  population,
  projection,
  stdp,
  digits,
  current,
  pulse,
  schedule,
  readout,
  raster,
  weightMap,
  trace,
  chart,
);

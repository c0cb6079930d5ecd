/** A few networks here and in Brian2, where it is installed; `pnpm bench:oracle` tries all. */
import type { GraphDocument } from '@neuroloom/core';
import { emptyGraph } from '@neuroloom/core';
import { afterAll, expect, test } from 'vitest';
import { brian2, inFolder, LEFT_OUT } from '../../bench/lib/brian2.mjs';
import { compare } from '../../bench/lib/oracle.mjs';

const present = brian2() !== null;
afterAll(() => {
  if (!present) console.warn(LEFT_OUT);
});

type Params = Record<string, number | string>;
const graph = (of: Record<string, [type: string, params?: Params]>, wires: readonly string[]): GraphDocument => ({
  ...emptyGraph('Test'),
  time: { dt: '0.1 ms', duration: '100 ms' },
  nodes: Object.fromEntries(Object.entries(of).map(([id, [type, params = {}]]) => [id, { type, version: 1, params }])),
  wires: wires.map((w) => ({ from: w.split(' -> ')[0]!, to: w.split(' -> ')[1]! })),
});

const recurrent = graph(
  {
    exc: ['population/lif-cuba', { size: 40, v_rest: '-45 mV' }],
    inh: ['population/lif-cuba', { size: 10, v_rest: '-45 mV' }],
    ee: ['projection/sparse', { p: 0.2, scale: '1.62 mV', delay: '0.1 ms * (1 + floor(20 * rand()))' }],
    ie: ['projection/sparse', { p: 0.2, scale: '-9 mV', delay: '0.8 ms' }],
    ei: ['projection/sparse', { p: 0.2, scale: '1.62 mV' }],
  },
  [
    'exc.spikes -> ee.pre',
    'ee.out -> exc.exc',
    'exc.spikes -> ei.pre',
    'ei.out -> inh.exc',
    'inh.spikes -> ie.pre',
    'ie.out -> exc.inh',
  ],
);
/** Events that come while a neuron is refractory are lost, those of the tick in which it is free again are not. */
const deaf = graph(
  {
    cells: ['population/lif-delta', { size: 60, v_rest: '40 mV' }],
    synapses: ['projection/sparse', { p: 0.3, scale: '0.7 mV', delay: '0.1 ms + 2.8 ms * rand()' }],
  },
  ['cells.spikes -> synapses.pre', 'synapses.out -> cells.events'],
);
const learning = graph(
  {
    light: ['source/signal', { size: 20, value: '1' }],
    input: ['encoder/poisson', { rate: '100 Hz' }],
    synapses: ['projection/dense', { w_init: '0.2 + 0.6 * rand()', scale: '1 nA', delay: '0.3 ms' }],
    cells: ['population/lif', { size: 5 }],
    rule: ['plasticity/stdp-pair', { A_plus: 0.05, A_minus: 0.06 }],
  },
  [
    'light.x -> input.x',
    'input.spikes -> synapses.pre',
    'synapses.out -> cells.exc',
    'input.spikes -> rule.pre',
    'cells.spikes -> rule.post',
    'rule.dw -> synapses.dw',
  ],
);
/** Rules that act at moments of their own: on rates, on membranes, and on what a neuron has fired. */
const hebbian = graph(
  {
    light: ['source/signal', { size: 3, value: 'sin(2 * pi * t * 50 Hz + index(neuron))' }],
    inputs: ['population/rate', { size: 3 }],
    synapses: ['projection/rate-dense', { w_init: '0.2 + 0.1 * index(pre)' }],
    units: ['population/rate', { size: 2 }],
    rule: ['plasticity/oja', { eta: 0.05, every: '0.7 ms' }],
  },
  [
    'light.x -> inputs.I',
    'inputs.r -> synapses.x',
    'synapses.y -> units.I',
    'inputs.r -> rule.x',
    'units.r -> rule.y',
    'synapses.weights -> rule.w',
    'rule.dw -> synapses.dw',
  ],
);
const homeostatic = graph(
  {
    clock: ['source/pulses', { size: 4, start: '1 ms + 1 ms * index(neuron)', period: '7 ms' }],
    synapses: ['projection/dense', { w_init: '0.4 + 0.1 * index(pre)', scale: '1.5 nA', delay: '0.3 ms' }],
    cells: ['population/lif', { size: 3 }],
    voltage: ['plasticity/stdp-voltage', { theta_plus: '-60 mV', A_plus: '1e-3 1/mV^2' }],
    scaling: ['plasticity/synaptic-scaling', { tau_rate: '50 ms', tau_scale: '100 ms', every: '2 ms' }],
  },
  [
    'clock.spikes -> synapses.pre',
    'synapses.out -> cells.exc',
    'clock.spikes -> voltage.pre',
    'cells.membrane -> voltage.V',
    'voltage.dw -> synapses.dw',
    'cells.spikes -> scaling.post',
    'synapses.weights -> scaling.w',
    'scaling.dw -> synapses.dw',
  ],
);
/** Rewards from a third population, which come while synapses learn. */
const rewarded = graph(
  {
    clock: ['source/pulses', { size: 4, start: '1 ms + 1 ms * index(neuron)', period: '7 ms' }],
    synapses: ['projection/dense', { w_init: '0.4 + 0.1 * index(pre)', scale: '1.5 nA', delay: '0.3 ms' }],
    cells: ['population/lif', { size: 3 }],
    giver: ['source/pulses', { size: 2, start: '20 ms + 5.3 ms * index(neuron)', period: '31 ms' }],
    rule: ['plasticity/stdp-reward', { tonic: '1 1/s', every: '1 ms' }],
  },
  [
    'clock.spikes -> synapses.pre',
    'synapses.out -> cells.exc',
    'clock.spikes -> rule.pre',
    'cells.spikes -> rule.post',
    'giver.spikes -> rule.reward',
    'rule.dw -> synapses.dw',
  ],
);
/** Oscillators that pull at one another through their mean, and phases that do. */
const fields = graph(
  {
    limit: ['population/stuart-landau', { size: 5, K: '0.3 1/ms', omega: '(0.2 + 0.02 * index(neuron)) / 1 ms' }],
    ring: ['population/kuramoto', { size: 7, K: '0.05 1/ms', omega: '(0.3 + 0.02 * index(neuron)) / 1 ms' }],
  },
  [],
);
/** Sums that other synapses read, one of them a step late, while weights learn. */
const relayed = graph(
  {
    light: ['source/signal', { size: 3, value: 'sin(2 * pi * t * 50 Hz + index(neuron))' }],
    mix: ['projection/rate-dense', { w_init: '0.3 + 0.1 * index(pre) - 0.2 * index(post)', delay: 1 }],
    mixed: ['population/rate', { size: 2 }],
    learner: ['projection/rate-dense', { w_init: '0.4 + 0.1 * index(pre)' }],
    unit: ['population/rate', { size: 2 }],
    rule: ['plasticity/oja', { eta: 0.05, every: '0.7 ms' }],
  },
  [
    'light.x -> mix.x',
    'mix.y -> mixed.I',
    'mix.y -> learner.x',
    'learner.y -> unit.I',
    'mix.y -> rule.x',
    'learner.y -> rule.y',
    'learner.weights -> rule.w',
    'rule.dw -> learner.dw',
  ],
);
/** Cells that spike, joined by gap junctions that also hand on a current that begins later. */
const joined = graph(
  {
    electrode: ['source/current', { amplitude: '0.3 nA + 0.1 nA * index(neuron)', start: '10 ms' }],
    cells: ['population/lif-coba', { size: 4 }],
    junction: ['projection/gap-junction', { g: '2 nS', w_init: '0.5 + 0.2 * index(pre)' }],
  },
  [
    'electrode.I -> junction.I_in',
    'cells.membrane -> junction.v_pre',
    'cells.membrane -> junction.v_post',
    'junction.I -> cells.I',
  ],
);
const channels = graph(
  {
    electrode: ['source/current', { amplitude: '0.2 nA + 0.1 nA * index(neuron)', start: '10 ms' }],
    cells: ['population/hh-traub-miles', { size: 3 }],
  },
  ['electrode.I -> cells.I'],
);

test.skipIf(!present)(
  'spikes are those of Brian2 one for one in double precision, and traces and weights to 1e-9 of their range',
  async () => {
    const cases = Object.entries({
      recurrent,
      deaf,
      learning,
      hebbian,
      homeostatic,
      rewarded,
      fields,
      relayed,
      joined,
      channels,
    }).map(([name, g]) => ({
      name,
      graph: g,
      steps: 1000,
    }));
    const verdicts = await inFolder((folder) => compare(cases, folder));
    for (const { name, refused, failed, f64, f32 } of verdicts) {
      expect({ name, refused, failed }).toEqual({ name, refused: undefined, failed: undefined });
      expect(f64!.spikes, name).toBeGreaterThan(name === 'hebbian' || name === 'relayed' ? -1 : 10);
      expect({ name, missing: f64!.missing, shift: f64!.shift, first: f64!.first }).toEqual({
        name,
        missing: 0,
        shift: 0,
        first: '',
      });
      expect(f64!.trace, name).toBeLessThan(1e-9);
      expect(f64!.last, name).toBeLessThan(1e-9);
      // Single precision: until the first spike that a rounding moves.
      expect(f32!.trace, name).toBeLessThan(1e-4);
    }
  },
  180_000,
);

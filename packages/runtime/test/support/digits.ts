/** A small network that learns, and the data for it: what the session tests run. */
import type { Dataset, GraphDocument, Host, ParamValue } from '@neuroloom/core';
import { drawUniform } from '@neuroloom/core';

const SIDE = 8;

/** Bars: class k is a bright row k, with noise from Philox, so every machine sees the same pixels. */
function bars(name: string, count: number): Dataset {
  const data = new Float32Array(SIDE * SIDE);
  return {
    name,
    count,
    shape: [SIDE, SIDE],
    classes: 4,
    digest: `bars of ${SIDE}, ${count}`,
    sample: (k) => {
      for (let p = 0; p < data.length; p++)
        data[p] = 0.15 * drawUniform(1, 2, k, 0, p, 0) + (Math.floor(p / (2 * SIDE)) === k % 4 ? 1 : 0);
      return data;
    },
    label: (k) => k % 4,
  };
}

export const barsHost: Host = { dataset: (name, part) => Promise.resolve(bars(`${name} ${part}`, 64)) };

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});

/** Poisson → dense with triplet STDP → adaptive cells under lateral inhibition, named and tested. */
export function barsGraph(schedule: Record<string, ParamValue> = {}): GraphDocument {
  const wires = [
    ['data.data', 'schedule.train'],
    ['held_out.data', 'schedule.test'],
    ['schedule.image', 'enc.x'],
    ['schedule.learn', 'input.learn'],
    ['schedule.learn', 'exc.learn'],
    ['schedule.trained', 'input.normalise'],
    ['enc.spikes', 'input.pre'],
    ['input.out', 'exc.exc'],
    ['enc.spikes', 'stdp.pre'],
    ['exc.spikes', 'stdp.post'],
    ['stdp.dw', 'input.dw'],
    ['exc.spikes', 'lateral.pre'],
    ['lateral.out', 'exc.inh'],
    ['exc.spikes', 'count.spikes'],
    ['count.count', 'schedule.response'],
    ['count.count', 'assign.response'],
    ['schedule.label', 'assign.label'],
    ['input.weights', 'prune.w'],
    ['prune.mask', 'input.mask'],
    ['schedule.prune', 'prune.prune'],
    ['exc.spikes', 'drop.spikes'],
    ['schedule.prune', 'drop.prune'],
    ['schedule.learn', 'drop.learn'],
  ];
  return {
    format: 'neuroloom',
    version: 1,
    title: 'Bars',
    seed: 7,
    layout: {},
    time: {
      dt: '0.5 ms',
      phases: [
        { name: 'show', for: '100 ms' },
        { name: 'rest', for: '20 ms', blank: true },
      ],
    },
    nodes: {
      data: node('source/dataset', { name: 'bars' }),
      held_out: node('source/dataset', { name: 'bars', part: 'test' }),
      schedule: node('schedule/trials', { train: 24, assign: 12, test: 12, ...schedule }),
      enc: node('encoder/poisson', { rate: '200 Hz' }),
      input: node('projection/dense', { total: 12 }),
      stdp: node('plasticity/stdp-triplet-minimal'),
      exc: node('population/adaptive-lif', { size: 13 }),
      lateral: node('projection/lateral'),
      count: node('readout/spike-count'),
      assign: node('readout/label-assignment', { classes: 4 }),
      prune: node('pruning/magnitude'),
      drop: node('pruning/neurons', { fraction: 0.3 }),
    },
    wires: wires.map(([from, to]) => ({ from: from!, to: to! })),
  };
}

/** Every graph there is to try a law on: of each claim, with what it probes, and of each example. */
import { readdirSync, readFileSync } from 'node:fs';
import type { GraphDocument } from '@neuroloom/core';
import { claims } from '@neuroloom/nodes/claims';

const examples = new URL('../../../../examples/', import.meta.url);

export interface Case {
  readonly name: string;
  readonly graph: GraphDocument;
}

export const exampleGraphs: readonly Case[] = readdirSync(examples)
  .filter((f) => f.endsWith('.graph.json'))
  .map((f) => ({
    name: `examples/${f}`,
    graph: JSON.parse(readFileSync(new URL(f, examples), 'utf8')) as GraphDocument,
  }));

export const claimGraphs: readonly Case[] = claims.map((c) => ({ name: `${c.about}: ${c.says}`, graph: c.graph }));

/** Lengths of samples that only data brings: as many as their target has elements, where it says so, else digits. */
export const sampleLengths = (graph: GraphDocument): Map<string, number> =>
  new Map(
    graph.wires.map((w) => {
      const size = Number(graph.nodes[w.to.split('.')[0]!]?.params['size'] ?? 784);
      return [w.to, w.from.endsWith('.image') ? size : 1];
    }),
  );

const node = (type: string, params: Record<string, number | string> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});

/** What no example does: a sparse matrix that learns from both of its sides, with a delay, in odd sizes. */
export const extraGraphs: readonly Case[] = [
  {
    name: 'plastic sparse synapses',
    graph: {
      format: 'neuroloom',
      version: 1,
      title: '',
      seed: 3,
      layout: {},
      time: { dt: '0.1 ms', duration: '20 ms' },
      nodes: {
        a: node('population/lif-cuba', { size: 37, v_rest: '-30 mV', t_ref: '1 ms' }),
        b: node('population/lif-cuba', { size: 23, v_rest: '-35 mV', t_ref: '1 ms' }),
        p: node('projection/sparse', {
          p: 0.3,
          w_init: '0.5 * rand()',
          w_min: 0,
          w_max: 1,
          scale: '0.5 mV',
          delay: '0.7 ms',
        }),
        rule: node('plasticity/stdp-pair'),
      },
      wires: [
        { from: 'a.spikes', to: 'p.pre' },
        { from: 'p.out', to: 'b.exc' },
        { from: 'a.spikes', to: 'rule.pre' },
        { from: 'b.spikes', to: 'rule.post' },
        { from: 'rule.dw', to: 'p.dw' },
      ],
    },
  },
  {
    name: 'plastic sparse synapses of many delays',
    graph: {
      format: 'neuroloom',
      version: 1,
      title: '',
      seed: 4,
      layout: {},
      time: { dt: '0.1 ms', duration: '20 ms' },
      nodes: {
        a: node('population/lif-cuba', { size: 37, v_rest: '-30 mV', t_ref: '1 ms' }),
        p: node('projection/sparse', {
          p: 0.3,
          w_init: '0.5 * rand()',
          scale: '0.5 mV',
          delay: 'max(dt, 0.3 ms * randn() + 1 ms)',
        }),
        rule: node('plasticity/stdp-pair'),
        d: node('projection/dense', { w_init: '0.1', scale: '-0.2 mV', delay: '0.1 ms * (1 + index(pre))' }),
      },
      wires: [
        { from: 'a.spikes', to: 'p.pre' },
        { from: 'p.out', to: 'a.exc' },
        { from: 'a.spikes', to: 'rule.pre' },
        { from: 'a.spikes', to: 'rule.post' },
        { from: 'rule.dw', to: 'p.dw' },
        { from: 'a.spikes', to: 'd.pre' },
        { from: 'd.out', to: 'a.inh' },
      ],
    },
  },
  {
    name: 'listed synapses that learn',
    graph: {
      format: 'neuroloom',
      version: 1,
      title: '',
      seed: 5,
      layout: {},
      time: { dt: '0.1 ms', duration: '20 ms' },
      nodes: {
        a: node('population/lif-cuba', { size: 9, v_rest: '-30 mV', t_ref: '1 ms' }),
        p: node('projection/list', {
          synapses: '0,1,0.5,1; 3,2,0.2,0.4; 0,1,0.7,0.3; 8,0,1,2; 0,8,0.1,1',
          scale: '5 mV',
        }),
        rule: node('plasticity/stdp-pair'),
        q: node('projection/outdegree', { k: 3, w_init: 'rand()', scale: '-0.2 mV' }),
      },
      wires: [
        { from: 'a.spikes', to: 'p.pre' },
        { from: 'p.out', to: 'a.exc' },
        { from: 'a.spikes', to: 'rule.pre' },
        { from: 'a.spikes', to: 'rule.post' },
        { from: 'rule.dw', to: 'p.dw' },
        { from: 'a.spikes', to: 'q.pre' },
        { from: 'q.out', to: 'a.inh' },
      ],
    },
  },
  ...[5, 9, 10, 15].map(
    (size): Case => ({
      name: `two vectors at a time, in a population of ${size}`,
      graph: {
        format: 'neuroloom',
        version: 1,
        title: '',
        seed: 3,
        layout: {},
        time: { dt: '0.1 ms', duration: '20 ms' },
        nodes: {
          a: node('population/lif-coba', { size, v_rest: '-30 mV', v_init: '-60 mV + 10 mV * rand()', t_ref: '1 ms' }),
        },
        wires: [],
      },
    }),
  ),
  {
    name: 'rates that hear one another late',
    graph: {
      format: 'neuroloom',
      version: 1,
      title: '',
      seed: 6,
      layout: {},
      time: { dt: '1 ms', duration: '50 ms' },
      nodes: {
        a: node('population/rate', { size: 7 }),
        near: node('projection/rate-dense', { delay: 1 }),
        far: node('projection/rate-dense', { delay: 9 }),
        b: node('population/rate', { size: 5 }),
      },
      wires: [
        { from: 'a.r', to: 'far.x' },
        { from: 'far.y', to: 'b.I' },
        { from: 'b.r', to: 'near.x' },
        { from: 'near.y', to: 'a.I' },
      ],
    },
  },
];

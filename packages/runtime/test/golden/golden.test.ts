/**
 * The text of what is emitted, as a reviewed artefact: a refactor changes none of these files, and a change is read
 * as text. `UPDATE_GOLDEN=1` writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { watOf, wgslOf } from '../../src/targets/null/null.ts';

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({ type, version: 1, params });
const graph = (nodesOf: GraphDocument['nodes'], ...wires: readonly (readonly [string, string])[]): GraphDocument => ({
  format: 'neuroloom', version: 1, title: '', seed: 1, layout: {}, time: { dt: '0.1 ms', duration: '1 ms' },
  nodes: nodesOf, wires: wires.map(([from, to]) => ({ from, to })),
});

const CASES: Readonly<Record<string, GraphDocument>> = {
  'coupled-linear-neurons': graph({ cells: node('population/lif-cuba', { size: 6 }) }),
  'sparse-delivery': graph(
    { a: node('population/lif-cuba', { size: 5 }), p: node('projection/sparse', { p: 0.5, delay: 2 }), b: node('population/lif-cuba', { size: 3 }) },
    ['a.spikes', 'p.pre'], ['p.out', 'b.exc'],
  ),
  'rows-that-learn': graph(
    {
      a: node('population/lif-cuba', { size: 3 }), p: node('projection/dense', { scale: '1 mV' }),
      rule: node('plasticity/stdp-pair'), b: node('population/lif-cuba', { size: 4 }),
    },
    ['a.spikes', 'p.pre'], ['p.out', 'b.exc'], ['a.spikes', 'rule.pre'], ['b.spikes', 'rule.post'], ['rule.dw', 'p.dw'],
  ),
};

/** The same programs for a graphics device: what a tick of neurons and one of arrivals look like there. */
const ON_DEVICE = ['coupled-linear-neurons', 'sparse-delivery'];

describe.each(Object.entries(CASES))('%s', (name, doc) => {
  it('is emitted as reviewed', () => {
    const file = new URL(`./${name}.wat`, import.meta.url);
    const text = `${watOf(compile(doc, nodes))}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

/** What two threads do together: how they meet, how a row is cut by target, and how lists are joined. */
it('Two threads share ticks as reviewed', () => {
  const doc = graph(
    { a: node('population/lif-delta', { size: 40 }), p: node('projection/sparse', { p: 0.5, delay: 2 }) },
    ['a.spikes', 'p.pre'], ['p.out', 'a.events'],
  );
  const text = watOf(compile(doc, nodes), 2);
  const file = new URL('./two-threads.wat', import.meta.url);
  // What one thread does alone stands in the other files.
  const shared = text.slice(text.indexOf('  (func $gather'));
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, shared);
  expect(shared).toBe(readFileSync(file, 'utf8'));
});

describe.each(ON_DEVICE)('%s', (name) => {
  it('is emitted as reviewed for a graphics device', () => {
    const file = new URL(`./${name}.wgsl`, import.meta.url);
    const text = wgslOf(compile(CASES[name]!, nodes));
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});

/** a → w → b of rate units, listed in some order. */
const chain = (...ids: readonly string[]): GraphDocument => {
  const all: GraphDocument['nodes'] = {
    a: node('population/rate', { size: 2 }),
    w: node('projection/rate-dense', { delay: 0 }),
    b: node('population/rate', { size: 2 }),
  };
  return {
    format: 'neuroloom',
    version: 1,
    title: '',
    seed: 1,
    layout: {},
    time: { dt: '1 ms', duration: '5 ms' },
    nodes: Object.fromEntries(ids.map((id) => [id, all[id]!])),
    wires: [
      { from: 'a.r', to: 'w.x' },
      { from: 'w.y', to: 'b.rec' },
    ],
  };
};

it.each([
  ['a', 'w', 'b'],
  ['b', 'w', 'a'],
  ['w', 'b', 'a'],
])('runs what is read before what reads it, also when listed as %s, %s, %s', (...ids) => {
  const order = compile(chain(...ids), nodes)
    .program.groups.get('tick')!
    .map((k) => k.name)
    .join(', ');
  const at = (part: string): number => order.indexOf(part);
  expect(at('w emit')).toBeGreaterThan(at('a emit'));
  expect(at('b flow')).toBeGreaterThan(at('w emit'));
});

it('refuses a loop within one tick with the nodes and a remedy', () => {
  const doc = chain('a', 'w', 'b');
  const loop = {
    ...doc,
    wires: [
      { from: 'a.r', to: 'w.x' },
      { from: 'w.y', to: 'a.rec' },
    ],
  };
  expect(() => compile(loop, nodes)).toThrow(/delay/);
});

import { describe, expect, test } from 'vitest';
import {
  apply,
  count,
  defineNode,
  emptyGraph,
  invert,
  library,
  NeuroloomError,
  readGraph,
  withProfile,
  writeGraph,
} from '@neuroloom/core';
import type { GraphDocument } from '@neuroloom/core';

const cells = defineNode({
  type: 'population/cells',
  version: 1,
  title: 'Cells',
  summary: 'Some',
  cite: [],
  params: { size: count(10, 'How many', { min: 1 }), more: count(1, 'More') },
});
const lib = library(cells);
const graph: GraphDocument = {
  ...emptyGraph(),
  nodes: { a: { type: 'population/cells', version: 1, params: { size: 20 } } },
  profiles: { full: { 'a.size': 400, 'a.more': 2 } },
};

describe('profiles', () => {
  test('replace params and leave the document they came from alone', () => {
    expect(withProfile(graph, 'full').nodes['a']?.params).toEqual({ size: 400, more: 2 });
    expect(graph.nodes['a']?.params).toEqual({ size: 20 });
  });
  test('survive a file', () => {
    const text = writeGraph(graph);
    expect(readGraph(text, lib)).toEqual({ doc: graph, problems: [], notes: [] });
    expect(writeGraph(readGraph(text, lib).doc!)).toBe(text);
  });
  test('that are not there are refused with those that are', () => {
    expect(() => withProfile(graph, 'huge')).toThrow(NeuroloomError);
    expect(() => withProfile(graph, 'huge')).toThrow(/no profile 'huge'; it has full/);
    expect(() => withProfile(graph, 'toString')).toThrow(/no profile 'toString'/);
  });
  test('are checked like the graph itself, with their place', () => {
    const wrong = { ...graph, profiles: { full: { 'a.size': 0, 'a.sice': 3, 'b.size': 3 } } };
    expect(readGraph(wrong, lib).problems).toMatchObject([
      { where: 'profiles.full', what: "no node 'b'" },
      { where: 'profiles.full › a.sice', what: 'there is no such param', node: 'a' },
      { where: 'profiles.full › a.size', what: 'must be at least 1, got 0', node: 'a' },
    ]);
  });

  test('follow a node that is renamed, and let go of one that is removed, until that is undone', () => {
    for (const [edit, after] of [
      [{ kind: 'rename-node', node: 'a', to: 'b' }, { full: { 'b.size': 400, 'b.more': 2 } }],
      [{ kind: 'remove-node', node: 'a' }, { full: {} }],
    ] as const) {
      const done = apply(graph, edit);
      expect(done.ok && done.doc.profiles).toEqual(after);
      const back = done.ok && apply(done.doc, invert(graph, edit));
      expect(back && back.ok && writeGraph(back.doc)).toBe(writeGraph(graph));
    }
  });
});

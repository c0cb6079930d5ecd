import { describe, expect, test } from 'vitest';
import { count, defineNode, emptyGraph, library, NeuroloomError, readGraph, withProfile, writeGraph } from '@neuroloom/core';
import type { GraphDocument } from '@neuroloom/core';

const cells = defineNode({
  type: 'population/cells', version: 1, title: 'Cells', summary: 'Some', cite: [],
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
    const told = readGraph(wrong, lib).problems.map((p) => p.where + p.what);
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/^profiles\.full › a\.size/);
    expect(told[1]).toMatch(/^profiles\.full › a\.sice/);
    expect(told[2]).toMatch(/^profiles\.fullno node 'b'/);
  });
});

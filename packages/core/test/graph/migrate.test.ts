import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/document.ts';
import { readGraph, writeGraph } from '../../src/graph/json.ts';
import { problems } from '../../src/graph/limits.ts';
import { migrateDocument, migrateNodes } from '../../src/graph/migrate.ts';
import { isDefinition, definitionOf, resolveNode } from '../../src/graph/resolve.ts';
import { defineNode } from '../../src/node/define.ts';
import { library } from '../../src/node/library.ts';
import { count } from '../../src/node/param.ts';
import { signal } from '../../src/node/port.ts';
import { graph, node, testLibrary } from './library.ts';

const about = { title: 'T', summary: 'S', cite: [] };

describe('documents', () => {
  const steps = {
    1: (old: object) => ({ ...old, seed: 1 }),
    2: ({ name, ...old }: Record<string, unknown>) => ({ ...old, title: name as string }),
  };
  it('go up version by version', () => {
    const found = problems();
    const v1 = { format: 'neuroloom', version: 1, name: 'Old' };
    expect(migrateDocument(v1, found, steps, 3)).toEqual({ format: 'neuroloom', version: 3, seed: 1, title: 'Old' });
    expect(v1).toEqual({ format: 'neuroloom', version: 1, name: 'Old' });
    expect(found.count).toBe(0);
  });
  it('that are newer are refused with a sentence, and nothing else is said about them', () => {
    const { doc, problems: told } = readGraph({ format: 'neuroloom', version: 7, nodes: 'in a form we cannot know' });
    expect(doc).toBeNull();
    expect(told).toEqual([
      {
        where: 'version',
        what: 'the file is of version 7, and this Neuroloom reads versions up to 1; it is left as it is',
        remedy: 'open it with a newer Neuroloom',
      },
    ]);
  });
});

describe('nodes', () => {
  const old = graph(
    {
      source: node('test/source'),
      coder: { type: 'test/coder', version: 1, params: { peak: '50 Hz', other: 1 } },
      syn: node('test/synapses'),
    },
    'source.image > coder.image',
    'coder.out > syn.pre',
  );
  it('come up to the version of the library, with their wires', () => {
    const { doc, problems: told, notes } = readGraph(writeGraph(old), testLibrary);
    expect(doc!.nodes.coder).toEqual({ type: 'test/coder', version: 2, params: { rate: '50 Hz', other: 1 } });
    expect(doc!.wires).toEqual([
      { from: 'source.image', to: 'coder.x' },
      { from: 'coder.spikes', to: 'syn.pre' },
    ]);
    expect(notes).toEqual(["coder: brought from version 1 of 'test/coder' to 2"]);
    expect(told.map((p) => p.where)).toEqual(['nodes.coder.params.other']);
  });
  it('keep the default they were written under', () => {
    const silent = { ...old, nodes: { ...old.nodes, coder: { type: 'test/coder', version: 1, params: {} } } };
    expect(migrateNodes(testLibrary, silent).doc.nodes.coder!.params).toEqual({ rate: '100 Hz' });
  });
  it('follow several steps, drop params, and make one wire of two ports that became one', () => {
    const third = defineNode({
      type: 'x/y',
      version: 4,
      ...about,
      params: { c: count(1, 'C') },
      inputs: { in: signal(1, 'In', 'neuron', { default: 0 }) },
      outputs: { out: signal(1, 'Out') },
      emit: { out: 'in' },
      migrate: {
        1: { params: { a: 'b', gone: null }, inputs: { left: 'middle', right: 'middle' } },
        2: { params: { b: 'c' }, inputs: { middle: 'in' } },
        3: { outputs: { result: 'out' }, keep: { c: 5 } },
      },
    });
    const lib = library(third);
    const doc: GraphDocument = graph(
      { p: { type: 'x/y', version: 1, params: { a: 3, gone: 1 } }, q: { type: 'x/y', version: 3, params: {} } },
      'q.result > p.left',
      'q.result > p.right',
    );
    const moved = migrateNodes(lib, doc).doc;
    expect(moved.nodes).toEqual({
      p: { type: 'x/y', version: 4, params: { c: 3 } },
      q: { type: 'x/y', version: 4, params: { c: 5 } },
    });
    expect(moved.wires).toEqual([{ from: 'q.out', to: 'p.in' }]);
  });
  it('stay as they are when a step is missing, or when they are newer', () => {
    const lib = library(defineNode({ type: 'x/y', version: 3, ...about, migrate: { 2: {} } }));
    const doc = graph({
      old: { type: 'x/y', version: 1, params: { a: 1 } },
      next: { type: 'x/y', version: 9, params: { z: 'z' } },
    });
    const read = readGraph(doc, lib);
    expect(read.doc).toEqual(doc);
    expect(read.problems.map(({ where, what, node: id }) => `${where} (${id}): ${what}`)).toEqual([
      "nodes.old.version (old): the node is of version 1 of 'x/y', and this library has version 3",
      "nodes.next.version (next): the node is of version 9 of 'x/y', and this library has version 3; it is left as it is",
    ]);
  });
  it('are not migrated without a library', () => {
    expect(readGraph(old).doc).toEqual(old);
  });
});

describe('nodes that the library does not know', () => {
  const strange = graph(
    {
      cell: node('test/cell'),
      syn: node('test/synapses'),
      odd: {
        type: 'far/away',
        version: 12,
        title: 'Odd',
        params: { zeta: '3 parsec', alpha: 1e-9, b: true },
        definition: { anything: [1, { x: null }] },
      },
    },
    'cell.V > odd.potential',
    'odd.drive > cell.exc',
    'odd.drive > syn.pre',
    'odd.self > odd.again',
  );
  it('come out of a file byte for byte as they went in', () => {
    const text = writeGraph(strange);
    expect(writeGraph(readGraph(text, testLibrary).doc!)).toBe(text);
  });
  it('are told, once each, and their wires are not judged', () => {
    expect(readGraph(strange, testLibrary).problems).toEqual([
      {
        where: 'nodes.odd.type',
        what: "this library has no node 'far/away'",
        remedy: 'open the graph with a library that has it',
        node: 'odd',
      },
    ]);
    const near = { ...strange, nodes: { ...strange.nodes, odd: { ...strange.nodes.odd!, type: 'test/cel' } } };
    expect(readGraph(near, testLibrary).problems[0]!.remedy).toBe("did you mean 'test/cell'?");
  });
  it('have a placeholder with the ports that their wires mention', () => {
    const { definition, problem } = resolveNode(testLibrary, strange, 'odd');
    expect(problem).toMatchObject({ where: 'nodes.odd.type', node: 'odd' });
    expect(definition).toMatchObject({
      plane: 'tick',
      type: 'far/away',
      version: 12,
      title: 'Odd',
      inputs: { potential: { kind: 'signal', unit: 'mV' }, again: { kind: 'signal' } },
      outputs: { drive: { kind: 'spikes', axis: 'pre' }, self: { kind: 'signal' } },
    });
    expect(resolveNode(testLibrary, strange, 'cell').problem).toBeUndefined();
    expect(resolveNode(testLibrary, strange, 'nobody').problem).toMatchObject({ what: "there is no node 'nobody'" });
  });
});

describe('a library node', () => {
  it('may not carry a definition of its own', () => {
    const found = definitionOf(testLibrary, { ...node('test/cell'), definition: { emit: {} } });
    expect(isDefinition(found)).toBe(false);
    expect(found).toMatchObject({
      where: 'definition',
      what: "only a node of type 'equations' carries its own definition, not 'test/cell'",
    });
  });
});

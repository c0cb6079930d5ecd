import { checkNode, emptyGraph, writeGraph } from '@neuroloom/core';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  addNode,
  connectPorts,
  copyText,
  duplicate,
  freshId,
  moveNodes,
  pasteText,
  removeSelection,
  renameNode,
  replaceDocument,
  setParam,
  takeEquations,
} from '../../src/model/actions.ts';
import { definitionByType } from '../../src/model/equations.ts';
import { readingOrder } from '../../src/model/face.ts';
import { byFamily, searchLibrary } from '../../src/model/search.ts';
import { type Notice, selected, Workspace } from '../../src/model/workspace.ts';
import { digitsGraph } from '../support/graphs.ts';
import { current, population, projection, testLibrary } from '../support/library.ts';

let ws: Workspace;
let said: Notice[];
beforeEach(() => {
  ws = new Workspace(testLibrary, digitsGraph);
  said = [];
  ws.notices$.subscribe((n) => said.push(n));
});

describe('edits of the open graph', () => {
  it('are undone one by one back to the very same file, and done again', () => {
    addNode(ws, population, { x: 10, y: 10 });
    connectPorts(ws, 'input_exc.out', 'lif.exc');
    setParam(ws, 'lif', 'size', 10);
    moveNodes(
      ws,
      new Map([
        ['lif', { x: 500, y: 500 }],
        ['exc', { x: 0, y: 500 }],
      ]),
    );
    renameNode(ws, 'lif', 'second');
    ws.select(selected(['exc', 'stdp']));
    removeSelection(ws);
    const after = writeGraph(ws.document);
    expect(Object.keys(ws.document.nodes)).not.toContain('exc');
    for (let i = 0; i < 6; i++) ws.undo();
    expect(writeGraph(ws.document)).toBe(writeGraph(digitsGraph));
    for (let i = 0; i < 6; i++) ws.redo();
    expect(writeGraph(ws.document)).toBe(after);
  });

  it('of one gesture are one entry', () => {
    for (const v of ['21 ms', '22 ms', '23 ms']) setParam(ws, 'exc', 'tau_mem', v, 'slide 1');
    setParam(ws, 'exc', 'tau_mem', '30 ms', 'slide 2');
    ws.undo();
    expect(ws.document.nodes['exc']?.params['tau_mem']).toBe('23 ms');
    ws.undo();
    expect(ws.document.nodes['exc']?.params['tau_mem']).toBe('100 ms');
  });

  it('take a param that equals its default out of the file', () => {
    setParam(ws, 'exc', 'tau_mem', '20 ms');
    expect(ws.document.nodes['exc']?.params).toEqual({ size: 100 });
  });

  it('are refused with a sentence where core refuses them, and where nothing may be edited', () => {
    expect(renameNode(ws, 'exc', 'stdp')).toBe(false);
    expect(said.at(-1)).toMatchObject({ tone: 'bad', text: expect.stringContaining("'stdp'") as string });
    ws.readonly$.next(true);
    const before = ws.document;
    expect(setParam(ws, 'exc', 'size', 5)).toBe(false);
    ws.undo();
    expect(ws.document).toBe(before);
  });

  it('drop from the selection what is gone', () => {
    ws.select(selected(['exc', 'raster'], ['exc.spikes→raster.spikes']));
    ws.edit({ kind: 'remove-node', node: 'raster' }, 'x');
    expect(ws.selection).toEqual(selected(['exc']));
  });
});

describe('wiring', () => {
  it('asks core, and says why not', () => {
    expect(connectPorts(ws, 'exc.spikes', 'exc.exc')).toBe(false);
    expect(said.at(-1)?.tone).toBe('bad');
    expect(ws.document).toBe(digitsGraph);
  });
  it('replaces the wire of an input that takes one, as one entry', () => {
    connectPorts(ws, 'exc.spikes', 'stdp.pre');
    expect(ws.document.wires.filter((w) => w.to === 'stdp.pre')).toEqual([{ from: 'exc.spikes', to: 'stdp.pre' }]);
    ws.undo();
    expect(writeGraph(ws.document)).toBe(writeGraph(digitsGraph));
  });
  it('adds a node wired to the port that it was asked for from', () => {
    const id = addNode(
      ws,
      projection,
      { x: 0, y: 0 },
      { end: { node: 'exc', port: 'spikes' }, side: 'output', port: 'pre' },
    );
    expect(ws.document.wires.at(-1)).toEqual({ from: 'exc.spikes', to: `${id}.pre` });
    ws.undo();
    expect(ws.document).toEqual(digitsGraph);
  });
});

describe('copy and paste', () => {
  it('carries nodes, the wires among them and params, under free names', () => {
    ws.select(selected(['exc', 'inhibition']));
    duplicate(ws);
    expect(ws.selection).toEqual(selected(['exc2', 'inhibition2']));
    expect(ws.document.nodes['exc2']).toEqual(digitsGraph.nodes['exc']);
    expect(ws.document.wires.slice(digitsGraph.wires.length)).toEqual([
      { from: 'exc2.spikes', to: 'inhibition2.pre' },
      { from: 'inhibition2.out', to: 'exc2.inh' },
    ]);
    ws.undo();
    expect(ws.document).toEqual(digitsGraph);
  });
  it('goes from one graph to another, as does a whole file', () => {
    ws.select(selected(['exc', 'inhibition']));
    const other = new Workspace(testLibrary, emptyGraph());
    expect(pasteText(other, copyText(ws), { x: 160, y: 160 })).toBe(true);
    expect(other.document.layout['exc']).toEqual({ x: 160, y: 160 });
    expect(pasteText(other, writeGraph(digitsGraph))).toBe(true);
    expect(Object.keys(other.document.nodes)).toHaveLength(2 + Object.keys(digitsGraph.nodes).length);
  });
  it.each([
    '',
    'hello',
    '{}',
    '[1]',
    '{"format":"neuroloom-part","nodes":{},"wires":[]}',
    '{"format":"neuroloom","nodes":{"a":5},"wires":[]}',
    '{"format":"neuroloom","nodes":{"a b":{"type":"x","version":1,"params":{}}},"wires":[null]}',
  ])('refuses %j with a sentence and changes nothing', (text) => {
    expect(pasteText(ws, text)).toBe(false);
    expect(said.at(-1)?.tone).toBe('bad');
    expect(ws.document).toBe(digitsGraph);
  });
  it('finds free names', () => {
    const taken = new Set(['lif', 'lif2']);
    expect(freshId((x) => taken.has(x), 'population/lif')).toBe('lif3');
    expect(freshId(() => false, 'a/stdp-pair')).toBe('stdp_pair');
    expect(freshId(() => false, 'a/2d')).toBe('d');
  });
});

describe('finding nodes', () => {
  const titles = (q: string): string[] => searchLibrary(testLibrary, q).map((f) => f.definition.title);
  it('by title, family, unit, kind and author; every word counts', () => {
    expect(titles('lif')[0]).toBe('LIF neurons');
    expect(titles('enc')[0]).toBe('Poisson encoder');
    expect(titles('nA')).toContain('Current');
    expect(titles('song2000')).toEqual(['Pair STDP']);
    expect(titles('lblassgn')).toEqual(['Label assignment']);
    expect(titles('current poisson')).toEqual([]);
    expect(titles('(')).toEqual([]);
  });
  it('all of them, by family, when nothing is asked', () => {
    expect(byFamily(searchLibrary(testLibrary, '')).flatMap((g) => g.items)).toHaveLength(testLibrary.definitions.size);
    expect(byFamily(searchLibrary(testLibrary, '')).find((g) => g.family === 'source')?.items).toContain(current);
  });
});

it('reads nodes in columns from left to right', () => {
  expect(readingOrder(digitsGraph).slice(0, 4)).toEqual(['digits', 'trials', 'input', 'stdp']);
});

describe('a node that carries its own equations', () => {
  it('is made from nothing, sound, and can be wired', () => {
    const definition = definitionByType(testLibrary, 'equations');
    if (!definition) throw new Error('the starter cannot be read');
    if (definition.plane === 'tick') expect(checkNode(definition)).toEqual([]);
    const id = addNode(ws, definition, { x: 0, y: 600 });
    expect(ws.problems.filter((p) => p.node === id)).toEqual([]);
    expect(connectPorts(ws, `${id}.spikes`, 'raster.spikes')).toBe(true);
  });

  it('is made from a node of the library, with its name, params, wires and place, and undone', () => {
    expect(takeEquations(ws, 'exc')).toBe(true);
    const { exc } = ws.document.nodes;
    expect(exc).toMatchObject({ type: 'equations', title: 'Excitatory', params: { size: 100, tau_mem: '100 ms' } });
    expect(ws.document.wires).toEqual(digitsGraph.wires);
    expect(ws.document.layout).toEqual(digitsGraph.layout);
    expect(Object.keys(ws.document.nodes)).toEqual(Object.keys(digitsGraph.nodes));
    expect(ws.problems).toEqual([]);
    ws.undo();
    expect(writeGraph(ws.document)).toBe(writeGraph(digitsGraph));
  });

  it('is not made from an operator', () => {
    expect(takeEquations(ws, 'labels')).toBe(false);
  });
});

it('an earlier version takes the place of the open one as one entry, and undo leads back', () => {
  const other = { ...emptyGraph('Earlier'), seed: 9, nodes: { a: { type: 'source/current', version: 1, params: {} } } };
  expect(replaceDocument(ws, other)).toBe(true);
  expect(writeGraph(ws.document)).toBe(writeGraph(other));
  ws.undo();
  expect(writeGraph(ws.document)).toBe(writeGraph(digitsGraph));
});

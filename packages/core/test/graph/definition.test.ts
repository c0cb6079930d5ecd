import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/errors.ts';
import { connect } from '../../src/graph/connect.ts';
import { definitionText, readDefinition } from '../../src/graph/definition.ts';
import { readGraph, writeGraph } from '../../src/graph/json.ts';
import { definitionOf, isDefinition } from '../../src/graph/resolve.ts';
import type { NodeDefinition } from '../../src/node/define.ts';
import { METHODS } from '../../src/node/define.ts';
import { graph, node, testLibrary } from './library.ts';

const sentences = (found: readonly Problem[]): string[] =>
  found.map(({ where, what, remedy }) => `${where}: ${what}${remedy ? `; ${remedy}` : ''}`);
const read = (text: unknown): NodeDefinition => {
  const result = readDefinition(text);
  if ('problems' in result) throw new Error(sentences(result.problems).join('\n'));
  return result.definition;
};
const faults = (text: unknown): string[] => {
  const result = readDefinition(text);
  return 'problems' in result ? sentences(result.problems) : [];
};

const fitzhugh = {
  title: 'FitzHugh–Nagumo',
  params: { tau: '12.5 ms', a: 0.7, b: 0.8, size: { kind: 'count', default: 3, doc: 'Cells', min: 1 }, on: true },
  axes: { neuron: 'size' },
  inputs: { I: { unit: 1, doc: 'Drive', default: 0 }, kick: 'increment' },
  outputs: { spikes: 'spikes', v: '1' },
  state: { V: 0, w: { init: '-0.5', doc: 'Recovery' } },
  flow: { V: '(V - V^3 / 3 - w + I) / (1 ms)', w: '(V + a - b * w) / tau' },
  emit: { spikes: 'on and V > 1', v: 'V' },
  on: { kick: { V: 'V + kick' } },
  method: { V: 'rk4', w: 'rk4' },
};

describe('a definition in a file', () => {
  it('fills in what short forms leave out', () => {
    expect(read(fitzhugh)).toEqual({
      plane: 'tick',
      type: 'equations',
      version: 1,
      title: 'FitzHugh–Nagumo',
      summary: '',
      cite: [],
      params: {
        tau: { kind: 'quantity', default: '12.5 ms', doc: '' },
        a: { kind: 'quantity', default: 0.7, doc: '' },
        b: { kind: 'quantity', default: 0.8, doc: '' },
        size: { kind: 'count', default: 3, doc: 'Cells', min: 1 },
        on: { kind: 'flag', default: true, doc: '' },
      },
      axes: { neuron: 'size' },
      inputs: {
        I: { kind: 'signal', axis: 'neuron', unit: '1', doc: 'Drive', default: 0 },
        kick: { kind: 'increment', axis: 'neuron', unit: '1', doc: '' },
      },
      outputs: {
        spikes: { kind: 'spikes', axis: 'neuron', doc: '' },
        v: { kind: 'signal', axis: 'neuron', unit: '1', doc: '' },
      },
      state: {
        V: { init: 0, axis: 'neuron', kind: 'real', keep: false, doc: '' },
        w: { init: '-0.5', axis: 'neuron', kind: 'real', keep: false, doc: 'Recovery' },
      },
      flow: fitzhugh.flow,
      emit: fitzhugh.emit,
      on: fitzhugh.on,
      method: { V: 'rk4', w: 'rk4' },
    });
  });
  const built = [...testLibrary.definitions.values()].filter((d): d is NodeDefinition => d.plane === 'tick');
  it.each(built.map((d) => [d.type, d] as const))('says the same as the library does: %s', (_type, definition) => {
    const { type: _t, version: _v, migrate: _m, ...same } = definition;
    const again = read(JSON.parse(JSON.stringify(definitionText(definition))));
    expect(again).toEqual({ ...same, type: 'equations', version: 1 });
    // The whole definition may be pasted as well; where it came from is read over.
    const { migrate: _migrate, ...whole } = definition;
    expect(read(JSON.parse(JSON.stringify(whole)))).toEqual(again);
  });
  it('is a node like any other', () => {
    const own = { type: 'equations', version: 1, params: { tau: '10 ms' }, definition: fitzhugh };
    const doc = graph(
      { fhn: own, syn: node('test/synapses', { delay: 1 }) },
      'fhn.spikes > syn.pre',
      'syn.out > fhn.kick',
    );
    expect(readGraph(writeGraph(doc), testLibrary)).toEqual({ doc, problems: [], notes: [] });
    expect(connect(testLibrary, { ...doc, wires: [] }, 'syn.out', 'fhn.I')).toMatchObject({
      ok: false,
      fits: ['fhn.kick'],
    });
    // Read once, however often it is asked for.
    expect(definitionOf(testLibrary, own)).toBe(definitionOf(testLibrary, { ...own, params: {} }));
  });
});

describe('a definition with faults', () => {
  it('has all of them told, with their places', () => {
    expect(
      faults({
        colour: 'red',
        params: {
          a: 'twenty ms',
          b: { kind: 'count', default: 1.5, free: true },
          c: { kind: 'quantity', default: '1 mV', min: 'low' },
          d: { default: 'x' },
          e: { kind: 'choice', default: 'z', options: ['x', 'y'] },
        },
        inputs: { i: { kind: 'spike' } },
        state: { s: { init: 0, keep: 'yes' }, t: null },
        flow: { s: 1 },
        method: 'magic',
      }),
    ).toEqual([
      "definition.inputs.i.kind: expected 'spikes' or 'signal' or 'increment' or 'event' or 'weights' or 'dw' or 'mask' or 'dataset' or 'trial' or 'sample' or 'label' or 'metric' or 'frame', got 'spike'; did you mean 'spikes'?",
      "definition.state.s.keep: expected true or false, got 'yes'",
      'definition.state.t: expected a number, a formula, or an object with init, got null',
      'definition.flow.s: expected a text, got 1',
      `definition.method: expected one of ${METHODS.join(', ')}, or one for each state, got 'magic'`,
      'definition.colour: not a part of a graph file',
    ]);
    expect(
      faults({
        params: {
          a: 'twenty ms',
          b: { kind: 'count', default: 1.5, free: true },
          c: { kind: 'quantity', default: '1 mV', min: 'low' },
          d: { default: 'x' },
          e: { kind: 'choice', default: 'z', options: ['x', 'y'] },
        },
      }),
    ).toEqual([
      "definition.params.a: expected a quantity such as '20 ms', got 'twenty ms'; a text, a choice or a formula needs { kind, default }",
      'definition.params.b: expected a whole number, got 1.5',
      "definition.params.b.free: a param of kind 'count' has no 'free'",
      "definition.params.c.min: expected a quantity such as '20 ms', got 'low'",
      "definition.params.d: expected a quantity such as '20 ms', got 'x'; a text, a choice or a formula needs { kind, default }",
      "definition.params.e: expected one of the options, got 'z'; list it in options",
    ]);
  });
  it('opens, with the faults on the node and in the formula', () => {
    const broken = { ...fitzhugh, flow: { V: '(V + tau) / (1 ms)', u: '0' }, emit: { ...fitzhugh.emit, v: 'Vm' } };
    const doc = graph({ fhn: { type: 'equations', version: 1, params: {}, definition: broken } });
    const shape = readGraph(doc, testLibrary);
    expect(shape.doc).toEqual(doc);
    expect(shape.problems).toMatchObject([
      { where: 'nodes.fhn.definition.flow.u', node: 'fhn' },
      { where: 'nodes.fhn.definition.method.w' },
    ]);
    const units = {
      ...doc,
      nodes: { fhn: { ...doc.nodes.fhn!, definition: { ...broken, method: 'rk4', flow: { V: broken.flow.V } } } },
    };
    expect(readGraph(units, testLibrary).problems).toMatchObject([
      { where: 'nodes.fhn.definition.flow.V', source: '(V + tau) / (1 ms)', node: 'fhn' },
      { where: 'nodes.fhn.definition.emit.v', what: 'unknown name Vm', source: 'Vm', at: 0 },
    ]);
  });
  it.each([
    [{ type: 'equations', version: 1, params: {} }, 'definition: a node of type'],
    [{ type: 'equations', version: 2, params: {}, definition: {} }, 'version: the node is of version 2'],
    [
      { type: 'equations', version: 1, params: {}, definition: { params: [] } },
      'definition.params: expected an object, got a list',
    ],
  ])('%j has none', (value, sentence) => {
    const found = definitionOf(testLibrary, value);
    expect(!isDefinition(found) && `${found.where}: ${found.what}`).toContain(sentence);
  });
  it('is refused by its length when it is written to stall', () => {
    const names = Array.from({ length: 40 }, (_, k) => `x${k}`);
    const state = Object.fromEntries(names.map((x) => [x, 0]));
    const f = { kind: 'formula', default: names.join(' + ') };
    const flow = Object.fromEntries(names.map((x) => [x, `(${Array(50).fill('f').join('+')}) / (1 ms)`]));
    const doc = graph({
      bomb: { type: 'equations', version: 1, params: {}, definition: { params: { f }, state, flow } },
    });
    expect(readGraph(doc, testLibrary).problems).toMatchObject([
      { what: expect.stringContaining('characters of formulas') },
    ]);
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, k) => [`x${k}`, 0]));
    expect(faults({ state: many })).toEqual(['definition.state: expected at most 64 entries, got an object']);
  });
  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (value) => {
          const result = readDefinition(value);
          expect('definition' in result || result.problems.length > 0).toBe(true);
        },
      ),
      { numRuns: 500, seed: 9 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/document.ts';
import { emptyGraph } from '../../src/graph/document.ts';
import type { Edit } from '../../src/graph/edit.ts';
import { apply, invert } from '../../src/graph/edit.ts';
import { readGraph, writeGraph } from '../../src/graph/json.ts';
import { anyEditArb, deepFreeze, documentArb } from './arbitrary.ts';

const node = (type = 'x/y') => ({ type, version: 1, params: {} });
const doc: GraphDocument = deepFreeze({
  ...emptyGraph('Three'),
  nodes: { a: { ...node(), params: { p: 1, q: 2, r: 3 } }, b: node(), c: node() },
  wires: [
    { from: 'a.out', to: 'b.in' },
    { from: 'b.out', to: 'c.in' },
    { from: 'a.out', to: 'c.in' },
    { from: 'c.out', to: 'c.back' },
  ],
  layout: { c: { x: 3, y: 0 }, b: { x: 2, y: 0 }, a: { x: 1, y: 0 } },
});
const done = (from: GraphDocument, edit: Edit): GraphDocument => {
  const result = apply(from, edit);
  if (!result.ok) throw new Error(`${result.problem.where}: ${result.problem.what}`);
  return result.doc;
};

describe('every edit has an inverse', () => {
  it('apply, then the inverse, is the document again, with the order of everything', () => {
    let applied = 0;
    fc.assert(
      fc.property(
        documentArb.chain((d) => fc.tuple(fc.constant(d), anyEditArb(d))),
        ([before, edit]) => {
          const text = writeGraph(before);
          deepFreeze(before);
          deepFreeze(edit);
          const result = apply(before, edit);
          const back = invert(before, edit);
          if (!result.ok) {
            expect(back).toEqual({ kind: 'batch', edits: [] });
            return;
          }
          applied++;
          deepFreeze(result.doc);
          const again = done(result.doc, back);
          expect(again).toStrictEqual(before);
          expect(writeGraph(again)).toBe(text);
          expect(Object.keys(again.nodes)).toEqual(Object.keys(before.nodes));
          // The inverse is data as well, and has an inverse of its own.
          const stored = JSON.parse(JSON.stringify(back)) as Edit;
          expect(writeGraph(done(result.doc, stored))).toBe(text);
          expect(writeGraph(done(again, invert(result.doc, back)))).toBe(writeGraph(result.doc));
        },
      ),
      { numRuns: 5000, seed: 1 },
    );
    expect(applied).toBeGreaterThan(2000);
  });

  it('undoes a whole walk of edits, one by one', () => {
    fc.assert(
      fc.property(documentArb, fc.infiniteStream(fc.nat()), (start, seeds) => {
        const walk: { doc: GraphDocument; back: Edit }[] = [];
        let at = start;
        for (let k = 0; k < 12; k++) {
          const [edit] = fc.sample(anyEditArb(at), { numRuns: 1, seed: seeds.next().value });
          const result = apply(at, edit!);
          if (!result.ok) continue;
          walk.push({ doc: at, back: invert(at, edit!) });
          at = result.doc;
        }
        for (const step of walk.reverse()) {
          at = done(at, step.back);
          expect(writeGraph(at)).toBe(writeGraph(step.doc));
        }
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('builds only what the reader opens', () => {
    fc.assert(
      fc.property(
        documentArb.chain((d) => fc.tuple(fc.constant(d), anyEditArb(d))),
        ([before, edit]) => {
          const result = apply(before, edit);
          const after = result.ok ? result.doc : before;
          const text = writeGraph(after);
          const read = readGraph(text);
          expect(read.doc && writeGraph(read.doc)).toBe(text);
        },
      ),
      { numRuns: 1500, seed: 3 },
    );
  });
});

describe('an edit leaves the rest alone', () => {
  it('shares what it does not touch', () => {
    const after = done(doc, { kind: 'set-param', node: 'a', param: 'p', value: 5 });
    expect(after.nodes.b).toBe(doc.nodes.b);
    expect(after.wires).toBe(doc.wires);
    expect(after.layout).toBe(doc.layout);
    expect(Object.keys(after.nodes.a!.params)).toEqual(['p', 'q', 'r']);
  });
  it('returns the very same document when nothing changes', () => {
    expect(done(doc, { kind: 'set-param', node: 'a', param: 'p', value: 1 })).toBe(doc);
    expect(done(doc, { kind: 'move', node: 'a', to: { x: 1, y: 0 } })).toBe(doc);
    expect(done(doc, { kind: 'set-seed', seed: 1 })).toBe(doc);
    expect(done(doc, { kind: 'rename-node', node: 'a', to: 'a' })).toBe(doc);
  });
});

describe('what an edit does', () => {
  it('removes a node with its wires and its place, and brings them back where they were', () => {
    const after = done(doc, { kind: 'remove-node', node: 'b' });
    expect(after.wires).toEqual([doc.wires[2], doc.wires[3]]);
    expect(Object.keys(after.layout)).toEqual(['c', 'a']);
    const again = done(after, invert(doc, { kind: 'remove-node', node: 'b' }));
    expect(again.wires).toEqual(doc.wires);
    expect(Object.keys(again.nodes)).toEqual(['a', 'b', 'c']);
    expect(Object.keys(again.layout)).toEqual(['c', 'b', 'a']);
  });
  it('renames a node in its wires and its place, in the same order', () => {
    const after = done(doc, { kind: 'rename-node', node: 'c', to: 'z' });
    expect(Object.keys(after.nodes)).toEqual(['a', 'b', 'z']);
    expect(Object.keys(after.layout)).toEqual(['z', 'b', 'a']);
    expect(after.wires.map((w) => `${w.from}>${w.to}`)).toEqual([
      'a.out>b.in',
      'b.out>z.in',
      'a.out>z.in',
      'z.out>z.back',
    ]);
    expect(after.wires[0]).toBe(doc.wires[0]);
  });
  it('puts a removed param back in its place', () => {
    const edit: Edit = { kind: 'set-param', node: 'a', param: 'q' };
    const after = done(doc, edit);
    expect(after.nodes.a!.params).toStrictEqual({ p: 1, r: 3 });
    expect(Object.keys(done(after, invert(doc, edit)).nodes.a!.params)).toEqual(['p', 'q', 'r']);
  });
  it('applies a batch whole or not at all', () => {
    const edit: Edit = {
      kind: 'batch',
      edits: [
        { kind: 'set-seed', seed: 9 },
        { kind: 'remove-node', node: 'nobody' },
      ],
    };
    expect(apply(doc, edit)).toEqual({
      ok: false,
      problem: { where: 'edits[1] › nobody', what: "there is no node 'nobody'" },
    });
  });
});

describe('an edit that does not apply is a sentence', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [{ kind: 'remove-node', node: 'A' }, "A: there is no node 'A'; did you mean 'a'?"],
    [{ kind: 'add-node', node: 'a', value: node() }, "a: there is a node 'a' already"],
    [
      { kind: 'add-node', node: 'd', value: node(), wires: [{ wire: { from: 'b.out', to: 'a.in' } }] },
      "d: the wire from 'b.out' to 'a.in' is not one of 'd'",
    ],
    [{ kind: 'rename-node', node: 'a', to: 'b' }, "a: there is a node 'b' already"],
    [{ kind: 'add-wire', wire: { from: 'a.out', to: 'd.in' } }, "wire to 'd.in': there is no node 'd'"],
    [
      { kind: 'add-wire', wire: { from: 'a.out', to: 'b.in' } },
      "wires: there is a wire from 'a.out' to 'b.in' already",
    ],
    [{ kind: 'remove-wire', wire: { from: 'a.out', to: 'a.in' } }, "wires: there is no wire from 'a.out' to 'a.in'"],
    [{ kind: 'set-seed', seed: -1 }, 'edit.seed: expected a whole number from 0 to 4294967295, got -1'],
    [{ kind: 'set-seed', seed: NaN }, 'seed: NaN is not a finite number'],
    [
      { kind: 'set-param', node: 'a', param: 'p', value: [1] },
      'edit.value: expected a number, a text, true or false, got a list',
    ],
    [{ kind: 'explode' }, "edit.kind: unknown kind 'explode'"],
    [{ kind: 'move', node: 'a', to: { x: 1 } }, 'edit.to.y: is missing'],
    [{ kind: 'move', node: 'a', to: { x: 1, y: 1e9 } }, 'edit.to.y: expected a number up to 10000000, got 1000000000'],
    [{ kind: 'set-seed', seed: 1, sneaky: true }, 'edit.sneaky: not a part of a graph file'],
    [{ kind: 'add-node', node: 'constructor', value: node() }, 'edit.node: expected a name'],
    [{ kind: 'add-node', node: '7', value: node() }, 'edit.node: expected a name'],
    [null, 'edit'],
    ['remove everything', 'edit'],
    [() => 1, 'value: expected plain data, got function'],
    [new Map(), 'value: expected plain data, got a class'],
    [JSON.parse('{"kind":"set-definition","node":"a","definition":{"__proto__":{"x":1}}}'), 'is not allowed'],
  ];
  it.each(cases)('%j', (edit, sentence) => {
    const result = apply(doc, edit as Edit);
    if (result.ok) throw new Error('applied');
    const { where, what, remedy } = result.problem;
    expect(`${where}: ${what}${remedy ? `; ${remedy}` : ''}`).toContain(sentence);
    expect(invert(doc, edit as Edit)).toEqual({ kind: 'batch', edits: [] });
  });
  it('survives cycles, getters that throw and batches without end', () => {
    const loop: { kind: string; edits: unknown[] } = { kind: 'batch', edits: [] };
    loop.edits.push(loop);
    const trap = {
      kind: 'set-seed',
      get seed(): number {
        throw new Error('gotcha');
      },
    };
    for (const edit of [loop, trap]) expect(apply(doc, edit as Edit).ok).toBe(false);
    let deep: Edit = { kind: 'set-seed', seed: 2 };
    for (let k = 0; k < 12; k++) deep = { kind: 'batch', edits: [deep] };
    expect(apply(doc, deep)).toMatchObject({ ok: false, problem: { what: 'more than 8 batches inside one another' } });
  });
});

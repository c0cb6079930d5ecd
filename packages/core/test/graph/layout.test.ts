import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/document.ts';
import { endOf } from '../../src/graph/document.ts';
import type { Spot } from '../../src/graph/edit.ts';
import { apply } from '../../src/graph/edit.ts';
import type { LayoutOptions, Size } from '../../src/graph/layout.ts';
import { arrange } from '../../src/graph/layout.ts';
import { documentArb } from './arbitrary.ts';
import { graph, node } from './library.ts';

const size = (id: string): Size => ({ width: 100 + id.length, height: 40 + id.length });
const laidOut = (doc: GraphDocument, options?: LayoutOptions): Record<string, Spot> => {
  const done = apply(doc, { kind: 'batch', edits: arrange(doc, size, options) });
  if (!done.ok) throw new Error(done.problem.what);
  return done.doc.layout;
};
const any = node('test/cell');
const of = (ids: string, ...wires: string[]): GraphDocument =>
  graph(Object.fromEntries(ids.split(' ').map((id) => [id, any])), ...wires.map((w) => w.replace('>', '.V > ') + '.I'));

describe('automatic layout', () => {
  it('puts each node behind all its sources', () => {
    const at = laidOut(of('d c b a', 'a>b', 'b>c', 'a>c', 'c>d', 'a>d'));
    expect(['a', 'b', 'c', 'd'].map((id) => at[id]!.x)).toEqual([0, 181, 362, 543]);
    expect(new Set(['a', 'b', 'c', 'd'].map((id) => at[id]!.y)).size).toBe(1);
  });
  it('opens loops at the wire that closes them', () => {
    const at = laidOut(of('a b c', 'a>b', 'b>c', 'c>a'));
    expect(at.a!.x).toBeLessThan(at.b!.x);
    expect(at.b!.x).toBeLessThan(at.c!.x);
    const both = laidOut(of('a b', 'b>a', 'a>b', 'a>a'));
    expect(both.b!.x).toBeLessThan(both.a!.x);
  });
  it('orders layers so that wires need not cross', () => {
    const at = laidOut(of('a b c x y z', 'a>z', 'b>y', 'c>x'));
    const order = (ids: string): string[] => ids.split('').sort((p, q) => at[p]!.y - at[q]!.y);
    expect(order('xyz')).toEqual(order('abc').map((id) => ({ a: 'z', b: 'y', c: 'x' })[id]));
    const fan = laidOut(of('s a b c t', 's>a', 's>b', 's>c', 'a>t', 'b>t', 'c>t'));
    expect(fan.s!.y).toBe(fan.b!.y);
    expect(fan.t!.y).toBe(fan.b!.y);
  });
  it('sets parts that are not wired together one under the other', () => {
    const at = laidOut(of('a b p q', 'a>b', 'p>q'), { at: { x: 10, y: 20 } });
    expect(at).toEqual({ a: { x: 10, y: 20 }, b: { x: 191, y: 20 }, p: { x: 10, y: 93 }, q: { x: 191, y: 93 } });
  });
  it('moves only whom it is told to, and nobody who stands right already', () => {
    const doc = of('a b c', 'a>b', 'b>c');
    expect(arrange(doc, size, { only: ['b', 'c', 'nobody'] }).map((edit) => edit.node)).toEqual(['b', 'c']);
    expect(arrange({ ...doc, layout: laidOut(doc) }, size)).toEqual([]);
  });
  it('never lets two nodes overlap, and is the same every time', () => {
    fc.assert(
      fc.property(documentArb, (doc) => {
        const at = laidOut(doc);
        const ids = Object.keys(doc.nodes);
        expect(laidOut(doc)).toEqual(at);
        expect(Object.keys(at).sort()).toEqual([...ids].sort());
        for (const a of ids) {
          for (const b of ids) {
            if (a >= b) continue;
            const apart =
              at[a]!.x + size(a).width <= at[b]!.x ||
              at[b]!.x + size(b).width <= at[a]!.x ||
              // Places are whole pixels, so rounding may take one of the 32 between.
              at[a]!.y + size(a).height + 31 <= at[b]!.y ||
              at[b]!.y + size(b).height + 31 <= at[a]!.y;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
  it('takes every wire of a graph without loops forwards', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 30 }), (pairs) => {
        const nodes = Object.fromEntries(Array.from({ length: 15 }, (_, k) => [`n${k}`, any]));
        const wires = [...new Set(pairs.filter(([a, b]) => a < b).map(([a, b]) => `n${a}.V > n${b}.I`))];
        const doc = graph(nodes, ...wires);
        const at = laidOut(doc);
        for (const { from, to } of doc.wires) expect(at[endOf(from).node]!.x).toBeLessThan(at[endOf(to).node]!.x);
      }),
      { numRuns: 300, seed: 8 },
    );
  });
  it('copes with a chain of 3000 nodes', () => {
    const n = 3000;
    const nodes = Object.fromEntries(Array.from({ length: n }, (_, k) => [`n${k}`, any]));
    const doc = graph(nodes, ...Array.from({ length: n - 1 }, (_, k) => `n${k}.V > n${k + 1}.I`));
    const moves = arrange(doc, () => ({ width: 10, height: 10 }), { gap: { x: 5, y: 5 } });
    expect(moves.at(-1)).toEqual({ kind: 'move', node: `n${n - 1}`, to: { x: 15 * (n - 1), y: 0 } });
  });
});

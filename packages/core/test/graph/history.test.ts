import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/document.ts';
import { emptyGraph } from '../../src/graph/document.ts';
import type { Edit } from '../../src/graph/edit.ts';
import type { History } from '../../src/graph/history.ts';
import { canRedo, canUndo, commit, history, jump, redo, seal, undo } from '../../src/graph/history.ts';
import { writeGraph } from '../../src/graph/json.ts';
import { anyEditArb, deepFreeze, documentArb } from './arbitrary.ts';

const doc: GraphDocument = {
  ...emptyGraph(),
  nodes: { a: { type: 'x/y', version: 1, params: {} }, b: { type: 'x/y', version: 1, params: {} } },
};
const done = (h: History, edit: Edit, label = '', merge?: string): History => {
  const result = commit(h, edit, label, merge);
  if (!result.ok) throw new Error(result.problem.what);
  return deepFreeze(result.history);
};
const move = (node: string, x: number): Edit => ({ kind: 'move', node, to: { x, y: 0 } });
const tau = (value: number): Edit => ({ kind: 'set-param', node: 'a', param: 'tau', value });

describe('history', () => {
  it('undoes and redoes everything, by label', () => {
    let h = history(doc);
    expect([canUndo(h), canRedo(h)]).toEqual([false, false]);
    h = done(h, tau(1), 'Set tau');
    h = done(h, move('a', 3), 'Move a');
    h = done(h, { kind: 'set-seed', seed: 7 }, 'Set seed');
    h = done(h, { kind: 'set-time', time: { dt: '1 ms' } }, 'Set dt');
    expect(h.entries.map((e) => e.label)).toEqual(['Set tau', 'Move a', 'Set seed', 'Set dt']);
    const last = h.doc;
    h = undo(undo(h));
    expect([h.doc.seed, h.doc.time.dt, h.done]).toEqual([1, '0.1 ms', 2]);
    expect(h.change).toEqual({ kind: 'set-seed', seed: 1 });
    h = redo(redo(h));
    expect(h.doc).toEqual(last);
    expect(redo(h)).toBe(h);
    h = jump(h, 0);
    expect(h.doc).toEqual(doc);
    expect(undo(h).doc).toBe(h.doc);
    expect(jump(h, 99).doc).toEqual(last);
  });

  it('forgets what was undone when something else is done', () => {
    const h = done(undo(done(done(history(doc), tau(1)), tau(2))), tau(3));
    expect(h.entries).toHaveLength(2);
    expect(canRedo(h)).toBe(false);
    expect(undo(h).doc.nodes.a!.params).toEqual({ tau: 1 });
  });

  it('keeps one entry per gesture, however many edits it has', () => {
    let h = done(history(doc), move('a', -1), 'Move a', 'drag 1');
    const { inverse } = h.entries[0]!;
    for (let x = 0; x < 500; x++) h = done(h, move('a', x), 'Move a', 'drag 1');
    expect(h.entries).toHaveLength(1);
    // Later places overwrite earlier ones, so a long drag stays as small as a short one.
    expect(h.entries[0]).toEqual({ label: 'Move a', edit: move('a', 499), inverse, merge: 'drag 1' });
    expect(undo(h).doc).toEqual(doc);
    expect(redo(undo(h)).doc.layout.a).toEqual({ x: 499, y: 0 });
  });

  it('merges a drag of several nodes, and edits that do not overwrite each other', () => {
    let h = history(doc);
    for (let x = 0; x < 10; x++) {
      h = done(h, { kind: 'batch', edits: [move('a', x), move('b', -x)] }, 'Move', 'drag');
    }
    expect(h.entries.map((e) => e.edit)).toEqual([{ kind: 'batch', edits: [move('a', 9), move('b', -9)] }]);
    h = done(h, { kind: 'set-seed', seed: 3 }, 'Move', 'drag');
    h = done(h, { kind: 'set-param', node: 'a', param: 'tau' }, 'Nothing', 'drag');
    expect(h.entries).toHaveLength(1);
    expect(undo(h).doc).toEqual(doc);
    expect(redo(undo(h)).doc).toEqual(h.doc);
  });

  it('ends a gesture at another edit, at undo, at redo and when told', () => {
    const slide = (h: History, value: number): History => done(h, tau(value), 'Slide', 'slide');
    const count = (h: History): number => h.entries.length;
    expect(count(slide(slide(history(doc), 1), 2))).toBe(1);
    expect(count(slide(done(slide(history(doc), 1), move('a', 1)), 2))).toBe(3);
    expect(count(slide(seal(slide(history(doc), 1)), 2))).toBe(2);
    const two = slide(seal(slide(history(doc), 1)), 2);
    expect(count(slide(undo(two), 3))).toBe(2);
    expect(count(slide(redo(undo(two)), 3))).toBe(3);
    expect(count(done(slide(history(doc), 1), tau(2), 'Type'))).toBe(2);
  });

  it('brings a param back to nothing when a gesture gave it its first value', () => {
    const h = done(done(done(history(doc), tau(1), '', 'g'), tau(2), '', 'g'), tau(3), '', 'g');
    expect(undo(h).doc.nodes.a!.params).toStrictEqual({});
  });

  it('leaves no entry for an edit that changes nothing or does not apply', () => {
    const h = done(history(doc), tau(1));
    expect(done(h, tau(1))).toBe(h);
    expect(commit(h, { kind: 'remove-node', node: 'z' }, 'Remove z')).toEqual({
      ok: false,
      problem: { where: 'z', what: "there is no node 'z'" },
    });
  });

  it('keeps as many entries as it may', () => {
    let h = history(doc, 3);
    for (let k = 1; k <= 10; k++) h = done(h, tau(k));
    expect([h.entries.length, h.done]).toEqual([3, 3]);
    expect(jump(h, 0).doc.nodes.a!.params).toEqual({ tau: 7 });
  });

  it('goes to any entry and back by any way, with or without gestures', () => {
    fc.assert(
      fc.property(
        documentArb,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(undefined, 'g', 'h')), { maxLength: 12 }),
        fc.array(fc.nat(12), { maxLength: 8 }),
        (start, steps, jumps) => {
          let h = history(start);
          for (const [seed, merge] of steps) {
            const [edit] = fc.sample(anyEditArb(h.doc), { numRuns: 1, seed });
            const result = commit(h, edit!, 'edit', merge);
            if (result.ok) h = result.history;
          }
          const states = new Map([[h.done, writeGraph(h.doc)]]);
          for (let at = h; canUndo(at); ) {
            at = undo(at);
            states.set(at.done, writeGraph(at.doc));
          }
          expect(states.get(0)).toBe(writeGraph(start));
          for (const to of jumps) {
            h = jump(h, to);
            expect(writeGraph(h.doc)).toBe(states.get(h.done));
          }
        },
      ),
      { numRuns: 400, seed: 4 },
    );
  });
});

import { apply, type Edit, emptyGraph, endOf, type GraphDocument, resolveNode } from '@neuroloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endText, wireKeys } from '../../src/model/face.ts';
import { diff } from '../../src/sync/diff.ts';
import { type Intention, Mirror } from '../../src/sync/mirror.ts';
import { EMPTY, type Scene, sceneMaker } from '../../src/sync/scene.ts';
import { digitsGraph, largeGraph } from '../support/graphs.ts';
import { testLibrary } from '../support/library.ts';

const maker = (): ((doc: GraphDocument) => Scene) => sceneMaker((doc, id) => resolveNode(testLibrary, doc, id));

/** What Rete holds, in the words of a document. */
function held(mirror: Mirror): { nodes: string[]; wires: string[] } {
  return {
    nodes: mirror.editor
      .getNodes()
      .map((n) => n.id)
      .sort(),
    wires: mirror.editor
      .getConnections()
      .map((c) => `${endText(c.source, c.sourceOutput)}→${endText(c.target, c.targetInput)}`)
      .sort(),
  };
}
const said = (doc: GraphDocument): { nodes: string[]; wires: string[] } => ({
  nodes: Object.keys(doc.nodes).sort(),
  wires: doc.wires.map((w) => `${w.from}→${w.to}`).sort(),
});

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const types = fc.constantFrom('encoder/poisson', 'population/lif', 'projection/dense', 'view/raster', 'unknown/thing');
const port = fc.constantFrom('spikes', 'pre', 'out', 'exc', 'x', 'nowhere');
const end = fc.tuple(ids, port).map(([n, p]) => endText(n, p));
const spot = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('add-node' as const),
    node: ids,
    value: types.map((type) => ({ type, version: 1, params: {} })),
    at: spot,
  }),
  fc.record({ kind: fc.constant('remove-node' as const), node: ids }),
  fc.record({ kind: fc.constant('rename-node' as const), node: ids, to: ids }),
  fc.record({ kind: fc.constant('add-wire' as const), wire: fc.record({ from: end, to: end }) }),
  fc.record({ kind: fc.constant('remove-wire' as const), wire: fc.record({ from: end, to: end }) }),
  fc.record({
    kind: fc.constant('set-param' as const),
    node: ids,
    param: fc.constant('size'),
    value: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('move' as const), node: ids, to: spot }),
  fc.record({ kind: fc.constant('set-title' as const), node: ids, title: fc.string({ minLength: 1, maxLength: 5 }) }),
);

describe('Rete as a mirror of the document', () => {
  it('holds the same nodes and wires after any edits, shown one by one or skipped over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(edits, fc.boolean()), { maxLength: 40 }), async (steps) => {
        const scene = maker();
        const mirror = new Mirror(() => undefined);
        let doc = emptyGraph();
        let last: Promise<void> = Promise.resolve();
        for (const [edit, wait] of steps) {
          const next = apply(doc, edit);
          if (next.ok) doc = next.doc;
          last = mirror.show(scene(doc));
          if (wait) await last;
        }
        await last;
        expect(held(mirror)).toEqual(said(doc));
        for (const node of mirror.editor.getNodes()) {
          expect(node.face.title).toBe(scene(doc).nodes.get(node.id)?.face.title);
          expect([...node.face.inputs, ...node.face.outputs].map((p) => p.key)).toEqual(
            [
              ...(scene(doc).nodes.get(node.id)?.face.inputs ?? []),
              ...(scene(doc).nodes.get(node.id)?.face.outputs ?? []),
            ].map((p) => p.key),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('refuses what others ask of Rete, and hands it on as an intention', async () => {
    const asked: Intention[] = [];
    const mirror = new Mirror((i) => asked.push(i));
    await mirror.show(maker()(digitsGraph));
    const before = held(mirror);
    expect(
      await mirror.editor.addConnection({
        id: 'x',
        source: 'exc',
        sourceOutput: 'spikes',
        target: 'stdp',
        targetInput: 'pre',
      }),
    ).toBe(false);
    expect(await mirror.editor.removeNode('exc')).toBe(false);
    expect(await mirror.editor.removeConnection(wireKeys(digitsGraph.wires)[0]!)).toBe(false);
    expect(held(mirror)).toEqual(before);
    expect(asked).toEqual([
      { want: 'connect', from: 'exc.spikes', to: 'stdp.pre' },
      { want: 'remove', node: 'exc' },
      { want: 'disconnect', from: 'digits.data', to: 'trials.data' },
    ]);
  });

  it('still draws what it was asked not to remove', async () => {
    const mirror = new Mirror(() => undefined);
    const scene = maker();
    await mirror.show(scene(digitsGraph));
    await mirror.editor.removeNode('exc');
    const without = apply(digitsGraph, { kind: 'remove-node', node: 'exc' });
    if (!without.ok) throw new Error(without.problem.what);
    await mirror.show(scene(without.doc));
    expect(held(mirror)).toEqual(said(without.doc));
  });

  it('lets the page breathe while it builds a large graph', async () => {
    const mirror = new Mirror(() => undefined);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await mirror.show(maker()(largeGraph(1000)));
    clearInterval(timer);
    expect(mirror.editor.getNodes()).toHaveLength(1000);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('the difference of two scenes', () => {
  const scene = maker();
  const shown = scene(digitsGraph);

  it('is nothing when the document is the same, also as another value with the same nodes', () => {
    expect(diff(shown, scene(digitsGraph))).toEqual([]);
    expect(diff(shown, scene({ ...digitsGraph, title: 'another' }))).toEqual([]);
  });

  it('is one change for one param', () => {
    const next = apply(digitsGraph, { kind: 'set-param', node: 'exc', param: 'size', value: 5 });
    expect(next.ok && diff(shown, scene(next.doc)).map((c) => c.do)).toEqual(['update-node']);
  });

  it('takes wires away before their nodes, and adds them after', () => {
    const gone = diff(shown, EMPTY).map((c) => c.do);
    expect(gone.lastIndexOf('remove-wire')).toBeLessThan(gone.indexOf('remove-node'));
    const made = diff(EMPTY, shown).map((c) => c.do);
    expect(made.lastIndexOf('add-node')).toBeLessThan(made.indexOf('add-wire'));
  });

  it('gives an unknown node the ports that its wires name', () => {
    const odd: GraphDocument = {
      ...digitsGraph,
      nodes: { ...digitsGraph.nodes, exc: { type: 'who/knows', version: 3, params: { a: 1 } } },
    };
    const face = scene(odd).nodes.get('exc')?.face;
    expect(face?.known).toBe(false);
    expect(new Set(face?.outputs.map((p) => p.key))).toEqual(
      new Set(digitsGraph.wires.filter((w) => endOf(w.from).node === 'exc').map((w) => endOf(w.from).port)),
    );
    expect(face?.summary).toBe('a 1');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hit } from '../../src/elements/canvas/hit.ts';
import { endText, portPoint } from '../../src/model/face.ts';
import {
  bounded,
  fit,
  opening,
  type Point,
  portAt,
  READING,
  type Rect,
  sizeOf,
  toScreen,
  toWorld,
  type Transform,
  union,
  wireBox,
  wireDistance,
  wirePath,
  wirePoint,
  ZOOM_MAX,
  ZOOM_MIN,
  zoomAbout,
} from '../../src/model/geometry.ts';
import { Workspace } from '../../src/model/workspace.ts';
import { digitsGraph } from '../support/graphs.ts';
import { testLibrary } from '../support/library.ts';

const n = fc.integer({ min: -2000, max: 2000 });
const point: fc.Arbitrary<Point> = fc.record({ x: n, y: n });
const transform: fc.Arbitrary<Transform> = fc.record({
  x: n,
  y: n,
  k: fc.double({ min: ZOOM_MIN, max: ZOOM_MAX, noNaN: true }),
});

describe('pan and zoom', () => {
  it('keeps the point under the pointer', () => {
    fc.assert(
      fc.property(transform, point, fc.double({ min: 0.1, max: 10, noNaN: true }), (t, at, factor) => {
        const [a, b] = [toWorld(t, at), toWorld(zoomAbout(t, factor, at), at)];
        // the nearest doubles at |x| up to 2000/0.03 lie 1.5e-11 apart
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(1e-6);
      }),
    );
  });
  it('stays within its bounds', () => {
    let t: Transform = { x: 0, y: 0, k: 1 };
    for (let i = 0; i < 100; i++) t = zoomAbout(t, 2, { x: 10, y: 10 });
    expect(t.k).toBe(ZOOM_MAX);
    for (let i = 0; i < 100; i++) t = zoomAbout(t, 0.5, { x: 10, y: 10 });
    expect(t.k).toBe(ZOOM_MIN);
    expect(zoomAbout(t, Number.NaN, { x: 0, y: 0 }).k).toBe(1);
  });
  it('never loses the graph out of sight', () => {
    fc.assert(
      fc.property(transform, (t) => {
        const box: Rect = { x: 0, y: 0, width: 800, height: 400 };
        const kept = bounded(t, box, { width: 1000, height: 600 });
        const a = toScreen(kept, box);
        expect(a.x).toBeLessThanOrEqual(1000 - 79);
        expect(a.x + box.width * kept.k).toBeGreaterThanOrEqual(79);
      }),
    );
  });
  it('fits the whole graph, in the middle, never larger than life', () => {
    const box = { x: -300, y: 50, width: 4000, height: 900 };
    const t = fit(box, { width: 1000, height: 600 });
    const [a, b] = [toScreen(t, box), toScreen(t, { x: box.x + box.width, y: box.y + box.height })];
    expect(a.x).toBeCloseTo(32);
    expect(b.x).toBeCloseTo(968);
    expect((a.y + b.y) / 2).toBeCloseTo(300);
    expect(fit({ x: 0, y: 0, width: 10, height: 10 }, { width: 1000, height: 600 }).k).toBe(1);
    expect(fit(undefined, { width: 1000, height: 600 }).k).toBe(1);
  });
});

describe('wires', () => {
  it('begin and end at their ports and lie inside their box', () => {
    fc.assert(
      fc.property(point, point, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, t) => {
        expect(wirePoint(a, b, 0)).toEqual(a);
        expect(wirePoint(a, b, 1)).toEqual(b);
        const p = wirePoint(a, b, t);
        const box = wireBox(a, b);
        expect(p.x).toBeGreaterThanOrEqual(box.x - 1e-6);
        expect(p.x).toBeLessThanOrEqual(box.x + box.width + 1e-6);
        expect(wirePath(a, b)).toMatch(/^M-?[\d.]+ -?[\d.]+C(-?[\d.]+ ?){6}$/);
      }),
    );
  });
  it('are found on their own curve', () => {
    // 24 chords of a wire up to 1000 long miss its curve by less than a pixel or two
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: -500, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (x, y, t) => {
          const [a, b] = [
            { x: 0, y: 0 },
            { x, y },
          ];
          expect(wireDistance(a, b, wirePoint(a, b, t))).toBeLessThan(3);
        },
      ),
    );
    expect(wireDistance({ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 50, y: 40 })).toBeCloseTo(40, 0);
  });
});

describe('what is under the pointer', () => {
  const scene = new Workspace(testLibrary, digitsGraph).scene;
  const t: Transform = { x: 30, y: 40, k: 1 };
  const none = new Set<string>();

  it('finds every socket at its middle', () => {
    for (const [id, { face, at }] of scene.nodes) {
      for (const p of [...face.inputs, ...face.outputs]) {
        const found = hit(scene, t, toScreen(t, portPoint(face, at, p.side, p.key)), 'mouse', none);
        expect(found).toEqual({ at: 'port', node: id, side: p.side, key: p.key });
      }
    }
  });
  it('reaches 22 px for a finger and 12 for a mouse', () => {
    const { face, at } = scene.nodes.get('input')!;
    const p = toScreen(t, portPoint(face, at, 'output', 'spikes'));
    expect(hit(scene, t, { x: p.x + 20, y: p.y }, 'touch', none)).toMatchObject({ at: 'port', node: 'input' });
    expect(hit(scene, t, { x: p.x + 20, y: p.y }, 'mouse', none).at).not.toBe('port');
  });
  it('finds bodies, wires and nothing', () => {
    const { at } = scene.nodes.get('exc')!;
    expect(hit(scene, t, toScreen(t, { x: at.x + 100, y: at.y + 10 }), 'mouse', none)).toEqual({
      at: 'node',
      node: 'exc',
    });
    const from = scene.nodes.get('digits')!;
    const to = scene.nodes.get('trials')!;
    const middle = wirePoint(
      portPoint(from.face, from.at, 'output', 'data'),
      portPoint(to.face, to.at, 'input', 'data'),
      0.5,
    );
    expect(hit(scene, t, toScreen(t, middle), 'mouse', none)).toEqual({
      at: 'wire',
      key: `${endText('digits', 'data')}→${endText('trials', 'data')}`,
    });
    expect(hit(scene, t, { x: -5000, y: -5000 }, 'mouse', none)).toEqual({ at: 'nothing' });
  });
});

it('a node is tall enough for all its ports', () => {
  fc.assert(
    fc.property(fc.nat(12), fc.nat(12), fc.boolean(), fc.boolean(), (inputs, outputs, summary, view) => {
      const shape = { inputs, outputs, summary, view };
      const { height } = sizeOf(shape);
      for (let i = 0; i < inputs; i++) expect(portAt(shape, 'input', i).y).toBeLessThan(height);
      for (let i = 0; i < outputs; i++) expect(portAt(shape, 'output', i).y).toBeLessThan(height);
    }),
  );
  expect(union([])).toBeUndefined();
});

describe('what a graph opens on', () => {
  const box: Rect = { x: -100, y: 50, width: 4000, height: 1000 };
  it('is all of it where that can be read', () => {
    const window = { width: 1400, height: 800 };
    expect(opening(box, undefined, window)).toEqual(fit(box, window));
  });

  it('is what is lively, large enough to read, without an empty margin beside a graph that goes on', () => {
    const window = { width: 600, height: 400 };
    const around = (x: number): Transform => opening(box, { x, y: 300, width: 400, height: 200 }, window);
    for (const x of [-100, 1500, 3400]) {
      const t = around(x);
      expect(t.k).toBeGreaterThanOrEqual(READING);
      const [a, b] = [toScreen(t, { x, y: 300 }), toScreen(t, { x: x + 400, y: 500 })];
      expect(Math.min(a.x, a.y)).toBeGreaterThanOrEqual(0);
      expect(b.x).toBeLessThanOrEqual(600);
      expect(b.y).toBeLessThanOrEqual(400);
      // The graph begins at the margin or before it, and ends at the other one or beyond.
      expect(toScreen(t, box).x).toBeLessThanOrEqual(32 + 1e-9);
      expect(toScreen(t, { x: box.x + box.width, y: 0 }).x).toBeGreaterThanOrEqual(600 - 32 - 1e-9);
    }
  });
});

/** What the canvas should show of a document: faces, places and wires. Faces are kept as long as their node is the same value. */
import { endOf, type GraphDocument, type GraphNode, type Resolved, type Wire } from '@neuroloom/core';
import { type Face, faceOf, portPoint, wireKeys } from '../model/face.ts';
import type { Point, Rect } from '../model/geometry.ts';

export interface Placed {
  readonly face: Face;
  readonly at: Point;
}
export interface Scene {
  readonly nodes: ReadonlyMap<string, Placed>;
  readonly wires: ReadonlyMap<string, Wire>;
}
export const EMPTY: Scene = { nodes: new Map(), wires: new Map() };

export type Resolve = (doc: GraphDocument, id: string) => Resolved;

/** Makes scenes of one library. Faces of known nodes are cached, so an edit makes only the face that it changed. */
export function sceneMaker(resolve: Resolve): (doc: GraphDocument) => Scene {
  const cache = new WeakMap<GraphNode, Face>();
  return (doc) => {
    const nodes = new Map<string, Placed>();
    let free = 0;
    for (const [id, node] of Object.entries(doc.nodes)) {
      let face = cache.get(node);
      if (!face || face.id !== id) {
        face = faceOf(id, node, resolve(doc, id));
        // The ports of a placeholder follow from its wires, not from its node alone.
        if (face.known) cache.set(node, face);
      }
      const place = doc.layout[id] ?? { x: (free % 5) * 288, y: Math.floor(free++ / 5) * 224 };
      nodes.set(id, { face, at: place });
    }
    const keys = wireKeys(doc.wires);
    const wires = new Map<string, Wire>();
    doc.wires.forEach((w, i) => {
      if (nodes.has(endOf(w.from).node) && nodes.has(endOf(w.to).node)) wires.set(keys[i]!, w);
    });
    return { nodes, wires };
  };
}

/** Both ends of a wire on the canvas. `moved` holds places of nodes that are being dragged. */
export function wireEnds(
  scene: Scene,
  wire: Wire,
  moved?: ReadonlyMap<string, Point>,
): readonly [Point, Point] | undefined {
  const [from, to] = [endOf(wire.from), endOf(wire.to)];
  const [a, b] = [scene.nodes.get(from.node), scene.nodes.get(to.node)];
  if (!a || !b) return undefined;
  return [
    portPoint(a.face, moved?.get(from.node) ?? a.at, 'output', from.port),
    portPoint(b.face, moved?.get(to.node) ?? b.at, 'input', to.port),
  ];
}

export const rectOf = (p: Placed, moved?: Point): Rect => ({
  ...(moved ?? p.at),
  width: p.face.width,
  height: p.face.height,
});

/** What is under a pointer, from the model alone, so that it works the same whether nodes are elements or painted blocks. */
import { portsOf, type Side } from '../../model/face.ts';
import {
  contains,
  type Point,
  portAt,
  SMALL,
  toWorld,
  type Transform,
  wireBox,
  wireDistance,
} from '../../model/geometry.ts';
import { rectOf, type Scene, wireEnds } from '../../sync/scene.ts';

export interface PortHit {
  readonly at: 'port';
  readonly node: string;
  readonly side: Side;
  readonly key: string;
}
export type Hit =
  | PortHit
  | { readonly at: 'node'; readonly node: string }
  | { readonly at: 'wire'; readonly key: string }
  | { readonly at: 'nothing' };

/** Radius around a socket in pixels of the screen: 44 px across for a finger. */
export const reachOf = (pointer: string): number => (pointer === 'touch' ? 22 : 12);

export function hit(scene: Scene, t: Transform, screen: Point, pointer: string, raised: ReadonlySet<string>): Hit {
  const p = toWorld(t, screen);
  const port = t.k < SMALL * 0.6 ? undefined : nearestPort(scene, p, reachOf(pointer) / t.k);
  const node = nodeAt(scene, p, raised);
  // A socket half covered by a node that lies on top of its own belongs to the upper node.
  if (port && (!node || node === port.node || raised.has(port.node) || !raised.has(node))) return port;
  if (node) return { at: 'node', node };
  const wire = wireAt(scene, p, (pointer === 'touch' ? 14 : 7) / t.k);
  return wire === undefined ? { at: 'nothing' } : { at: 'wire', key: wire };
}

export function nodeAt(scene: Scene, p: Point, raised: ReadonlySet<string>): string | undefined {
  let found: string | undefined;
  for (const [id, placed] of scene.nodes) {
    if (!contains(rectOf(placed), p)) continue;
    if (raised.has(id)) return id;
    found = id;
  }
  return found;
}

/** The nearest socket within a radius; never more than half way to its neighbour's row. */
export function nearestPort(scene: Scene, p: Point, radius: number): PortHit | undefined {
  let best: PortHit | undefined;
  let distance = radius;
  for (const [node, { face, at }] of scene.nodes) {
    if (
      p.x < at.x - radius ||
      p.x > at.x + face.width + radius ||
      p.y < at.y - radius ||
      p.y > at.y + face.height + radius
    )
      continue;
    for (const side of ['input', 'output'] as const) {
      portsOf(face, side).forEach((port, index) => {
        const q = portAt(face.shape, side, index);
        const d = Math.hypot(p.x - at.x - q.x, p.y - at.y - q.y);
        if (d <= distance) {
          distance = d;
          best = { at: 'port', node, side, key: port.key };
        }
      });
    }
  }
  return best;
}

function wireAt(scene: Scene, p: Point, radius: number): string | undefined {
  let best: string | undefined;
  let distance = radius;
  for (const [key, wire] of scene.wires) {
    const ends = wireEnds(scene, wire);
    if (!ends) continue;
    const box = wireBox(ends[0], ends[1]);
    if (
      p.x < box.x - radius ||
      p.x > box.x + box.width + radius ||
      p.y < box.y - radius ||
      p.y > box.y + box.height + radius
    )
      continue;
    const d = wireDistance(ends[0], ends[1], p);
    if (d < distance) {
      distance = d;
      best = key;
    }
  }
  return best;
}

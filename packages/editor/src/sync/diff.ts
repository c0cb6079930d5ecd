/** The difference of two scenes as the fewest changes to Rete, in an order that never leaves a wire without its nodes. */
import type { Wire } from '@neuroloom/core';
import type { Face } from '../model/face.ts';
import type { Point } from '../model/geometry.ts';
import type { Scene } from './scene.ts';

export type Change =
  | { readonly do: 'remove-wire'; readonly key: string }
  | { readonly do: 'remove-node'; readonly id: string }
  | { readonly do: 'add-node'; readonly face: Face; readonly at: Point }
  | { readonly do: 'update-node'; readonly face: Face }
  | { readonly do: 'move-node'; readonly id: string; readonly at: Point }
  | { readonly do: 'add-wire'; readonly key: string; readonly wire: Wire };

export function diff(shown: Scene, wanted: Scene): readonly Change[] {
  const changes: Change[] = [];
  for (const key of shown.wires.keys()) if (!wanted.wires.has(key)) changes.push({ do: 'remove-wire', key });
  for (const id of shown.nodes.keys()) if (!wanted.nodes.has(id)) changes.push({ do: 'remove-node', id });
  for (const [id, { face, at }] of wanted.nodes) {
    const before = shown.nodes.get(id);
    if (!before) {
      changes.push({ do: 'add-node', face, at });
      continue;
    }
    if (before.face !== face) changes.push({ do: 'update-node', face });
    if (before.at.x !== at.x || before.at.y !== at.y) changes.push({ do: 'move-node', id, at });
  }
  for (const [key, wire] of wanted.wires) if (!shown.wires.has(key)) changes.push({ do: 'add-wire', key, wire });
  return changes;
}

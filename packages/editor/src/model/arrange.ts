/** Arranging the graph, or the selected part of it: core says where, and one entry of the history moves everything. */
import { arrange as place } from '@neuroloom/core';
import { STRINGS } from '../strings.ts';
import type { Workspace } from './workspace.ts';

export function arrange(ws: Workspace): boolean {
  const { nodes } = ws.selection;
  const only = nodes.size > 1 ? [...nodes] : undefined;
  const corner = only?.map((id) => ws.scene.nodes.get(id)?.at ?? { x: 0, y: 0 });
  const edits = place(ws.document, (id) => ws.scene.nodes.get(id)?.face ?? { width: 0, height: 0 }, {
    ...(only ? { only } : {}),
    ...(corner ? { at: { x: Math.min(...corner.map((p) => p.x)), y: Math.min(...corner.map((p) => p.y)) } } : {}),
  });
  return edits.length > 0 && ws.edit(edits, STRINGS.edit.layout);
}

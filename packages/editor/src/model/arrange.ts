/** Arranging the whole graph: core says where, one entry of the history moves everything. */
import type { Point } from './geometry.ts';
import { STRINGS } from '../strings.ts';
import { moveNodes } from './actions.ts';
import type { Workspace } from './workspace.ts';

export function arrange(ws: Workspace): boolean {
  const places = new Map<string, Point>();
  return moveNodes(ws, places, STRINGS.edit.layout);
}

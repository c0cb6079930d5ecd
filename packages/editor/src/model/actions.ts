/** What a person can do to a graph, as edits: each is one entry of the history. */
import {
  type Definition,
  type Edit,
  emptyGraph,
  type End,
  endOf,
  FORMAT,
  GRAPH_LIMITS,
  type GraphDocument,
  type ParamValue,
  readGraph,
  type Wire,
} from '@neuroloom/core';
import { STRINGS } from '../strings.ts';
import { nodeOf, ownEquations } from './equations.ts';
import { endText, wireKeys } from './face.ts';
import { type Point, snap } from './geometry.ts';
import { mayConnect } from './legality.ts';
import { NOTHING, selected, type Workspace } from './workspace.ts';

/** A name for a new node: the last word of its type, with a number when that is taken. */
export function freshId(taken: (id: string) => boolean, type: string): string {
  const stem = (type.split('/').at(-1) ?? '').replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^[^\p{L}_]+/u, '') || 'node';
  if (!taken(stem)) return stem;
  for (let n = 2; ; n++) if (!taken(`${stem}${n}`)) return `${stem}${n}`;
}

/** Adds a node with its middle near a point, clear of what lies there, and selects it. Wires it to a port when one is given. */
export function addNode(
  ws: Workspace,
  definition: Definition,
  at: Point,
  wire?: { readonly end: End; readonly side: 'input' | 'output'; readonly port: string },
): string | undefined {
  const doc = ws.document;
  const id = freshId((x) => Object.hasOwn(doc.nodes, x), definition.type);
  const edits: Edit[] = [{ kind: 'add-node', node: id, value: nodeOf(definition), at: clear(doc, at) }];
  if (wire) {
    const there = endText(wire.end.node, wire.end.port);
    const here = endText(id, wire.port);
    edits.push({
      kind: 'add-wire',
      wire: wire.side === 'output' ? { from: there, to: here } : { from: here, to: there },
    });
  }
  if (!ws.edit(edits, STRINGS.edit.add(definition.title))) return undefined;
  ws.select(selected([id]));
  return id;
}

/** Steps down and right until no other node has the same corner. */
function clear(doc: GraphDocument, at: Point): Point {
  let p = { x: snap(at.x), y: snap(at.y) };
  const spots = new Set(Object.values(doc.layout).map((q) => `${q.x},${q.y}`));
  while (spots.has(`${p.x},${p.y}`)) p = { x: p.x + 32, y: p.y + 32 };
  return p;
}

/** Wires two ports, or says why not. A wire that holds the only place gives way. */
export function connectPorts(ws: Workspace, from: string, to: string): boolean {
  const { because, replace } = mayConnect(ws.library, ws.document, from, to);
  if (because !== '') {
    ws.say(because, 'bad');
    return false;
  }
  const edits: Edit[] = replace ? [{ kind: 'remove-wire', wire: { from: replace.from, to: replace.to } }] : [];
  edits.push({ kind: 'add-wire', wire: { from, to } });
  const done = ws.edit(edits, STRINGS.edit.connect);
  if (done) ws.say(STRINGS.wiring.made(from, to));
  return done;
}

export const disconnect = (ws: Workspace, wire: Wire): boolean =>
  ws.edit({ kind: 'remove-wire', wire: { from: wire.from, to: wire.to } }, STRINGS.edit.disconnect);

export function removeSelection(ws: Workspace, label?: string): void {
  const { nodes, wires } = ws.selection;
  if (nodes.size + wires.size === 0) return;
  const doc = ws.document;
  const keys = wireKeys(doc.wires);
  const edits: Edit[] = doc.wires
    .filter((w, i) => wires.has(keys[i]!) && !nodes.has(endOf(w.from).node) && !nodes.has(endOf(w.to).node))
    .map((wire) => ({ kind: 'remove-wire', wire }));
  for (const node of nodes) edits.push({ kind: 'remove-node', node });
  if (ws.edit(edits, label ?? STRINGS.edit.remove(edits.length))) ws.say(STRINGS.edit.removed(nodes.size + wires.size));
}

export function moveNodes(
  ws: Workspace,
  places: ReadonlyMap<string, Point>,
  label: string = STRINGS.edit.move,
  gesture?: string,
): boolean {
  const edits: Edit[] = [...places].map(([node, { x, y }]) => ({
    kind: 'move',
    node,
    to: { x: Math.round(x), y: Math.round(y) },
  }));
  return ws.edit(edits, label, gesture);
}

/** Sets a param; one that equals its default is taken out of the document. */
export function setParam(
  ws: Workspace,
  node: string,
  param: string,
  value: ParamValue | undefined,
  gesture?: string,
): boolean {
  const owner = ws.document.nodes[node];
  const isDefault = value === undefined || (owner && ws.resolve(owner)?.params[param]?.default === value);
  const edit: Edit = { kind: 'set-param', node, param, ...(isDefault ? {} : { value }) };
  return ws.edit(edit, isDefault ? STRINGS.edit.resetParam(param) : STRINGS.edit.param(param), gesture);
}

/** Keeps a file in this browser, and names it in a param of a node. */
export async function takeFile(
  ws: Workspace,
  node: string,
  { key, file }: { readonly key: string; readonly file: File },
): Promise<void> {
  try {
    const name = await ws.keepFile?.(file);
    if (name === undefined) return;
    const owner = ws.document.nodes[node];
    if (!owner) return;
    const known = owner.params[key] === name;
    if (!known) setParam(ws, node, key, name);
    ws.say(known ? STRINGS.store.keptAgain(name) : STRINGS.store.keptFile(name));
  } catch (error) {
    ws.say(error instanceof Error ? error.message : String(error), 'bad');
  }
}

export function renameNode(ws: Workspace, node: string, to: string): boolean {
  if (!ws.edit({ kind: 'rename-node', node, to }, STRINGS.edit.rename)) return false;
  ws.select(selected([to]));
  return true;
}

/** The selected nodes, the wires among them and their places, as text that can be pasted anywhere. */
export function copyText(ws: Workspace): string {
  const doc = ws.document;
  const ids = Object.keys(doc.nodes).filter((id) => ws.selection.nodes.has(id));
  if (ids.length === 0) return '';
  const among = new Set(ids);
  const pick = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(ids.flatMap((id) => (Object.hasOwn(record, id) ? [[id, record[id]!]] : [])));
  const part = {
    format: `${FORMAT}-part`,
    version: 1,
    nodes: pick(doc.nodes),
    wires: doc.wires.filter((w) => among.has(endOf(w.from).node) && among.has(endOf(w.to).node)),
    layout: pick(doc.layout),
  };
  return JSON.stringify(part, null, 2);
}

/** Reads what `copyText` wrote, or a whole graph; as strictly as a file, since it may come from anywhere. */
function readPart(text: string): GraphDocument | undefined {
  if (text.length > GRAPH_LIMITS.text || !/^\s*\{/.test(text)) return undefined;
  try {
    const part = JSON.parse(text) as { readonly [K in keyof GraphDocument]?: unknown };
    if (typeof part.format !== 'string' || !part.format.startsWith(FORMAT)) return undefined;
    return (
      readGraph({ ...emptyGraph(), nodes: part.nodes, wires: part.wires, layout: part.layout ?? {} }).doc ?? undefined
    );
  } catch {
    return undefined;
  }
}

/** Adds copied nodes under free names, their middle at a point or a little off where they were, and selects them. */
export function pasteText(ws: Workspace, text: string, at?: Point, label: string = STRINGS.edit.paste): boolean {
  const part = readPart(text);
  if (!part || Object.keys(part.nodes).length === 0) {
    ws.say(STRINGS.edit.nothingToPaste, 'bad');
    return false;
  }
  const doc = ws.document;
  const names = new Map<string, string>();
  const used = new Set<string>();
  for (const id of Object.keys(part.nodes)) {
    const taken = (x: string): boolean => Object.hasOwn(doc.nodes, x) || used.has(x);
    const name = taken(id) ? freshId(taken, id.replace(/\d+$/, '') || id) : id;
    names.set(id, name);
    used.add(name);
  }
  const spots = Object.values(part.layout);
  const corner = { x: Math.min(...spots.map((s) => s.x)), y: Math.min(...spots.map((s) => s.y)) };
  const shift = at && spots.length > 0 ? { x: snap(at.x - corner.x), y: snap(at.y - corner.y) } : { x: 48, y: 48 };
  const edits: Edit[] = Object.entries(part.nodes).map(([id, value]) => {
    const spot = part.layout[id] ?? at ?? { x: 0, y: 0 };
    return { kind: 'add-node', node: names.get(id)!, value, at: { x: spot.x + shift.x, y: spot.y + shift.y } };
  });
  for (const w of part.wires) {
    const [from, to] = [endOf(w.from), endOf(w.to)];
    const [a, b] = [names.get(from.node), names.get(to.node)];
    if (a && b) edits.push({ kind: 'add-wire', wire: { from: endText(a, from.port), to: endText(b, to.port) } });
  }
  if (!ws.edit(edits, label)) return false;
  ws.select(selected(names.values()));
  ws.say(STRINGS.edit.pasted(names.size));
  return true;
}

/** Puts a node's own equations into the graph, where they can be changed. */
export function takeEquations(ws: Workspace, id: string): boolean {
  const node = ws.document.nodes[id];
  const definition = node && ws.resolve(node);
  const edit = definition?.plane === 'tick' ? ownEquations(ws.document, id, definition) : undefined;
  if (!edit || !ws.edit(edit, STRINGS.edit.definition)) return false;
  ws.select(selected([id]));
  return true;
}

/** Puts another document in the place of the open one, as one entry of the history. */
export function replaceDocument(ws: Workspace, to: GraphDocument): boolean {
  const from = ws.document;
  const edits: Edit[] = Object.keys(from.nodes).map((node) => ({ kind: 'remove-node', node }));
  for (const [node, value] of Object.entries(to.nodes)) {
    const at = to.layout[node];
    edits.push({ kind: 'add-node', node, value, ...(at ? { at } : {}) });
  }
  for (const wire of to.wires) edits.push({ kind: 'add-wire', wire });
  edits.push({ kind: 'set-time', time: to.time }, { kind: 'set-seed', seed: to.seed });
  const { title, description = null, cite = null, precision = null } = to;
  edits.push({ kind: 'set-meta', title, description, cite, precision });
  return ws.edit(edits, STRINGS.store.restore);
}

export const duplicate = (ws: Workspace): boolean => {
  const text = copyText(ws);
  return text !== '' && pasteText(ws, text, undefined, STRINGS.edit.duplicate);
};

export const selectAll = (ws: Workspace): void => ws.select(selected(Object.keys(ws.document.nodes)));
export const selectNothing = (ws: Workspace): void => ws.select(NOTHING);

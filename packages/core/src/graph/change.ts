/** What each kind of edit does to a document, and which edit undoes it: one entry per kind, so that none is forgotten. */
import type { Problem } from '../errors.ts';
import { fitsShape } from './check-shape.ts';
import type { GraphDocument, GraphNode, Wire } from './document.ts';
import { endOf } from './document.ts';
import type { Edit, EditKind, EditOf, Edits } from './edit.ts';
import { count, LIMITS, own, problems } from './limits.ts';
import { plain } from './plain.ts';
import { indexIn, renamed, withEntries, withMember, withOptional, withoutMember } from './record.ts';
import { shapes } from './schema.ts';
import { didYouMean } from './suggest.ts';

export interface Change {
  readonly doc: GraphDocument;
  readonly inverse: Edit;
}

/** The document after an edit and the edit that leads back, or why it does not apply. */
export function changeOf(doc: GraphDocument, edit: Edit): Change | Problem {
  // An edit may come from a journal or another tab, so it is read like a file before it is believed.
  const faults = problems();
  const copy: unknown = plain(edit, faults);
  if (faults.count === 0 && fitsShape(shapes().edit, copy, faults, ['edit'])) {
    if (nesting(copy) <= NESTING) return changeBy(doc, copy);
    faults.add({ where: 'edit', what: `more than ${NESTING} batches inside one another` });
  }
  return faults.list()[0] ?? { where: 'edit', what: 'cannot be read' };
}

/** Leaves room below `LIMITS.depth` for the deepest definition, so that the inverse of an edit can always be read. */
const NESTING = 8;
const nesting = (edit: Edit): number =>
  edit.kind === 'batch' ? 1 + edit.edits.reduce((deepest, inner) => Math.max(deepest, nesting(inner)), 0) : 0;

function changeBy<K extends EditKind>(doc: GraphDocument, edit: EditOf<K>): Change | Problem {
  const change: (doc: GraphDocument, edit: EditOf<K>) => Change | Problem = CHANGES[edit.kind];
  return change(doc, edit);
}

const CHANGES: { readonly [K in EditKind]: (doc: GraphDocument, edit: EditOf<K>) => Change | Problem } = {
  'add-node': (doc, { node: id, value, index, at, place, wires = [] }) => {
    if (own(doc.nodes, id)) return { where: id, what: `there is a node '${id}' already`, node: id };
    if (own(doc.layout, id)) return { where: id, what: `the layout has a place for another '${id}'` };
    const nodes = withMember(doc.nodes, id, value, index);
    const full = tooMany('nodes', Object.keys(nodes).length) ?? tooMany('wires', doc.wires.length + wires.length);
    if (full) return full;
    const foreign = wires.find(({ wire }) => endOf(wire.from).node !== id && endOf(wire.to).node !== id);
    if (foreign)
      return { where: id, what: `the wire from '${foreign.wire.from}' to '${foreign.wire.to}' is not one of '${id}'` };
    const grown = { ...doc, nodes, ...(at ? { layout: withMember(doc.layout, id, at, place) } : {}) };
    const wired = addWires(grown, wires);
    if (!('doc' in wired)) return wired;
    // A profile that speaks of the node already keeps its words when the node goes again.
    const removal: Edit = { kind: 'remove-node', node: id };
    return { doc: wired.doc, inverse: followed(doc, (key) => ofNode(key, id)) ? withProfiles(removal, doc) : removal };
  },

  'remove-node': (doc, { node: id }) => {
    const value = own(doc.nodes, id);
    if (!value) return noNode(doc, id);
    const touches = (wire: Wire): boolean => endOf(wire.from).node === id || endOf(wire.to).node === id;
    const cut = doc.wires.flatMap((wire, index) => (touches(wire) ? [{ wire, index }] : []));
    const at = own(doc.layout, id);
    const inverse: EditOf<'add-node'> = {
      kind: 'add-node',
      node: id,
      value,
      index: indexIn(doc.nodes, id),
      ...(at ? { at, place: indexIn(doc.layout, id) } : {}),
      ...(cut.length > 0 ? { wires: cut } : {}),
    };
    const rest: GraphDocument = {
      ...doc,
      nodes: withoutMember(doc.nodes, id),
      ...(cut.length > 0 ? { wires: doc.wires.filter((wire) => !touches(wire)) } : {}),
      ...(at ? { layout: withoutMember(doc.layout, id) } : {}),
    };
    return withProfileKeys(rest, inverse, (key) => ofNode(key, id));
  },

  'rename-node': (doc, { node: id, to }) => {
    if (!own(doc.nodes, id)) return noNode(doc, id);
    const inverse: Edit = { kind: 'rename-node', node: to, to: id };
    if (id === to) return { doc, inverse };
    if (own(doc.nodes, to)) return { where: id, what: `there is a node '${to}' already`, node: id };
    if (own(doc.layout, to)) return { where: id, what: `the layout has a place for another '${to}'`, node: id };
    const end = (text: string): string => (endOf(text).node === id ? `${to}.${endOf(text).port}` : text);
    const wires = doc.wires.map((wire) => {
      const moved = { from: end(wire.from), to: end(wire.to) };
      return moved.from === wire.from && moved.to === wire.to ? wire : moved;
    });
    const called = { ...doc, nodes: renamed(doc.nodes, id, to), wires, layout: renamed(doc.layout, id, to) };
    return withProfileKeys(called, inverse, end);
  },

  'add-wire': (doc, { wire, index }) => {
    const full = tooMany('wires', doc.wires.length + 1);
    return full ?? addWires(doc, [{ wire, ...(index === undefined ? {} : { index }) }]);
  },

  'remove-wire': (doc, { wire }) => {
    const index = doc.wires.findIndex((w) => w.from === wire.from && w.to === wire.to);
    if (index < 0) return { where: 'wires', what: `there is no wire from '${wire.from}' to '${wire.to}'` };
    return {
      doc: { ...doc, wires: doc.wires.filter((_, k) => k !== index) },
      inverse: { kind: 'add-wire', wire, index },
    };
  },

  'set-param': (doc, { node: id, param, value, index }) => {
    const node = own(doc.nodes, id);
    if (!node) return noNode(doc, id);
    const old = own(node.params, param);
    const inverse: EditOf<'set-param'> = {
      kind: 'set-param',
      node: id,
      param,
      ...(old === undefined ? {} : { value: old }),
      ...(old !== undefined && value === undefined ? { index: indexIn(node.params, param) } : {}),
    };
    if (Object.is(old, value)) return { doc, inverse };
    const params =
      value === undefined ? withoutMember(node.params, param) : withMember(node.params, param, value, index);
    return tooMany('params', Object.keys(params).length) ?? { doc: withNode(doc, id, { ...node, params }), inverse };
  },

  'set-title': (doc, { node: id, title }) => {
    const node = own(doc.nodes, id);
    if (!node) return noNode(doc, id);
    const inverse: Edit = { kind: 'set-title', node: id, ...(node.title === undefined ? {} : { title: node.title }) };
    return { doc: node.title === title ? doc : withNode(doc, id, withOptional(node, 'title', title)), inverse };
  },

  'set-definition': (doc, { node: id, definition }) => {
    const node = own(doc.nodes, id);
    if (!node) return noNode(doc, id);
    const { definition: old } = node;
    const inverse: Edit = { kind: 'set-definition', node: id, ...(old ? { definition: old } : {}) };
    return { doc: withNode(doc, id, withOptional(node, 'definition', definition)), inverse };
  },

  move: (doc, { node: id, to, index }) => {
    if (!own(doc.nodes, id)) return noNode(doc, id);
    const old = own(doc.layout, id);
    const inverse: EditOf<'move'> = {
      kind: 'move',
      node: id,
      ...(old ? { to: old } : {}),
      ...(old && !to ? { index: indexIn(doc.layout, id) } : {}),
    };
    if (old === to || (old && to && Object.is(old.x, to.x) && Object.is(old.y, to.y))) return { doc, inverse };
    return {
      doc: { ...doc, layout: to ? withMember(doc.layout, id, to, index) : withoutMember(doc.layout, id) },
      inverse,
    };
  },

  'set-profiles': (doc, { profiles }) => {
    const { profiles: old } = doc;
    const inverse: Edit = { kind: 'set-profiles', ...(old ? { profiles: old } : {}) };
    return { doc: withOptional(doc, 'profiles', profiles), inverse };
  },

  'set-time': (doc, { time }) => ({ doc: { ...doc, time }, inverse: { kind: 'set-time', time: doc.time } }),

  'set-seed': (doc, { seed }) => ({
    doc: Object.is(seed, doc.seed) ? doc : { ...doc, seed },
    inverse: { kind: 'set-seed', seed: doc.seed },
  }),

  'set-meta': (doc, { kind, ...meta }) => {
    const old = {
      ...('title' in meta ? { title: doc.title } : {}),
      ...('description' in meta ? { description: doc.description ?? null } : {}),
      ...('cite' in meta ? { cite: doc.cite ?? null } : {}),
      ...('precision' in meta ? { precision: doc.precision ?? null } : {}),
    };
    let changed = doc;
    if (meta.title !== undefined) changed = { ...changed, title: meta.title };
    if (meta.description !== undefined) changed = withOptional(changed, 'description', meta.description ?? undefined);
    if (meta.cite !== undefined) changed = withOptional(changed, 'cite', meta.cite ?? undefined);
    if (meta.precision !== undefined) changed = withOptional(changed, 'precision', meta.precision ?? undefined);
    return { doc: changed, inverse: { kind, ...old } };
  },

  batch: (doc, { edits }) => {
    const inverses: Edit[] = [];
    let changed = doc;
    for (const [k, edit] of edits.entries()) {
      const change = changeBy(changed, edit);
      if (!('doc' in change)) return { ...change, where: `edits[${k}] › ${change.where}` };
      changed = change.doc;
      inverses.push(change.inverse);
    }
    return { doc: changed, inverse: { kind: 'batch', edits: inverses.reverse() } };
  },
};

const ofNode = (key: string, id: string): string | undefined => (endOf(key).node === id ? undefined : key);

/** The profiles with other keys, or nothing when none changes; a key without a follower goes. */
function followed(doc: GraphDocument, follow: (key: string) => string | undefined): GraphDocument['profiles'] {
  let changes = false;
  const to = Object.entries(doc.profiles ?? {}).map(([name, profile]) => {
    const entries = Object.entries(profile).flatMap(([key, value]) => {
      const next = follow(key);
      if (next !== key) changes = true;
      return next === undefined ? [] : [[next, value] as const];
    });
    return [name, Object.fromEntries(entries)] as const;
  });
  return changes ? Object.fromEntries(to) : undefined;
}

/** An inverse that also brings back the profiles of the document before. */
const withProfiles = (inverse: Edit, { profiles = {} }: GraphDocument): Edit => ({
  kind: 'batch',
  edits: [inverse, { kind: 'set-profiles', profiles }],
});

/** Profiles follow their nodes. */
function withProfileKeys(doc: GraphDocument, inverse: Edit, follow: (key: string) => string | undefined): Change {
  const profiles = followed(doc, follow);
  return profiles ? { doc: { ...doc, profiles }, inverse: withProfiles(inverse, doc) } : { doc, inverse };
}

function addWires(doc: GraphDocument, wires: NonNullable<Edits['add-node']['wires']>): Change | Problem {
  if (wires.length === 0) return { doc, inverse: { kind: 'batch', edits: [] } };
  const known = new Set(doc.wires.map(key));
  const added: { entry: Wire; index: number }[] = [];
  for (const { wire, index } of wires) {
    for (const end of [wire.from, wire.to]) {
      const { node } = endOf(end);
      if (!own(doc.nodes, node)) return noNode(doc, node, `wire to '${end}'`);
    }
    if (known.has(key(wire)))
      return { where: 'wires', what: `there is a wire from '${wire.from}' to '${wire.to}' already` };
    known.add(key(wire));
    added.push({ entry: wire, index: index ?? doc.wires.length + added.length });
  }
  const removals = wires.map(({ wire }): Edit => ({ kind: 'remove-wire', wire }));
  const inverse: Edit = removals.length === 1 ? removals[0]! : { kind: 'batch', edits: removals };
  return { doc: { ...doc, wires: withEntries(doc.wires, added) }, inverse };
}

const key = (wire: Wire): string => `${wire.from} ${wire.to}`;

const withNode = (doc: GraphDocument, id: string, node: GraphNode): GraphDocument => ({
  ...doc,
  nodes: { ...doc.nodes, [id]: node },
});

const noNode = (doc: GraphDocument, id: string, where = id): Problem => ({
  where,
  what: `there is no node '${id}'`,
  ...didYouMean(id, Object.keys(doc.nodes)),
});

const tooMany = (what: string, n: number): Problem | undefined =>
  n > LIMITS.entries
    ? { where: what, what: `${count(n)} ${what} are too many; the limit is ${count(LIMITS.entries)}` }
    : undefined;

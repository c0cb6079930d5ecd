/**
 * Edits: every change of a graph is a small JSON value that can be applied, inverted, stored, sent and replayed
 * (after ProseMirror's steps). An edit that cannot apply is a value too: a problem with a sentence.
 *
 * Edits keep the document whole (each wire ends at a node, no wire stands twice) but know no library: whether a
 * wire makes sense is for `connect`, whether a param has the right unit for `checkGraph`.
 */
import type { Problem } from '../errors.ts';
import type { ParamValue } from '../node/param.ts';
import { changeOf } from './change.ts';
import type { GraphDocument, GraphNode, Profile, TimeBase, Wire } from './document.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What each kind of edit says. An `index` is a place in the order of wires, nodes, params or layout; the end when absent. */
export interface Edits {
  /** A new node, with its place on the canvas and, when a removal is undone, the wires it had at their old places. */
  'add-node': {
    readonly node: string;
    readonly value: GraphNode;
    readonly index?: number;
    readonly at?: Spot;
    /** Place in the order of the layout. */
    readonly place?: number;
    /** In ascending order of `index`. */
    readonly wires?: readonly { readonly wire: Wire; readonly index?: number }[];
  };
  /** Takes its wires, its place on the canvas and its part in profiles with it. */
  'remove-node': { readonly node: string };
  /** Wires and profiles follow. Random draws are keyed by a node's id, so the renamed node draws other numbers. */
  'rename-node': { readonly node: string; readonly to: string };
  'add-wire': { readonly wire: Wire; readonly index?: number };
  'remove-wire': { readonly wire: Wire };
  /** Without a value the param falls back to its default. */
  'set-param': { readonly node: string; readonly param: string; readonly value?: ParamValue; readonly index?: number };
  'set-title': { readonly node: string; readonly title?: string };
  /** The formulas of a node of type `equations`. */
  'set-definition': { readonly node: string; readonly definition?: Readonly<Record<string, unknown>> };
  /** Without `to` the node has no place of its own. */
  move: { readonly node: string; readonly to?: Spot; readonly index?: number };
  /** All profiles as they are to be; without them the graph has none. */
  'set-profiles': { readonly profiles?: Readonly<Record<string, Profile>> };
  'set-time': { readonly time: TimeBase };
  'set-seed': { readonly seed: number };
  /** What is given is set; `null` takes it away. */
  'set-meta': {
    readonly title?: string;
    readonly description?: string | null;
    readonly cite?: readonly string[] | null;
    readonly precision?: 'f32' | 'f64' | null;
  };
  /** All of them, in order, or none. */
  batch: { readonly edits: readonly Edit[] };
}
export type EditKind = keyof Edits;
export type EditOf<K extends EditKind> = { readonly [P in K]: { readonly kind: P } & Edits[P] }[K];
export type Edit = EditOf<EditKind>;

export type Applied =
  | { readonly ok: true; readonly doc: GraphDocument }
  | { readonly ok: false; readonly problem: Problem };

/**
 * The document after the edit, or a problem. Never throws, whatever it is given, and never changes the document it
 * is given; parts that stay the same are shared, and an edit that changes nothing returns the very same document.
 */
export function apply(doc: GraphDocument, edit: Edit): Applied {
  const change = changeOf(doc, edit);
  return 'doc' in change ? { ok: true, doc: change.doc } : { ok: false, problem: change };
}

/**
 * The edit that leads back: `apply(apply(doc, edit).doc, invert(doc, edit))` is `doc` again, with the same order of
 * nodes, wires and params. An edit that does not apply changes nothing, and its inverse is the empty batch.
 */
export function invert(doc: GraphDocument, edit: Edit): Edit {
  const change = changeOf(doc, edit);
  return 'doc' in change ? change.inverse : { kind: 'batch', edits: [] };
}

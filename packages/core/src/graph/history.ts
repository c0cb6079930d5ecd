/**
 * Undo and redo over everything a document holds: structure, params, layout, time, seed. A history is an immutable
 * value; each entry is an edit, its inverse and a label for the menu ("Move exc", "Set tau_mem").
 */
import type { Problem } from '../errors.ts';
import { changeOf } from './change.ts';
import type { GraphDocument } from './document.ts';
import type { Edit } from './edit.ts';
import { apply } from './edit.ts';
import { LIMITS } from './limits.ts';

export interface HistoryEntry {
  readonly label: string;
  readonly edit: Edit;
  readonly inverse: Edit;
  /** Names the gesture (one drag, one slide) that the entry belongs to. */
  readonly merge?: string;
}

export interface History {
  readonly doc: GraphDocument;
  /** Oldest first. The first `done` entries have been applied; the others can be redone. */
  readonly entries: readonly HistoryEntry[];
  readonly done: number;
  /** Entries kept; older ones are forgotten. */
  readonly limit: number;
  /** The last entry takes up further edits of its gesture. */
  readonly open: boolean;
  /** What led here from the history before this one, for those who mirror the document. */
  readonly change: Edit | null;
}

export type Committed =
  | { readonly ok: true; readonly history: History }
  | { readonly ok: false; readonly problem: Problem };

export const history = (doc: GraphDocument, limit = 1000): History => ({
  doc,
  entries: [],
  done: 0,
  limit: Math.max(1, limit),
  open: false,
  change: null,
});

/**
 * Applies an edit and remembers it. Edits in a row with one `merge` key become one entry, whatever time passes
 * between them; undo, redo, `seal` and any other edit end the row. An edit that changes nothing leaves no entry.
 */
export function commit(h: History, edit: Edit, label: string, merge?: string): Committed {
  const change = changeOf(h.doc, edit);
  if (!('doc' in change)) return { ok: false, problem: change };
  if (change.doc === h.doc) return { ok: true, history: h };
  const kept = h.entries.slice(0, h.done);
  const last = kept.at(-1);
  const entry: HistoryEntry = { label, edit, inverse: change.inverse, ...(merge === undefined ? {} : { merge }) };
  const together = h.open && last && merge !== undefined && last.merge === merge ? joined(last, entry) : undefined;
  if (together) kept[kept.length - 1] = together;
  else kept.push(entry);
  const entries = kept.slice(-h.limit);
  return {
    ok: true,
    history: { ...h, doc: change.doc, entries, done: entries.length, open: merge !== undefined, change: edit },
  };
}

/** Ends a gesture: the next edit begins an entry of its own even under the same key. */
export const seal = (h: History): History => (h.open ? { ...h, open: false } : h);

export const canUndo = (h: History): boolean => h.done > 0;
export const canRedo = (h: History): boolean => h.done < h.entries.length;
export const undo = (h: History): History => jump(h, h.done - 1);
export const redo = (h: History): History => jump(h, h.done + 1);

/** Goes to the moment after the first `to` entries: 0 is the oldest state known. Out of range goes as far as it can. */
export function jump(h: History, to: number): History {
  const done = Math.max(0, Math.min(h.entries.length, Math.trunc(to)));
  if (done === h.done) return seal(h);
  const edits =
    done < h.done
      ? h.entries
          .slice(done, h.done)
          .reverse()
          .map((entry) => entry.inverse)
      : h.entries.slice(h.done, done).map((entry) => entry.edit);
  let doc = h.doc;
  for (const edit of edits) {
    const applied = apply(doc, edit);
    if (!applied.ok) return h; // only a history put together by hand has entries that do not fit its document
    doc = applied.doc;
  }
  return { ...h, doc, done, open: false, change: edits.length === 1 ? edits[0]! : { kind: 'batch', edits } };
}

/** Two entries of one gesture as one, unless that would be larger than an edit may be. */
function joined(first: HistoryEntry, then: HistoryEntry): HistoryEntry | undefined {
  const edit = overwrite(first.edit, then.edit);
  if (edit) return { ...then, edit, inverse: first.inverse };
  const edits = [...parts(first.edit), ...parts(then.edit)];
  const inverses = [...parts(then.inverse), ...parts(first.inverse)];
  if (Math.max(edits.length, inverses.length) > LIMITS.entries) return undefined;
  return { ...then, edit: { kind: 'batch', edits }, inverse: { kind: 'batch', edits: inverses } };
}

const parts = (edit: Edit): readonly Edit[] => (edit.kind === 'batch' ? edit.edits : [edit]);

/** The second edit alone, when nothing is left of the first: a later place of the same node, a later value of the same param. */
function overwrite(first: Edit, then: Edit): Edit | undefined {
  if (first.kind === 'batch' && then.kind === 'batch') {
    const same =
      first.edits.length === then.edits.length && first.edits.every((edit, k) => overwrite(edit, then.edits[k]!));
    return same ? then : undefined;
  }
  return target(first) !== undefined && target(first) === target(then) ? then : undefined;
}

/** What an edit sets as a whole, or nothing when it takes something away or adds it. */
function target(edit: Edit): string | undefined {
  switch (edit.kind) {
    case 'set-param':
      return edit.value === undefined || edit.index !== undefined ? undefined : `param ${edit.node} ${edit.param}`;
    case 'move':
      return edit.to === undefined || edit.index !== undefined ? undefined : `move ${edit.node}`;
    case 'set-title':
    case 'set-definition':
      return `${edit.kind} ${edit.node}`;
    case 'set-time':
    case 'set-seed':
      return edit.kind;
    default:
      return undefined;
  }
}

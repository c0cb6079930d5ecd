/**
 * The open graph with its history and selection. Every change is an edit that core applies; a refusal becomes a
 * sentence. All elements look at this one value, and none of them keeps a copy of the document.
 */
import {
  canRedo,
  canUndo,
  commit,
  type Definition,
  type Edit,
  formatProblem,
  type GraphDocument,
  type GraphNode,
  history,
  type History,
  type Library,
  type Problem,
  redo,
  resolveNode,
  seal,
  undo,
} from '@neuroloom/core';
import { BehaviorSubject, distinctUntilChanged, map, type Observable, Subject } from 'rxjs';
import { STRINGS } from '../strings.ts';
import { type Scene, sceneMaker } from '../sync/scene.ts';
import { definitionOf, problemsOf } from './legality.ts';

export interface Selection {
  readonly nodes: ReadonlySet<string>;
  /** Wires by `from→to`. */
  readonly wires: ReadonlySet<string>;
}
export const NOTHING: Selection = { nodes: new Set(), wires: new Set() };
export const selected = (nodes: Iterable<string>, wires: Iterable<string> = []): Selection => ({
  nodes: new Set(nodes),
  wires: new Set(wires),
});

/** A sentence for the person: shown, and read aloud. */
export interface Notice {
  readonly text: string;
  readonly tone: 'info' | 'bad';
}

export class Workspace {
  readonly library: Library;
  readonly history$: BehaviorSubject<History>;
  readonly document$: Observable<GraphDocument>;
  readonly selection$ = new BehaviorSubject<Selection>(NOTHING);
  readonly notices$ = new Subject<Notice>();
  readonly readonly$ = new BehaviorSubject(false);
  /** Problems that a run found, beside those of the document itself. */
  readonly runProblems$ = new BehaviorSubject<readonly Problem[]>([]);
  /** Keeps a file for graphs to name and gives its name; absent where nothing can be kept. */
  keepFile: ((file: File) => Promise<string>) | undefined;
  readonly #scene: (doc: GraphDocument) => Scene;
  #sceneOf: GraphDocument | undefined;
  #sceneNow: Scene | undefined;
  #checked: GraphDocument | undefined;
  #ran: readonly Problem[] | undefined;
  #problems: readonly Problem[] = [];
  #badges = new Map<string, string>();

  constructor(library: Library, document: GraphDocument) {
    this.library = library;
    this.history$ = new BehaviorSubject(history(document));
    this.document$ = this.history$.pipe(
      map((h) => h.doc),
      distinctUntilChanged(),
    );
    this.#scene = sceneMaker((doc, id) => resolveNode(library, doc, id));
  }

  get document(): GraphDocument {
    return this.history$.value.doc;
  }
  get selection(): Selection {
    return this.selection$.value;
  }
  get readonly(): boolean {
    return this.readonly$.value;
  }

  /** The definition of a node; nothing for one that only has a placeholder. */
  resolve(node: GraphNode): Definition | undefined {
    return definitionOf(this.library, node);
  }

  /** What the canvas shows of the document. */
  get scene(): Scene {
    if (this.#sceneOf !== this.document || !this.#sceneNow) {
      this.#sceneOf = this.document;
      this.#sceneNow = this.#scene(this.document);
    }
    return this.#sceneNow;
  }

  /** What is wrong with the graph, found by core and by the run. */
  get problems(): readonly Problem[] {
    const ran = this.runProblems$.value;
    if (this.#checked !== this.document || this.#ran !== ran) {
      this.#checked = this.document;
      this.#ran = ran;
      this.#problems = [...problemsOf(this.library, this.document), ...ran];
      this.#badges = new Map();
      for (const p of this.#problems) {
        if (p.node === undefined) continue;
        const before = this.#badges.get(p.node);
        this.#badges.set(p.node, before === undefined ? formatProblem(p) : `${before}\n${formatProblem(p)}`);
      }
    }
    return this.#problems;
  }

  /** Sentence for a node's badge, or nothing. */
  problemOf(node: string): string {
    return this.problems.length === 0 ? '' : (this.#badges.get(node) ?? '');
  }

  /** Another document takes the place of this one, with a history of its own. */
  open(document: GraphDocument): void {
    this.selection$.next(NOTHING);
    this.runProblems$.next([]);
    this.history$.next(history(document));
  }

  /** Does one edit, or several as one entry of the history. Edits in a row with one `gesture` are one entry. False when core refused. */
  edit(edits: Edit | readonly Edit[], label: string, gesture?: string): boolean {
    if (this.readonly) {
      this.say(STRINGS.canvas.readonly, 'bad');
      return false;
    }
    const list = Array.isArray(edits) ? (edits as readonly Edit[]) : [edits as Edit];
    if (list.length === 0) return true;
    const edit: Edit = list.length === 1 ? list[0]! : { kind: 'batch', edits: list };
    const done = commit(this.history$.value, edit, label, gesture);
    if (!done.ok) {
      this.say(formatProblem(done.problem), 'bad');
      return false;
    }
    this.#set(done.history);
    return true;
  }

  /** A gesture (a drag of a slider, a word typed) is over: what comes next is undone by itself. */
  seal(): void {
    this.history$.next(seal(this.history$.value));
  }

  undo(): void {
    const h = this.history$.value;
    if (this.readonly || !canUndo(h)) return;
    this.#set(undo(h));
    this.say(STRINGS.edit.undone(h.entries[h.done - 1]?.label ?? ''));
  }
  redo(): void {
    const h = this.history$.value;
    if (this.readonly || !canRedo(h)) return;
    this.#set(redo(h));
    this.say(STRINGS.edit.redone(h.entries[h.done]?.label ?? ''));
  }

  select(selection: Selection): void {
    const { nodes, wires } = this.selection;
    if (sameSet(nodes, selection.nodes) && sameSet(wires, selection.wires)) return;
    this.selection$.next(selection);
  }

  say(text: string, tone: Notice['tone'] = 'info'): void {
    if (text) this.notices$.next({ text, tone });
  }

  #set(h: History): void {
    this.history$.next(h);
    // What is gone can no longer be selected.
    const { nodes, wires } = this.selection;
    const kept = selected(
      [...nodes].filter((id) => Object.hasOwn(h.doc.nodes, id)),
      [...wires].filter((key) => this.scene.wires.has(key)),
    );
    this.select(kept);
  }
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((x) => b.has(x));

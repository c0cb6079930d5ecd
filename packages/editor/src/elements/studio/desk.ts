/** The open graph on the studio's desk: workspace, documents and run tied together, without any element. */
import { emptyGraph, formatProblem, type Frame, type GraphDocument, type Library } from '@neuroloom/core';
import { Subscription } from 'rxjs';
import { Workspace } from '../../model/workspace.ts';
import { viewsFor } from '../../run/route.ts';
import type { Run } from '../../run/run.ts';
import { keepFile } from '../../store/data-files.ts';
import type { DocumentStore } from '../../store/document-store.ts';
import { STRINGS } from '../../strings.ts';
import { Documents } from './documents.ts';

export interface DeskEvents {
  readonly opened: (document: GraphDocument) => void;
  /** A frame for a view node of the graph. */
  readonly picture: (node: string, frame: Frame) => void;
  /** A frame of something that is being watched. */
  readonly watched: (key: string, frame: Frame) => void;
  /** The run is back at its start: pictures of the last one go. */
  readonly idle: () => void;
}

export class Desk {
  readonly ws: Workspace;
  readonly documents: Documents;
  readonly #links = new Subscription();

  constructor(library: Library, store: DocumentStore | undefined, editable: boolean, run: Run, on: DeskEvents) {
    const ws = new Workspace(library, emptyGraph(STRINGS.app.untitled));
    this.ws = ws;
    if (!editable) ws.readonly$.next(true);
    if (store) ws.keepFile = (file) => keepFile(store, file);
    this.documents = new Documents(ws, editable ? store : undefined, on.opened, pageStorage());
    this.#links.add(ws.document$.subscribe((doc) => run.edited(doc)));
    this.#links.add(
      run.frames$.subscribe((frame) => {
        if (run.watches$.value.some((w) => w.key === frame.from)) on.watched(frame.from, frame);
        const isView = (node: string): boolean => ws.scene.nodes.get(node)?.face.view === true;
        for (const node of viewsFor(ws.document, isView, frame)) on.picture(node, frame);
      }),
    );
    this.#links.add(
      run.view$.subscribe((view) => {
        if (view.phase === 'idle') on.idle();
        if (ws.runProblems$.value === view.problems) return;
        ws.runProblems$.next(view.problems);
        const last = view.problems.at(-1);
        if (last) ws.say(formatProblem(last), 'bad');
      }),
    );
  }

  close(): void {
    this.#links.unsubscribe();
    this.documents.close();
  }
}

/** localStorage, where a page may use it. */
function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

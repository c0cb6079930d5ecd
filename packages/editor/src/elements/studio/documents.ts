/** Which document is open, where it came from and where it is kept: this browser, a file, an example. */
import { emptyGraph, formatProblem, type GraphDocument, readGraph, writeGraph } from '@neuroloom/core';
import { Subscription } from 'rxjs';
import { replaceDocument } from '../../model/actions.ts';
import type { Workspace } from '../../model/workspace.ts';
import { Autosave, newDocumentId, type Rescue } from '../../store/autosave.ts';
import type { DocumentStore } from '../../store/document-store.ts';
import {
  download,
  fileNameFor,
  type GraphFile,
  openGraphFile,
  readFile,
  readHandle,
  saveGraphFile,
} from '../../store/files.ts';
import { STRINGS } from '../../strings.ts';

export interface Example {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly detail?: string;
  /** The graph, as a value or as a file's text. */
  load(): Promise<unknown>;
}

export class Documents {
  readonly #ws: Workspace;
  readonly #opened: (document: GraphDocument) => void;
  readonly #links = new Subscription();
  readonly autosave: Autosave | undefined;
  readonly store: DocumentStore | undefined;
  #file: GraphFile | undefined;
  /** Counts openings: one that was overtaken by another comes to nothing. */
  #turn = 0;

  constructor(
    ws: Workspace,
    store: DocumentStore | undefined,
    opened: (document: GraphDocument) => void,
    rescue?: Rescue,
  ) {
    this.#ws = ws;
    this.#opened = opened;
    this.store = store;
    if (!store) return;
    const autosave = new Autosave(store, rescue ? { rescue } : {});
    this.autosave = autosave;
    this.#links.add(ws.document$.subscribe((doc) => autosave.changed(doc)));
    this.#links.add(autosave.state$.subscribe((s) => ws.readonly$.next(s.is === 'elsewhere' || s.is === 'lost')));
  }

  close(): void {
    this.#links.unsubscribe();
    void this.autosave?.close();
  }

  /** The graph that was open last, else the first example, else an empty one. */
  async start(examples: readonly Example[]): Promise<void> {
    const turn = ++this.#turn;
    const last = await this.store?.list().then(
      (all) => all[0],
      () => undefined,
    );
    if (turn !== this.#turn) return;
    if (last && (await this.openStored(last.id))) return;
    if (turn + 1 < this.#turn) return;
    if (examples[0]) await this.openExample(examples[0]);
    else await this.create();
  }

  async create(): Promise<void> {
    await this.#open(emptyGraph(STRINGS.app.untitled), newDocumentId(), 0);
  }

  async openExample(example: Example): Promise<boolean> {
    const turn = ++this.#turn;
    try {
      const doc = this.#read(await example.load(), example.title);
      if (!doc || turn !== this.#turn) return false;
      await this.#open(doc, newDocumentId(), 0);
      return true;
    } catch (error) {
      this.#ws.say(STRINGS.store.notAGraph(example.title, messageOf(error)), 'bad');
      return false;
    }
  }

  async openStored(id: string, take = false): Promise<boolean> {
    const turn = ++this.#turn;
    try {
      const stored = await this.store?.load(id);
      if (!stored || turn !== this.#turn) return false;
      const kept = this.autosave?.rescued(id, stored.entry.revision);
      const rescued = kept === undefined ? undefined : readGraph(kept, this.#ws.library).doc;
      const doc = this.#read(stored.document, stored.entry.title);
      if (!doc) return false;
      await this.#open(doc, id, stored.entry.revision, take);
      if (rescued) {
        // Shown as the newest state; the next autosave makes a revision of it.
        this.#ws.open(rescued);
        this.#opened(rescued);
        this.#ws.say(STRINGS.status.recovered);
      }
      return true;
    } catch (error) {
      this.#ws.say(messageOf(error), 'bad');
      return false;
    }
  }

  async takeOver(): Promise<void> {
    const id = this.autosave?.id;
    if (id) await this.openStored(id, true);
  }

  /** Brings an earlier version back; undo leads to the present one again, which also stays in the list. */
  async restore(revision: number): Promise<void> {
    const id = this.autosave?.id;
    const stored = id ? await this.store?.load(id, revision) : undefined;
    const doc = stored && this.#read(stored.document, stored.entry.title);
    if (doc && replaceDocument(this.#ws, doc)) this.#ws.say(STRINGS.store.restored);
  }

  async openFile(given?: File | FileSystemFileHandle): Promise<void> {
    const turn = ++this.#turn;
    try {
      const file =
        given === undefined
          ? await openGraphFile()
          : given instanceof File
            ? await readFile(given, undefined)
            : await readHandle(given);
      if (!file || turn !== this.#turn) return;
      const doc = this.#read(file.text, file.name);
      if (!doc) return;
      await this.#open(doc, newDocumentId(), 0);
      this.#file = file;
      this.#ws.say(STRINGS.store.opened(file.name));
    } catch (error) {
      this.#ws.say(messageOf(error), 'bad');
    }
  }

  async saveFile(asNew = false): Promise<void> {
    const doc = this.#ws.document;
    try {
      const saved = await saveGraphFile(
        writeGraph(doc),
        this.#file?.name ?? fileNameFor(doc.title),
        asNew ? undefined : this.#file,
      );
      if (!saved) return;
      this.#file = saved;
      this.#ws.say(STRINGS.store.savedFile(saved.name));
    } catch (error) {
      this.#ws.say(messageOf(error), 'bad');
    }
  }

  download(): void {
    download(writeGraph(this.#ws.document), fileNameFor(this.#ws.document.title));
  }

  #read(input: unknown, name: string): GraphDocument | undefined {
    const read = readGraph(input, this.#ws.library);
    if (!read.doc) {
      this.#ws.say(STRINGS.store.notAGraph(name, read.problems[0] ? formatProblem(read.problems[0]) : ''), 'bad');
      return undefined;
    }
    if (read.notes.length > 0) this.#ws.say(read.notes.join(' '));
    return read.doc;
  }

  async #open(doc: GraphDocument, id: string, revision: number, take = false): Promise<void> {
    this.#turn++;
    // The old document is saved before the new one takes its place, so that no change can end up in the wrong one.
    await this.autosave?.close();
    this.#file = undefined;
    this.#ws.open(doc);
    await this.autosave?.open(id, revision, doc, take);
    this.#opened(doc);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

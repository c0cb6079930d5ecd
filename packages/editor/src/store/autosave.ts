/**
 * Saves the open document by itself: at most half a second after a change, at once when the page is hidden or
 * closed. What could not reach the database when the page went away is put where a page may still write, and
 * found again at the next start.
 */
import type { GraphDocument } from '@neuroloom/core';
import { BehaviorSubject } from 'rxjs';
import { ConflictError, type DocumentStore } from './document-store.ts';
import { type Hold, hold } from './hold.ts';

export type SaveState =
  | { readonly is: 'off' | 'saved' | 'saving' | 'unsaved' }
  /** Just opened from an example or a file: it is kept from its first change on. */
  | { readonly is: 'untouched' }
  /** Another tab edits this document, or has taken it over. */
  | { readonly is: 'elsewhere' | 'lost' }
  | { readonly is: 'full' }
  /** A newer revision was there: the work goes on as a document of its own. */
  | { readonly is: 'conflict' }
  | { readonly is: 'failed'; readonly because: string };

/** A place that can be written at once while a page closes, such as localStorage. */
export type Rescue = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface AutosaveOptions {
  /** Milliseconds from a change to its save; later changes do not put it off. */
  readonly wait?: number;
  readonly rescue?: Rescue;
  readonly hold?: typeof hold;
  readonly newId?: () => string;
}

export const newDocumentId = (): string => crypto.randomUUID();
const rescueKey = (id: string): string => `neuroloom:rescue:${id}`;

export class Autosave {
  readonly state$ = new BehaviorSubject<SaveState>({ is: 'off' });
  readonly #store: DocumentStore;
  readonly #options: AutosaveOptions;
  #id = '';
  #revision = 0;
  #latest: GraphDocument | undefined;
  #saved: GraphDocument | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;
  #hold: Hold | undefined;

  constructor(store: DocumentStore, options: AutosaveOptions = {}) {
    this.#store = store;
    this.#options = options;
  }

  get id(): string {
    return this.#id;
  }
  get writable(): boolean {
    return this.#hold?.held === true;
  }
  get dirty(): boolean {
    return this.#latest !== this.#saved;
  }

  /** Takes up a document: `revision` 0 if it has never been saved; it then is saved with its first change. */
  async open(id: string, revision: number, document: GraphDocument, take = false): Promise<boolean> {
    await this.close();
    this.#id = id;
    this.#revision = revision;
    this.#latest = document;
    this.#saved = document;
    const asked = await (this.#options.hold ?? hold)(id, () => this.#lose(id), { take });
    if (this.#id !== id) {
      asked.release();
      return false;
    }
    this.#hold = asked;
    this.state$.next({ is: asked.held ? (revision > 0 ? 'saved' : 'untouched') : 'elsewhere' });
    return asked.held;
  }

  changed(document: GraphDocument): void {
    if (document === this.#latest) return;
    this.#latest = document;
    if (!this.writable) return;
    if (this.state$.value.is !== 'full' && this.state$.value.is !== 'failed') this.state$.next({ is: 'unsaved' });
    this.#timer ??= setTimeout(() => void this.flush(), this.#options.wait ?? 400);
  }

  /** Writes what has changed, now. Never fails; the state says how it went. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#writing) await this.#writing;
    if (!this.writable || !this.dirty) return;
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  /** For `pagehide`: begins the save, and keeps a copy where it can be kept at once, until the save has come through. */
  leave(): void {
    if (!this.writable || !this.dirty) return;
    try {
      this.#options.rescue?.setItem(
        rescueKey(this.#id),
        JSON.stringify({ base: this.#revision, document: this.#latest }),
      );
    } catch {
      // No room there either; the save itself is on its way.
    }
    void this.flush();
  }

  /** What a page that closed could not save, if it was made from this revision. It is taken out by the asking. */
  rescued(id: string, revision: number): unknown {
    const text = this.#options.rescue?.getItem(rescueKey(id));
    if (!text) return undefined;
    this.#options.rescue?.removeItem(rescueKey(id));
    try {
      const kept = JSON.parse(text) as { base?: unknown; document?: unknown };
      return kept.base === revision ? kept.document : undefined;
    } catch {
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.flush();
    this.#hold?.release();
    this.#hold = undefined;
    this.#id = '';
  }

  #lose(id: string): void {
    if (this.#id !== id) return;
    this.#hold = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.state$.next({ is: 'lost' });
  }

  async #write(): Promise<void> {
    const document = this.#latest;
    const id = this.#id;
    if (!document) return;
    this.state$.next({ is: 'saving' });
    try {
      const entry = await this.#store.save(id, this.#revision, document);
      if (this.#id !== id) return;
      this.#revision = entry.revision;
      this.#saved = document;
      this.#options.rescue?.removeItem(rescueKey(id));
      this.state$.next({ is: this.dirty ? 'unsaved' : 'saved' });
      if (this.dirty) this.#timer ??= setTimeout(() => void this.flush(), this.#options.wait ?? 400);
    } catch (error) {
      await this.#failed(error, document);
    }
  }

  async #failed(error: unknown, document: GraphDocument): Promise<void> {
    if (error instanceof ConflictError) {
      try {
        await this.#branch(document);
        return;
      } catch (again) {
        error = again;
      }
    }
    const name = error instanceof Error || error instanceof DOMException ? error.name : '';
    if (name === 'QuotaExceededError') this.state$.next({ is: 'full' });
    else this.state$.next({ is: 'failed', because: error instanceof Error ? error.message : String(error) });
  }

  /** Goes on under a new id, so that the newer revision stays as it is. */
  async #branch(document: GraphDocument): Promise<void> {
    this.#hold?.release();
    this.#id = (this.#options.newId ?? newDocumentId)();
    this.#revision = 0;
    this.#hold = await (this.#options.hold ?? hold)(this.#id, () => this.#lose(this.#id));
    this.#revision = (await this.#store.save(this.#id, 0, document)).revision;
    this.#saved = document;
    this.state$.next({ is: 'conflict' });
  }
}

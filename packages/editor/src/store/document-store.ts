/**
 * Graphs kept in this browser, and files that they name. A save appends a revision and moves the document's head in one transaction, so
 * a crash leaves either the old state or the new one; old revisions are thinned, not overwritten. A save that
 * was not made from the newest revision is refused.
 */
import type { GraphDocument } from '@neuroloom/core';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { thin } from './thin.ts';

export interface DocumentEntry {
  readonly id: string;
  readonly title: string;
  /** Newest revision; counts from 1. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly updated: number;
  readonly nodes: number;
}
export interface VersionEntry {
  readonly revision: number;
  readonly at: number;
  readonly title: string;
  readonly nodes: number;
}
export interface Stored {
  readonly entry: DocumentEntry;
  /** As it was written: it may be of an older version of the format. */
  readonly document: unknown;
}

/** A newer revision than the one that was edited is already stored. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

export interface DocumentStore {
  /** Newest first. */
  list(): Promise<readonly DocumentEntry[]>;
  load(id: string, revision?: number): Promise<Stored | undefined>;
  versions(id: string): Promise<readonly VersionEntry[]>;
  /** `base`: the revision that was edited, 0 for a new document. Fails with ConflictError, or with the browser's QuotaExceededError. */
  save(id: string, base: number, document: GraphDocument): Promise<DocumentEntry>;
  remove(id: string): Promise<void>;
  /** Keeps a file that graphs name; it takes the place of one of the same name. Fails with the browser's QuotaExceededError. */
  keepFile(name: string, bytes: Uint8Array): Promise<void>;
  file(name: string): Promise<Uint8Array | undefined>;
  close(): void;
}

interface Revision extends VersionEntry {
  readonly id: string;
  readonly document: unknown;
}
interface Schema extends DBSchema {
  documents: { key: string; value: DocumentEntry };
  revisions: { key: [string, number]; value: Revision };
  files: { key: string; value: Uint8Array };
}

export async function openDocumentStore(name = 'neuroloom', keep = 40): Promise<DocumentStore> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(name, 2, {
    upgrade(made, version) {
      if (version < 1) {
        made.createObjectStore('documents', { keyPath: 'id' });
        made.createObjectStore('revisions', { keyPath: ['id', 'revision'] });
      }
      made.createObjectStore('files');
    },
    // A page of a later version must not wait for this one.
    blocking: () => db.close(),
  });
  const every = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Infinity]);

  return {
    async list() {
      return (await db.getAll('documents')).sort((a, b) => b.updated - a.updated);
    },

    async load(id, revision) {
      const tx = db.transaction(['documents', 'revisions']);
      const entry = await tx.objectStore('documents').get(id);
      if (!entry) return undefined;
      const found = await tx.objectStore('revisions').get([id, revision ?? entry.revision]);
      return found ? { entry, document: found.document } : undefined;
    },

    async versions(id) {
      const all = await db.getAll('revisions', every(id));
      return all.map(({ revision, at, title, nodes }) => ({ revision, at, title, nodes })).reverse();
    },

    async save(id, base, document) {
      const tx = db.transaction(['documents', 'revisions'], 'readwrite', { durability: 'strict' });
      const documents = tx.objectStore('documents');
      const revisions = tx.objectStore('revisions');
      try {
        const head = (await documents.get(id))?.revision ?? 0;
        if (head !== base) throw new ConflictError(`revision ${head} is stored, revision ${base} was edited`);
        const about = { revision: head + 1, title: document.title, nodes: Object.keys(document.nodes).length };
        const entry: DocumentEntry = { id, ...about, updated: Date.now() };
        await revisions.add({ id, ...about, at: entry.updated, document });
        await documents.put(entry);
        const kept = (await revisions.getAllKeys(every(id))).map(([, n]) => n);
        if (kept.length > keep) {
          const ages = (await revisions.getAll(every(id))).map((r) => ({ revision: r.revision, at: r.at }));
          for (const n of thin(ages, keep)) await revisions.delete([id, n]);
        }
        await tx.done;
        return entry;
      } catch (error) {
        tx.done.catch(() => undefined);
        try {
          tx.abort();
        } catch {
          // The browser has aborted it already.
        }
        throw error;
      }
    },

    async remove(id) {
      const tx = db.transaction(['documents', 'revisions'], 'readwrite');
      await tx.objectStore('revisions').delete(every(id));
      await tx.objectStore('documents').delete(id);
      await tx.done;
    },

    async keepFile(name, bytes) {
      await db.put('files', bytes, name);
    },

    file: (name) => db.get('files', name),

    close: () => db.close(),
  };
}

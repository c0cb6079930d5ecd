import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepFile } from '../../src/store/data-files.ts';
import { ConflictError, type DocumentStore, openDocumentStore } from '../../src/store/document-store.ts';
import { thin } from '../../src/store/thin.ts';
import { digitsGraph } from '../support/graphs.ts';

let store: DocumentStore;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openDocumentStore('test', 12);
});
const titled = (title: string) => ({ ...digitsGraph, title });

describe('documents in the browser', () => {
  it('come back as they were saved', async () => {
    const entry = await store.save('a', 0, digitsGraph);
    expect(entry).toMatchObject({
      id: 'a',
      revision: 1,
      title: digitsGraph.title,
      nodes: Object.keys(digitsGraph.nodes).length,
    });
    expect((await store.load('a'))?.document).toEqual(digitsGraph);
    expect(await store.load('b')).toBeUndefined();
    expect((await store.list()).map((d) => d.id)).toEqual(['a']);
  });

  it('keep earlier versions', async () => {
    for (let i = 0; i < 3; i++) await store.save('a', i, titled(`v${i + 1}`));
    expect((await store.versions('a')).map((v) => v.title)).toEqual(['v3', 'v2', 'v1']);
    expect((await store.load('a', 1))?.document).toMatchObject({ title: 'v1' });
  });

  it('never overwrite a newer version, and are unchanged by the attempt', async () => {
    await store.save('a', 0, titled('mine'));
    await store.save('a', 1, titled('newer'));
    await expect(store.save('a', 1, titled('stale'))).rejects.toBeInstanceOf(ConflictError);
    expect((await store.load('a'))?.document).toMatchObject({ title: 'newer' });
    expect(await store.versions('a')).toHaveLength(2);
  });

  it('of two saves at once from the same version, let one through', async () => {
    const both = await Promise.allSettled([store.save('a', 0, titled('one')), store.save('a', 0, titled('two'))]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store.versions('a')).toHaveLength(1);
  });

  it('forget old versions, never the newest or the first', async () => {
    for (let i = 0; i < 40; i++) await store.save('a', i, titled(`v${i + 1}`));
    const kept = (await store.versions('a')).map((v) => v.revision);
    expect(kept).toHaveLength(12);
    expect(kept.slice(0, 4)).toEqual([40, 39, 38, 37]);
    expect(kept.at(-1)).toBe(1);
    expect((await store.load('a'))?.document).toMatchObject({ title: 'v40' });
  });

  it('are removed with all their versions and leave others alone', async () => {
    await store.save('a', 0, digitsGraph);
    await store.save('b', 0, digitsGraph);
    await store.remove('a');
    expect((await store.list()).map((d) => d.id)).toEqual(['b']);
    expect(await store.versions('a')).toEqual([]);
    expect(await store.versions('b')).toHaveLength(1);
  });
});

describe('thinning', () => {
  it('keeps recent revisions close together and old ones further apart', () => {
    const all = Array.from({ length: 200 }, (_, i) => ({ revision: i + 1, at: i * 60_000 }));
    const gone = new Set(thin(all, 20));
    const kept = all.filter((r) => !gone.has(r.revision)).map((r) => r.revision);
    expect(kept).toHaveLength(20);
    expect(kept[0]).toBe(1);
    expect(kept.slice(-6)).toEqual([195, 196, 197, 198, 199, 200]);
    const gaps = kept.slice(1).map((r, i) => r - kept[i]!);
    expect(gaps[0]!).toBeGreaterThan(gaps[12]!);
  });
});

describe('files that graphs name', () => {
  it('are kept by their names, the newest of a name', async () => {
    await store.keepFile('a.csv', Uint8Array.of(1, 2));
    await store.keepFile('b.npy', new Uint8Array(0));
    await store.keepFile('a.csv', Uint8Array.of(3));
    expect(await store.file('a.csv')).toEqual(Uint8Array.of(3));
    expect(await store.file('b.npy')).toEqual(new Uint8Array(0));
    expect(await store.file('c.csv')).toBeUndefined();
  });

  it('find room beside the graphs of an earlier version', async () => {
    const before = await openDB('older', 1, {
      upgrade(db) {
        db.createObjectStore('documents', { keyPath: 'id' });
        db.createObjectStore('revisions', { keyPath: ['id', 'revision'] });
      },
    });
    await before.put('documents', { id: 'a', title: 'Old', revision: 1, updated: 5, nodes: 0 });
    before.close();
    const now = await openDocumentStore('older');
    expect((await now.list()).map((d) => d.title)).toEqual(['Old']);
    await now.keepFile('a.csv', Uint8Array.of(1));
    expect(await now.file('a.csv')).toEqual(Uint8Array.of(1));
  });

  it('that are too large, or for which there is no room, are told with what to do', async () => {
    const large = Object.defineProperty(new File([], 'large.npy'), 'size', { value: 300 * 2 ** 20 });
    await expect(keepFile(store, large)).rejects.toThrow('large.npy has 300 MiB');
    const full = { ...store, keepFile: () => Promise.reject(new DOMException('', 'QuotaExceededError')) };
    await expect(keepFile(full, new File(['1'], 'a.csv'))).rejects.toThrow('no room for the 1 MiB of a.csv');
    expect(await keepFile(store, new File(['1,2'], 'a.csv'))).toBe('a.csv');
    expect(new TextDecoder().decode(await store.file('a.csv'))).toBe('1,2');
  });
});

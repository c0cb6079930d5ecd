import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
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

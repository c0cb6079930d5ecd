import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { GraphDocument } from '@neuroloom/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { Autosave, type Rescue, type SaveState } from '../../src/store/autosave.ts';
import { type DocumentStore, openDocumentStore } from '../../src/store/document-store.ts';
import { type Hold, hold } from '../../src/store/hold.ts';
import { digitsGraph } from '../support/graphs.ts';

const titled = (title: string): GraphDocument => ({ ...digitsGraph, title });
const held = (): Promise<Hold> => Promise.resolve({ held: true, release: () => undefined });
let store: DocumentStore;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openDocumentStore('test');
});

/** Storage that is there at once, as localStorage is. */
function memory(): Rescue & { readonly map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    getItem: (k) => map.get(k) ?? null,
    setItem: (k, v) => void map.set(k, v),
    removeItem: (k) => void map.delete(k),
  };
}
function states(a: Autosave): SaveState['is'][] {
  const seen: SaveState['is'][] = [];
  a.state$.subscribe((s) => seen.push(s.is));
  return seen;
}

describe('autosave', () => {
  it('saves by itself soon after a change, once for many changes', async () => {
    const a = new Autosave(store, { wait: 10, hold: held });
    await a.open('a', 0, digitsGraph);
    const seen = states(a);
    for (let i = 0; i < 20; i++) a.changed(titled(`t${i}`));
    await new Promise((done) => setTimeout(done, 40));
    await a.flush();
    expect((await store.load('a'))?.document).toMatchObject({ title: 't19' });
    expect(await store.versions('a')).toHaveLength(1);
    expect(seen).toContain('saving');
    expect(seen.at(-1)).toBe('saved');
  });

  it('does not put a save off while changes keep coming', async () => {
    const a = new Autosave(store, { wait: 30, hold: held });
    await a.open('a', 0, digitsGraph);
    const until = Date.now() + 150;
    for (let i = 0; Date.now() < until; i++) {
      a.changed(titled(`t${i}`));
      await new Promise((done) => setTimeout(done, 5));
    }
    expect((await store.versions('a')).length).toBeGreaterThan(0);
  });

  it('saves nothing for a document that was only looked at', async () => {
    const a = new Autosave(store, { wait: 1, hold: held });
    await a.open('a', 0, digitsGraph);
    a.changed(digitsGraph);
    await a.close();
    expect(await store.list()).toEqual([]);
  });

  it('saves what is open before another document takes its place', async () => {
    const a = new Autosave(store, { wait: 10_000, hold: held });
    await a.open('a', 0, digitsGraph);
    a.changed(titled('kept'));
    await a.open('b', 0, titled('other'));
    expect((await store.load('a'))?.document).toMatchObject({ title: 'kept' });
    expect(await store.load('b')).toBeUndefined();
  });

  it('goes on as a document of its own where a newer version is stored', async () => {
    const [a, b] = [
      new Autosave(store, { wait: 1, hold: held, newId: () => 'branch' }),
      new Autosave(store, { wait: 1, hold: held }),
    ];
    await a.open('a', 0, digitsGraph);
    await b.open('a', 0, digitsGraph);
    b.changed(titled('newer'));
    await b.flush();
    a.changed(titled('mine'));
    await a.flush();
    expect(a.state$.value.is).toBe('conflict');
    expect((await store.load('a'))?.document).toMatchObject({ title: 'newer' });
    expect((await store.load('branch'))?.document).toMatchObject({ title: 'mine' });
    a.changed(titled('more'));
    await a.flush();
    expect((await store.load('branch'))?.document).toMatchObject({ title: 'more' });
  });

  it('says that the browser is full, keeps the work and tries again', async () => {
    let full = true;
    const tight: DocumentStore = {
      ...store,
      save: (...args) =>
        full ? Promise.reject(new DOMException('no room', 'QuotaExceededError')) : store.save(...args),
    };
    const a = new Autosave(tight, { wait: 1, hold: held });
    await a.open('a', 0, digitsGraph);
    a.changed(titled('big'));
    await a.flush();
    expect(a.state$.value).toEqual({ is: 'full' });
    expect(a.dirty).toBe(true);
    full = false;
    await a.flush();
    expect(a.state$.value.is).toBe('saved');
    expect((await store.load('a'))?.document).toMatchObject({ title: 'big' });
  });

  it('finds again what a page that closed had not saved, once, and only over the version it was made from', async () => {
    const rescue = memory();
    const never: DocumentStore = { ...store, save: () => new Promise(() => undefined) };
    await store.save('a', 0, digitsGraph);
    const dying = new Autosave(never, { wait: 10_000, hold: held, rescue });
    await dying.open('a', 1, digitsGraph);
    dying.changed(titled('last words'));
    dying.leave();
    const next = new Autosave(store, { hold: held, rescue });
    expect(next.rescued('a', 1)).toMatchObject({ title: 'last words' });
    expect(next.rescued('a', 1)).toBeUndefined();
    dying.leave();
    expect(next.rescued('a', 2)).toBeUndefined();
  });

  it('forgets the rescue when the save comes through after all', async () => {
    const rescue = memory();
    const a = new Autosave(store, { wait: 10_000, hold: held, rescue });
    await a.open('a', 0, digitsGraph);
    a.changed(titled('x'));
    a.leave();
    expect(rescue.map.size).toBe(1);
    await a.flush();
    expect(rescue.map.size).toBe(0);
  });
});

/** The part of the Web Locks API that is used: one exclusive lock per name, to be had, refused or stolen. */
function locks(): LockManager {
  const held = new Map<string, { readonly reject: (e: unknown) => void }>();
  const request = (name: string, options: LockOptions, run: (lock: Lock | null) => unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const owner = held.get(name);
      if (owner && options.ifAvailable) return resolve(run(null));
      if (owner && options.steal) owner.reject(new DOMException('stolen', 'AbortError'));
      const mine = { reject };
      held.set(name, mine);
      void Promise.resolve(run({ name, mode: 'exclusive' })).then((v) => {
        if (held.get(name) === mine) held.delete(name);
        resolve(v);
      });
    });
  return { request: request as LockManager['request'], query: () => Promise.resolve({ held: [], pending: [] }) };
}

describe('two tabs', () => {
  it('tell the second, let it take over, and stop the first from saving', async () => {
    const shared = locks();
    const asking: typeof hold = (id, lost, options) => hold(id, lost, { ...options, locks: shared });
    const [first, second] = [
      new Autosave(store, { wait: 1, hold: asking }),
      new Autosave(store, { wait: 1, hold: asking }),
    ];
    expect(await first.open('a', 0, digitsGraph)).toBe(true);
    first.changed(titled('from the first'));
    await first.flush();
    expect(await second.open('a', 1, titled('from the first'))).toBe(false);
    expect(second.state$.value.is).toBe('elsewhere');
    second.changed(titled('not to be saved'));
    await second.flush();
    expect((await store.load('a'))?.entry.revision).toBe(1);
    expect(await second.open('a', 1, titled('from the first'), true)).toBe(true);
    await Promise.resolve();
    expect(first.state$.value.is).toBe('lost');
    first.changed(titled('too late'));
    await first.flush();
    second.changed(titled('from the second'));
    await second.flush();
    expect((await store.load('a'))?.document).toMatchObject({ title: 'from the second' });
  });

  it('free a document when it is closed', async () => {
    const shared = locks();
    const asking: typeof hold = (id, lost, options) => hold(id, lost, { ...options, locks: shared });
    const [first, second] = [new Autosave(store, { hold: asking }), new Autosave(store, { hold: asking })];
    await first.open('a', 0, digitsGraph);
    await first.close();
    expect(await second.open('a', 0, digitsGraph)).toBe(true);
    expect(first.state$.value.is).not.toBe('lost');
  });
});

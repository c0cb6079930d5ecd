import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { browserHost } from '../../src/browser/host.ts';
import { writeIdx } from '../../src/data/idx.ts';
import { firstImages, readImages } from '../../src/data/images.ts';

// Six images of 2 × 3 pixels: pixel k of image i has the value 40 i + k, label i is i mod 3.
const pixels = Uint8Array.from({ length: 36 }, (_, k) => 40 * Math.floor(k / 6) + (k % 6));
const labels = Uint8Array.from({ length: 6 }, (_, i) => i % 3);
const whole = Buffer.concat([writeIdx([6, 2, 3], pixels), writeIdx([6], labels)]);
const first = Buffer.from(firstImages(readImages(whole, 'test'), 2));
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const manifest = {
  six: {
    classes: 3,
    parts: {
      train: {
        first: { file: 'six/first.gz', count: 2, bytes: first.length, digest: sha(first) },
        whole: { file: 'six/whole.gz', count: 6, bytes: whole.length, digest: sha(whole) },
      },
    },
  },
};
const base = new URL('https://example.org/studio/data/');

/** A host on a server of these files; what was asked for is listed. */
function serve(files: Readonly<Record<string, Uint8Array | string>>): { readonly asked: string[] } {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: URL) => {
    const path = url.href.slice(base.href.length);
    asked.push(path);
    const body = files[path];
    if (body === undefined) return Promise.resolve(new Response('', { status: 404, statusText: 'Not Found' }));
    return Promise.resolve(new Response(typeof body === 'string' ? body : new Uint8Array(body)));
  });
  return { asked };
}
const good = {
  'manifest.json': JSON.stringify(manifest),
  'six/first.gz': gzipSync(first),
  'six/whole.gz': gzipSync(whole),
};
afterEach(() => vi.unstubAllGlobals());

describe('data sets of a page', () => {
  test('the first samples come alone, with the digest of all', async () => {
    const { asked } = serve(good);
    const data = await browserHost(base).dataset('six', 'train');
    expect(asked).toEqual(['manifest.json', 'six/first.gz']);
    expect([data.count, data.classes, data.shape, data.digest]).toEqual([6, 3, [2, 3], sha(whole)]);
    expect([...data.sample(1)]).toEqual([40, 41, 42, 43, 44, 45].map((x) => Math.fround(x / 255)));
    expect(data.label(1)).toBe(1);
  });

  test('more come when they are asked for, once, and the first stay what they were', async () => {
    const { asked } = serve(good);
    const data = await browserHost(base).dataset('six', 'train');
    await data.ready?.(2);
    expect(asked).not.toContain('six/whole.gz');
    expect(() => data.sample(5)).toThrow('image 5 has not been loaded');
    const before = [...data.sample(1)];
    await Promise.all([data.ready?.(5), data.ready?.(6)]);
    expect(asked.filter((path) => path === 'six/whole.gz')).toHaveLength(1);
    expect([...data.sample(1)]).toEqual(before);
    expect([...data.sample(5)][5]).toBe(Math.fround(205 / 255));
    expect(() => data.label(6)).toThrow('there is no image 6 among 6');
  });

  test('a file that the server has unpacked already is taken as it is', async () => {
    serve({ ...good, 'six/first.gz': first });
    const data = await browserHost(base).dataset('six', 'train');
    expect(data.label(0)).toBe(0);
  });

  test.each([
    ['holds other bytes', gzipSync(Buffer.from(first).fill(7, 20, 22)), 'has digest'],
    ['unpacks to more', gzipSync(Buffer.concat([first, Buffer.alloc(100_000)])), 'more than'],
    ['is cut short', gzipSync(first).subarray(0, 30), 'did not come whole'],
    ['is empty', new Uint8Array(), 'holds 0 bytes'],
  ])('a file that %s is refused with a sentence', async (_, bytes, says) => {
    serve({ ...good, 'six/first.gz': bytes });
    await expect(browserHost(base).dataset('six', 'train')).rejects.toThrow(says);
    await expect(browserHost(base).dataset('six', 'train')).rejects.toThrow('data set six');
  });

  test('what cannot be reached is told, and may be reached the next time', async () => {
    const host = browserHost(base);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(host.dataset('six', 'train')).rejects.toThrow(/manifest\.json could not be fetched.*connect/s);
    serve({ 'manifest.json': JSON.stringify(manifest) });
    await expect(host.dataset('six', 'train')).rejects.toThrow('the server says 404 Not Found');
    serve(good);
    await expect(host.dataset('six', 'train')).resolves.toMatchObject({ name: 'six' });
  });

  test('names that nobody knows are told with those that are known', async () => {
    serve(good);
    const host = browserHost(base);
    await expect(host.dataset('seven', 'train')).rejects.toThrow("no data set 'seven'; it has six");
    await expect(host.dataset('six', 'exam')).rejects.toThrow("no part 'exam'; it has train");
    await expect(host.dataset('constructor', 'train')).rejects.toThrow("no data set 'constructor'");
    await expect(host.dataset('six', '__proto__')).rejects.toThrow('no part');
  });

  test('files lie in the same folder, and nowhere else', async () => {
    const { asked } = serve({ ...good, 'runs/one two.csv': '1,2', 'runs/one%20two.csv': '1,2' });
    const host = browserHost(base);
    expect(new TextDecoder().decode(await host.file?.('runs/one two.csv'))).toBe('1,2');
    expect(asked).toEqual(['runs/one%20two.csv']);
    await expect(host.file?.('../secret.csv')).rejects.toThrow("the path has the part '..'");
    await expect(host.file?.('none.csv')).rejects.toThrow('/studio/data/none.csv cannot be had: the server says 404');
  });

  test('a browser that keeps files is asked before the network', async () => {
    const { asked } = serve(good);
    const kept = new Map<string, Response>();
    const cache = {
      match: (url: URL) => Promise.resolve(kept.get(url.href)?.clone()),
      put: (url: URL, response: Response) => Promise.resolve(void kept.set(url.href, response)),
      delete: (url: URL) => Promise.resolve(kept.delete(url.href)),
    };
    vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
    await browserHost(base).dataset('six', 'train');
    await browserHost(base).dataset('six', 'train');
    expect(asked.filter((path) => path === 'six/first.gz')).toHaveLength(1);

    // A damaged copy is not kept.
    const [key = ''] = kept.keys();
    kept.set(key, new Response(new Uint8Array(9)));
    await expect(browserHost(base).dataset('six', 'train')).rejects.toThrow('holds 9 bytes');
    await expect(browserHost(base).dataset('six', 'train')).resolves.toMatchObject({ name: 'six' });
  });
});

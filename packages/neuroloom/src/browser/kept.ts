/** Data files kept in the browser's cache by digest, so that a later run or visit needs no network. */

const NAME = 'neuroloom-data';

/** A response from the cache, or from the network and then kept. A browser that keeps nothing only costs the saving. */
export async function keptResponse(url: URL, digest: string): Promise<Response> {
  const key = keyOf(url, digest);
  const cache = await openCache();
  const known = await cache?.match(key).catch(() => undefined);
  if (known) return known;
  const response = await fetch(url);
  // A full disk, or a private window: the run goes on without the copy.
  if (response.ok) void cache?.put(key, response.clone()).catch(() => undefined);
  return response;
}

/** A file that turned out to be damaged is fetched anew the next time. */
export async function forgetResponse(url: URL, digest: string): Promise<void> {
  const cache = await openCache();
  await cache?.delete(keyOf(url, digest)).catch(() => undefined);
}

function keyOf(url: URL, digest: string): URL {
  const key = new URL(url);
  key.searchParams.set('sha256', digest);
  return key;
}

async function openCache(): Promise<Cache | undefined> {
  const { caches } = globalThis as { readonly caches?: CacheStorage }; // absent where the address is not secure
  return caches?.open(NAME).catch(() => undefined);
}

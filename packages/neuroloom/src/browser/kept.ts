/** Data files kept in the browser's cache by digest, so that a later run or visit needs no network. */

const NAME = 'neuroloom-data';

/** A response from the cache, or from the network and then kept. A browser that keeps nothing only costs the saving. */
export async function keptResponse(url: URL, digest: string): Promise<Response> {
  const key = new URL(url);
  key.searchParams.set('sha256', digest);
  const cache = await openCache();
  const known = await cache?.match(key).catch(() => undefined);
  if (known) return known;
  const response = await fetch(url);
  // A full disk, or a private window: the run goes on without the copy.
  if (response.ok) void cache?.put(key, response.clone()).catch(() => undefined);
  return response;
}

async function openCache(): Promise<Cache | undefined> {
  const { caches } = globalThis as { readonly caches?: CacheStorage }; // absent where the address is not secure
  return caches?.open(NAME).catch(() => undefined);
}

/** The gallery: graphs that come with the page, each fetched when it is opened. */
import type { Example } from '@neuroloom/editor';
import { fetchText } from '../browser/fetch-text.ts';
import type { ExampleEntry } from '../data/manifest.ts';

/** Characters of the largest file that is read. */
const MOST = 32 * 1024 * 1024;

/** `folder`: address of the examples. A page without them opens on an empty canvas. */
export async function loadExamples(folder: URL): Promise<readonly Example[]> {
  let entries: readonly ExampleEntry[];
  try {
    entries = JSON.parse(await fetchText(new URL('index.json', folder), MOST)) as readonly ExampleEntry[];
  } catch {
    return [];
  }
  return entries.map(({ file, title, description }) => ({
    id: file.replace(/\.graph\.json$/, ''),
    title,
    detail: description.split(/(?<=\p{L}{3}[.!?])\s(?=\p{Lu})/u, 1)[0] ?? '',
    load: () => fetchText(new URL(file, folder), MOST),
  }));
}

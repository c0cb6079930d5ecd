/** The works that the library cites, as they lie beside the page. */
import type { References } from '@neuroloom/core';
import { fetchText } from '../browser/fetch-text.ts';

/** Characters of the largest file that is read. */
const MOST = 2 ** 20;

/** Without the file, sources are shown by their keys. */
export async function loadReferences(file: URL): Promise<References> {
  try {
    return JSON.parse(await fetchText(file, MOST)) as References;
  } catch {
    return {};
  }
}

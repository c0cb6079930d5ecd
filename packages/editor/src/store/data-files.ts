/** Files with data that a graph names: kept in this browser beside the graphs, so that a run finds them again. */
import { STRINGS } from '../strings.ts';
import type { DocumentStore } from './document-store.ts';

/** What a browser keeps without being asked twice, and reads in a moment. */
const MOST = 256 * 2 ** 20;

/** Keeps a file and gives the name to put into the graph. Fails with a sentence. */
export async function keepFile(store: DocumentStore, file: File): Promise<string> {
  const size = Math.ceil(file.size / 2 ** 20);
  if (file.size > MOST) throw new Error(STRINGS.store.tooMuchData(file.name, size));
  try {
    await store.keepFile(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError')
      throw new Error(STRINGS.store.noRoom(file.name, size), { cause: error });
    throw error;
  }
  return file.name;
}

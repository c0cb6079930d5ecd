/** Graph files on the user's disk: through the File System Access API where a browser has it, else by upload and download. */
import { STRINGS } from '../strings.ts';

/** A file that was opened or saved here; with a handle it can be written again. */
export interface GraphFile {
  readonly name: string;
  readonly text: string;
  readonly handle: FileSystemFileHandle | undefined;
  /** When the file was last changed, as far as this page knows. */
  readonly modified: number;
}

interface Pickers {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
}

const TYPES = [{ description: 'Neuroloom graph', accept: { 'application/json': ['.json'] } }];
const MOST = 32 * 1024 * 1024;

/** Asks for a file and reads it; nothing when the person cancels. Fails with a sentence. */
export async function openGraphFile(page: Window & Pickers = window): Promise<GraphFile | undefined> {
  if (page.showOpenFilePicker) {
    const handle = await cancellable(page.showOpenFilePicker({ types: TYPES }));
    return handle?.[0] ? readHandle(handle[0]) : undefined;
  }
  const file = await pick();
  return file && readFile(file, undefined);
}

export async function readHandle(handle: FileSystemFileHandle): Promise<GraphFile> {
  return readFile(await handle.getFile(), handle);
}

export async function readFile(file: File, handle: FileSystemFileHandle | undefined): Promise<GraphFile> {
  if (file.size > MOST) throw new Error(STRINGS.store.tooLarge(file.name, Math.ceil(file.size / 1048576)));
  return { name: file.name, text: await file.text(), handle, modified: file.lastModified };
}

/**
 * Writes a file. One that was opened here is written in place, unless something else changed it since: then
 * the save fails with a sentence. A browser writes to a copy and swaps it in, so a crash leaves the old file.
 */
export async function saveGraphFile(
  text: string,
  name: string,
  known: GraphFile | undefined,
  page: Window & Pickers = window,
): Promise<GraphFile | undefined> {
  const handle =
    known?.handle ??
    (page.showSaveFilePicker && (await cancellable(page.showSaveFilePicker({ types: TYPES, suggestedName: name }))));
  if (handle) {
    if (known?.handle && (await handle.getFile()).lastModified > known.modified)
      throw new Error(STRINGS.store.newerFile(handle.name));
    const out = await handle.createWritable();
    await out.write(text);
    await out.close();
    return { name: handle.name, text, handle, modified: (await handle.getFile()).lastModified };
  }
  if (page.showSaveFilePicker) return undefined;
  download(text, name);
  return { name, text, handle: undefined, modified: Date.now() };
}

export function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes the bytes in the next task.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `Digits by STDP` becomes `digits-by-stdp.graph.json`. */
export function fileNameFor(title: string): string {
  const stem = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem || 'graph'}.graph.json`;
}

async function cancellable<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

function pick(): Promise<File | undefined> {
  return new Promise((answer) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.addEventListener('change', () => answer(input.files?.[0]));
    input.addEventListener('cancel', () => answer(undefined));
    input.click();
  });
}

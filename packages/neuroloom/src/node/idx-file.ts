/** A file of images that is read as far as it is needed: a run over a few of them takes neither the time nor the memory of all. */
import type { Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { NeuroloomError } from '@neuroloom/core';
import type { IdxHead } from '../data/idx.ts';
import { headOfIdx } from '../data/idx.ts';

export interface IdxFile {
  readonly shape: IdxHead['shape'];
  /** The bytes of the first images, at least so many of them. */
  readonly first: (count: number) => Uint8Array;
  /** Digests the whole file. */
  readonly digest: (into: Hash) => void;
}

/** Images that are read at first. */
const FEW = 256;
/** Bytes that are digested at a time. */
const CHUNK = 2 ** 20;
/** Bytes in which every head lies whose rank a byte can tell. */
const HEAD = 4 + 4 * 255;

/** Opens a file that is not compressed; null for one that is. */
export function openIdx(path: string): IdxFile | null {
  const state = { size: 0, changed: 0 };
  const head = withFile(path, (file) => {
    const { size, mtimeMs } = fstatSync(file);
    Object.assign(state, { size, changed: mtimeMs });
    const bytes = new Uint8Array(Math.min(HEAD, size));
    read(file, bytes, 0, path);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? null : headOfIdx(bytes, path, 0, size);
  });
  if (!head) return null;
  const [count = 0, ...shape] = head.shape;
  const image = shape.reduce((product, n) => product * n, 1);
  /** Runs with the file as it was when it was opened. */
  const again = <T>(use: (file: number) => T): T =>
    withFile(path, (file) => {
      const { size, mtimeMs } = fstatSync(file);
      if (size === state.size && mtimeMs === state.changed) return use(file);
      throw new NeuroloomError({
        where: path,
        what: 'the file has changed since it was opened',
        remedy: 'run it again',
      });
    });
  let at = 0;
  let pixels = new Uint8Array(0);
  return {
    shape: head.shape,
    first(wanted) {
      if (wanted <= at) return pixels;
      // Twice as many as before, so that a run over all of them reads few times.
      const next = Math.min(count, Math.max(wanted, 2 * at, FEW));
      const more = new Uint8Array(next * image);
      more.set(pixels);
      again((file) => read(file, more.subarray(at * image), head.head + at * image, path));
      [at, pixels] = [next, more];
      return pixels;
    },
    digest: (into) =>
      again((file) => {
        const chunk = new Uint8Array(Math.min(CHUNK, state.size));
        for (let from = 0; from < state.size; from += chunk.length) {
          const part = chunk.subarray(0, Math.min(chunk.length, state.size - from));
          read(file, part, from, path);
          into.update(part);
        }
      }),
  };
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function read(file: number, into: Uint8Array, from: number, path: string): void {
  for (let at = 0; at < into.length; ) {
    const n = readSync(file, into, at, into.length - at, from + at);
    if (n === 0) throw new NeuroloomError({ where: path, what: `the file ends after ${from + at} bytes` });
    at += n;
  }
}

/** Data sets by name, from files on this machine. */
import type { Hash } from 'node:crypto';
import { existsSync, promises, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Dataset, Host, Sha256 } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { readIdx } from '../data/idx.ts';
import { imageDataset } from '../data/images.ts';
import { partsInside } from '../data/inside.ts';
import type { ImageFiles, Part } from './datasets.ts';
import { IMAGE_FILES } from './datasets.ts';
import { type IdxFile, openIdx } from './idx-file.ts';

/** What most sessions never need, Node loads when it is asked for: it would take time from every thread that starts. */
const crypto = () => process.getBuiltinModule('node:crypto');
const zlib = () => process.getBuiltinModule('node:zlib');

/** Bytes that a compressed file may grow to. */
const MOST_BYTES = 2 ** 28;

/** The host of a session in Node. A data set that is opened twice is read once; files lie below `folder`. */
export function nodeHost(
  known: Readonly<Record<string, ImageFiles>> = IMAGE_FILES,
  folder: string = process.cwd(),
): Host {
  const opened = new Map<string, Promise<Dataset>>();
  return {
    dataset(name, part) {
      const key = `${name} ${part}`;
      const data = opened.get(key) ?? open(known, name, part);
      opened.set(key, data);
      return data;
    },
    file: (path) => readInside(folder, path),
    sha256: () => new NativeSha256(),
  };
}

/**
 * The digest of the platform: it has instructions for it. A class, for V8 makes code for the functions that are called, and
 * those of an object made here would be others in every session.
 */
class NativeSha256 implements Sha256 {
  #begun: Hash | undefined;

  get #hash(): Hash {
    return (this.#begun ??= crypto().createHash('sha256'));
  }

  update(bytes: Uint8Array): this {
    this.#hash.update(bytes);
    return this;
  }

  hex(): string {
    return this.#hash.copy().digest('hex');
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
async function open(known: Readonly<Record<string, ImageFiles>>, name: string, part: string): Promise<Dataset> {
  const where = `data set ${name}`;
  const set = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!set) {
    const remedy = `there are ${Object.keys(known).join(', ')}`;
    throw new NeuroloomError({ where, what: `there is no data set '${name.slice(0, 80)}'`, remedy });
  }
  if (!Object.hasOwn(set.files, part)) {
    throw new NeuroloomError({ where, what: `it has no part '${part}'`, remedy: 'its parts are train and test' });
  }
  const folder = set.folder();
  if (folder === undefined) {
    throw new NeuroloomError({ where, what: 'its files are not on this machine', remedy: set.remedy });
  }
  const [imagesFile, labelsFile] = set.files[part as Part].map((file) => join(folder, file)) as [string, string];
  const images = imagesIn(imagesFile, where, set.remedy);
  const labelBytes = readMaybeZipped(labelsFile, where, set.remedy);
  const labels = readIdx(labelBytes, labelsFile);
  const [count = 0, ...shape] = images.shape;
  if (count !== labels.values.length || shape.length === 0) {
    const what = `${count} images of ${shape.join(' × ') || 'no'} pixels have ${labels.values.length} labels`;
    throw new NeuroloomError({ where: imagesFile, what, remedy: 'the file is damaged; fetch it again' });
  }
  const digest = (): string => {
    const hash = crypto().createHash('sha256');
    images.digest(hash);
    return hash.update(labelBytes).digest('hex');
  };
  const first = (wanted: number): Uint8Array => images.first(wanted);
  const at = { shape, pixels: images.first(0), labels: labels.values };
  return imageDataset({ name, count, classes: set.classes, digest, first, images: at });
}

/** Images of a file that is read as they are needed, or unpacked whole. */
function imagesIn(path: string, where: string, remedy: string): IdxFile {
  const plain = reading(path, where, remedy, openIdx);
  if (plain) return plain;
  const bytes = readMaybeZipped(path, where, remedy);
  const { shape, values } = readIdx(bytes, path);
  return { shape, first: () => values, digest: (into) => void into.update(bytes) };
}

async function readInside(folder: string, path: string): Promise<Uint8Array> {
  const file = resolve(folder, ...partsInside(path));
  const where = `file ${path}`;
  const remedy = 'files are looked for below the folder in which the command runs';
  try {
    const { size } = await promises.stat(file);
    if (size <= MOST_BYTES) return await promises.readFile(file);
    throw new NeuroloomError({ where, what: `it has ${size} bytes; ${MOST_BYTES} are read at most` });
  } catch (error) {
    if (error instanceof NeuroloomError) throw error;
    throw new NeuroloomError({ where, what: `it cannot be read (${(error as Error).message})`, remedy });
  }
}

/** A file, or the same file compressed with gzip. */
const readMaybeZipped = (path: string, where: string, remedy: string): Uint8Array =>
  reading(path, where, remedy, (found) => {
    const bytes = readFileSync(found);
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return zipped ? zlib().gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
  });

function reading<T>(path: string, where: string, remedy: string, read: (found: string) => T): T {
  const found = [path, `${path}.gz`].find((file) => existsSync(file));
  if (found === undefined) throw new NeuroloomError({ where, what: `the file ${path} is missing`, remedy });
  try {
    return read(found);
  } catch (error) {
    if (error instanceof NeuroloomError) throw error;
    throw new NeuroloomError({ where, what: `the file ${found} cannot be read (${(error as Error).message})`, remedy });
  }
}

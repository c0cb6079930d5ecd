/**
 * Labelled images as a data set. One part of it (train, test) is the bytes of its image file followed by those of its
 * label file, and its digest is the SHA-256 of exactly these, whether all of them are at hand yet or not.
 */
import type { Dataset } from '@neuroloom/core';
import { NeuroloomError, sha256Stream } from '@neuroloom/core';
import { readIdx, writeIdx } from './idx.ts';

export interface LabelledImages {
  readonly shape: readonly number[];
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** Takes a part apart: an IDX array of images, then one of as many labels. */
export function readImages(bytes: Uint8Array, where: string): LabelledImages {
  const images = readIdx(bytes, where);
  const labels = readIdx(bytes, where, images.end);
  const [count, ...shape] = images.shape;
  if (count !== labels.values.length || shape.length === 0) {
    const what = `${count} images of ${shape.join(' × ') || 'no'} pixels have ${labels.values.length} labels`;
    throw new NeuroloomError({ where, what, remedy: 'the file is damaged; fetch it again' });
  }
  return { shape, pixels: images.values, labels: labels.values };
}

/** The first `count` images of a part, as a part of their own. */
export function firstImages({ shape, pixels, labels }: LabelledImages, count: number): Uint8Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const images = writeIdx([count, ...shape], pixels.subarray(0, count * size));
  const names = writeIdx([count], labels.subarray(0, count));
  const bytes = new Uint8Array(images.length + names.length);
  bytes.set(images);
  bytes.set(names, images.length);
  return bytes;
}

/** The digest of a part, of the bytes of its files in order. */
export const digestOfPart = (...files: readonly Uint8Array[]): string =>
  files.reduce((digest, file) => digest.update(file), sha256Stream()).hex();

export interface ImageSource {
  readonly name: string;
  /** Images in the whole part. */
  readonly count: number;
  readonly classes: number;
  /** Of the whole part; computed when it is first asked for. */
  readonly digest: () => string;
  /** What is at hand now; `more` is asked for when that is not enough. */
  readonly images: LabelledImages;
  readonly more?: () => Promise<LabelledImages>;
  /** The pixels of the first images, at least so many of them, where a platform reads them as they are needed. */
  readonly first?: (count: number) => Uint8Array;
}

export function imageDataset({ name, count, classes, digest, images, more, first }: ImageSource): Dataset {
  let at = images;
  let known: string | undefined;
  const size = images.shape.reduce((product, n) => product * n, 1);
  const sample = new Float32Array(size);
  const check = (index: number): void => {
    if (index >= 0 && index < at.labels.length) return;
    const what = index < count ? `image ${index} has not been loaded` : `there is no image ${index} among ${count}`;
    throw new NeuroloomError({ where: `data set ${name}`, what });
  };
  return {
    name,
    count,
    shape: images.shape,
    classes,
    get digest() {
      known ??= digest();
      return known;
    },
    ready: (wanted) => (wanted > at.labels.length && more ? more().then((images) => void (at = images)) : undefined),
    sample(index) {
      check(index);
      const pixels = first?.(index + 1) ?? at.pixels;
      for (let k = 0; k < size; k++) sample[k] = pixels[index * size + k]! / 255;
      return sample;
    },
    label(index) {
      check(index);
      return at.labels[index]!;
    },
  };
}

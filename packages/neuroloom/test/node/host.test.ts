import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { NeuroloomError, sha256Stream } from '@neuroloom/core';
import { createEngine } from 'neuroloom';
import { readIdx, writeIdx } from '../../src/data/idx.ts';
import { nodeHost } from '../../src/node/host.ts';
import type { ImageFiles } from '../../src/node/datasets.ts';
import { neurons } from '../cli/graphs.ts';

const folder = mkdtempSync(join(tmpdir(), 'neuroloom-'));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;

/** A data set whose training part is two files. */
function files(images: Uint8Array | null, labels: Uint8Array | null): Readonly<Record<string, ImageFiles>> {
  const own = (kind: string, bytes: Uint8Array | null): string => {
    const name = `${kind}-${made++}`;
    if (bytes) writeFileSync(join(folder, name), bytes);
    return name;
  };
  const train = [own('images', images), own('labels', labels)] as const;
  return { own: { classes: 10, files: { train, test: train }, folder: () => folder, remedy: 'draw some' } };
}
const open = (set: Readonly<Record<string, ImageFiles>>) => nodeHost(set).dataset('own', 'train');
const images = writeIdx(
  [2, 2, 3],
  Uint8Array.from({ length: 12 }, (_, k) => 20 * k),
);
const labels = writeIdx([2], Uint8Array.of(7, 3));

describe('the digits of LeCun', () => {
  test('are all there, with the published means and class counts', async () => {
    const host = nodeHost();
    const [train, exam] = [await host.dataset('mnist', 'train'), await host.dataset('mnist', 'test')];
    expect([train.count, exam.count, train.shape, train.classes]).toEqual([60_000, 10_000, [28, 28], 10]);
    const counts = new Array<number>(10).fill(0);
    for (let k = 0; k < exam.count; k++) counts[exam.label(k)]! += 1;
    // Published: LeCun, Cortes & Burges; the classes of the test part.
    expect(counts).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    let sum = 0;
    for (let k = 0; k < exam.count; k++) for (const x of exam.sample(k)) sum += x;
    expect(sum / (10_000 * 784)).toBeCloseTo(0.1325, 4);
    expect(train.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(train.digest).not.toBe(exam.digest);
    expect(await host.dataset('mnist', 'test')).toBe(exam);
  });
});

describe('files', () => {
  test('give samples from 0 to 1 and labels', async () => {
    const data = await open(files(images, labels));
    expect(Array.from(data.sample(0))).toEqual([0, 20, 40, 60, 80, 100].map((x) => Math.fround(x / 255)));
    expect([data.count, data.label(0), data.label(1), data.shape]).toEqual([2, 7, 3, [2, 3]]);
    expect(() => data.sample(2)).toThrow(/image 2/);
  });
  test('may be compressed, and have the same digest', async () => {
    const plain = await open(files(images, labels));
    const zipped = await open(files(gzipSync(images), gzipSync(labels)));
    expect(zipped.digest).toBe(plain.digest);
    expect(Array.from(zipped.sample(1))).toEqual(Array.from(plain.sample(1)));
  });
  test('are read as far as they are needed, in any order, and are those of an archive', async () => {
    const count = 3000;
    const many = writeIdx(
      [count, 5],
      Uint8Array.from({ length: 5 * count }, (_, k) => (k * 7919) % 256),
    );
    const names = writeIdx(
      [count],
      Uint8Array.from({ length: count }, (_, k) => k % 10),
    );
    const plain = await open(files(many, names));
    const zipped = await open(files(gzipSync(many), gzipSync(names)));
    for (const k of [0, 1, 255, 256, 700, 3, 2999, 1500])
      expect(Array.from(plain.sample(k))).toEqual(Array.from(zipped.sample(k)));
    expect(plain.digest).toBe(zipped.digest);
  });
  test('that change under a run are no longer read', async () => {
    const count = 600;
    const many = writeIdx([count, 1], new Uint8Array(count));
    const set = files(many, writeIdx([count], new Uint8Array(count)));
    const data = await open(set);
    expect(Array.from(data.sample(0))).toEqual([0]);
    writeFileSync(join(folder, set['own']!.files.train[0]), many.subarray(0, 300));
    expect(() => data.sample(599)).toThrow(/has changed since it was opened/);
    expect(() => data.digest).toThrow(/has changed since it was opened/);
  });
  test.each([
    ['missing', null, labels, /images-\d+ is missing; draw some/],
    ['empty', new Uint8Array(0), labels, /damaged/],
    ['too short', images.subarray(0, 20), labels, /announced.*damaged/],
    ['of another type', Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0), labels, /no IDX array of bytes/],
    ['of more images than labels', images, writeIdx([1], Uint8Array.of(1)), /2 images.*have 1 labels/],
    ['labels instead of images', labels, labels, /no pixels|2 images/],
    ['a torn archive', gzipSync(images).subarray(0, 20), labels, /cannot be read/],
  ])('%s: a sentence', async (_, a, b, sentence) => {
    await expect(open(files(a, b))).rejects.toThrow(sentence);
    await expect(open(files(a, b))).rejects.toThrow(NeuroloomError);
  });
  test('a header that announces 10¹⁹ values takes no memory', () => {
    const bytes = new Uint8Array(20);
    bytes.set([0, 0, 8, 4]);
    bytes.fill(0xff, 4);
    expect(() => readIdx(bytes, 'huge')).toThrow(/damaged/);
  });
  test('any bytes: an array that lies within them, or a sentence', () => {
    const header = fc.tuple(fc.constantFrom(0, 8, 9), fc.nat(4), fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(header, ([type, rank, rest]) => {
        const bytes = Uint8Array.from([0, 0, type, rank, ...rest]);
        try {
          const { shape, values, end } = readIdx(bytes, 'any');
          return end <= bytes.length && values.length === shape.reduce((a, b) => a * b, 1);
        } catch (error) {
          return error instanceof NeuroloomError;
        }
      }),
    );
  });
  test('an unknown name and an unknown part', async () => {
    await expect(nodeHost().dataset('toString', 'train')).rejects.toThrow(
      /no data set 'toString'; there are mnist, fashion-mnist/,
    );
    await expect(nodeHost().dataset('mnist', 'constructor')).rejects.toThrow(/no part 'constructor'/);
  });
});

describe('files', () => {
  const host = nodeHost({}, folder);

  test('are read below the folder', async () => {
    writeFileSync(join(folder, 'data.csv'), '1,2');
    expect(new TextDecoder().decode(await host.file?.('data.csv'))).toBe('1,2');
  });

  test.each([
    ['../data.csv', "the path has the part '..'"],
    ['/etc/hostname', 'the path has an empty part'],
    ['a/../../b', "the path has the part '..'"],
    ['C:data.csv', "the path has the part 'C:data.csv'"],
    ['..\\data.csv', 'the path has the part'],
    ['none.csv', 'it cannot be read (ENOENT'],
  ])('%s is refused', (path, what) => expect(host.file?.(path)).rejects.toThrow(what));
});

describe('engines', () => {
  test('the reference and WebAssembly give one digest', async () => {
    const digest = async (target: string): Promise<string> => {
      const session = await createEngine({ thread: 'calling' }).open(neurons, { duration: 20, target });
      session.play();
      return (await session.result()).receipt.digests.result;
    };
    expect(await digest('wasm')).toBe(await digest('reference'));
  });
});

test('the digest of the platform is that of core, piece by piece', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
      const [ours, native] = [sha256Stream(), nodeHost().sha256!()];
      for (const piece of pieces) expect(native.update(piece).hex()).toBe(ours.update(piece).hex());
      expect(native.hex()).toBe(ours.hex());
    }),
  );
});

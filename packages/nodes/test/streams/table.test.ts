/** Tables of numbers from bytes: text in its usual spellings, arrays of NumPy, and what is refused with a sentence. */
import { NeuroloomError, sha256 } from '@neuroloom/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/streams/table.ts';
import { tableDataset } from '../../src/streams/table-dataset.ts';

const text = (s: string): Uint8Array => new TextEncoder().encode(s);
const read = (s: string) => {
  const { shape, values } = readTable(text(s), 'here');
  return { shape, values: [...values] };
};
const asIs = { labels: 'none', scale: 'none' };

/** An array as NumPy writes it (format 1.0). */
function npy(descr: string, shape: readonly number[], body: ArrayBufferView, byColumn = false): Uint8Array {
  const words = `{'descr': '${descr}', 'fortran_order': ${byColumn ? 'True' : 'False'}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const header = words.padEnd(117) + '\n';
  const bytes = new Uint8Array(10 + header.length + body.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(text(header), 10);
  bytes.set(new Uint8Array(body.buffer, body.byteOffset, body.byteLength), 10 + header.length);
  return bytes;
}

describe('text', () => {
  test.each([
    ['1,2\n3,4', [2, 2], [1, 2, 3, 4]],
    ['1;2\r\n3;4\r\n', [2, 2], [1, 2, 3, 4]],
    ['1\t2\n\n3\t4\n', [2, 2], [1, 2, 3, 4]],
    ['  1   2 \n 3 4', [2, 2], [1, 2, 3, 4]],
    ['a, b\n1, 2\n', [1, 2], [1, 2]],
    ['# from a spreadsheet\n-1.5e3 # as measured\n.25', [2, 1], [-1500, 0.25]],
  ])('%j', (s, shape, values) => expect(read(s)).toEqual({ shape, values }));

  test.each([
    ['1,2\n3,x', "line 2, column 2: 'x' is not a number"],
    ['1,2\n3,', "line 2, column 2: '' is not a number"],
    ['a,b\n1,2,3', 'line 2 has 3 numbers where the first has 2'],
    ['1,2\n3', 'line 2 has 1 numbers where the first has 2'],
    ['1,Infinity\n1,2\nInfinity,2', "line 3, column 1: 'Infinity' is not a number"],
    ['a,b\n', 'there are no numbers in it'],
    ['', 'there are no numbers in it'],
  ])('%j is refused', (s, what) => expect(() => read(s)).toThrow(what));
});

describe('arrays of NumPy', () => {
  test.each([
    ['<f4', Float32Array.of(0.5, -1, 2, 3)],
    ['<f8', Float64Array.of(0.1, -1, 2, 3)],
    ['|u1', Uint8Array.of(0, 1, 2, 255)],
    ['<i2', Int16Array.of(0, -1, 2, 3000)],
    ['<i8', BigInt64Array.of(0n, -1n, 2n, 3n)],
  ])('%s', (descr, body) => {
    const { shape, values } = readTable(npy(descr, [2, 2], body), 'here');
    expect(shape).toEqual([2, 2]);
    expect([...values]).toEqual(Array.from(body as ArrayLike<number | bigint>, Number));
  });

  test('columns that lie together are read row by row', () => {
    // As numpy.asfortranarray keeps x[i, j, k] = 100 i + 10 j + k: the first index runs fastest.
    const all = [0, 1, 2].flatMap((k) => [0, 1].flatMap((j) => [0, 1].map((i) => 100 * i + 10 * j + k)));
    const { values } = readTable(npy('<i4', [2, 2, 3], Int32Array.from(all), true), 'here');
    expect([...values]).toEqual([0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112]);
  });

  test('a list of numbers is one sample each, and pictures keep their shape', () => {
    expect(readTable(npy('|u1', [3], Uint8Array.of(1, 2, 3)), 'here').shape).toEqual([3, 1]);
    const data = tableDataset('x', npy('|u1', [2, 2, 3], new Uint8Array(12)), asIs);
    expect([data.count, data.shape]).toEqual([2, [2, 3]]);
  });

  test.each([
    [npy('<c8', [1], new Float32Array(2)), "numbers of type '<c8' cannot be read"],
    [npy('<f4', [], new Float32Array(1)), 'it is a single number'],
    [npy('<f4', [9], new Float32Array(2)), 'bytes where'],
    [npy('<f4', [1e6, 1e6], new Float32Array(2)), 'where 4000000000'],
    [npy('<f4', [0, 3], new Float32Array(0)), 'it has 0 numbers'],
    [npy('<f4', [1], new Float32Array(1)).subarray(0, 8), 'it ends within its header'],
  ])('number %# of those that are refused', (bytes, what) => expect(() => readTable(bytes, 'here')).toThrow(what));
});

describe('as a data set', () => {
  const data = tableDataset('flowers', text('4 0 1\n6 2 0\n5 2 3'), { labels: 'last', scale: 'columns' });

  test('has samples, classes, and the digest of its bytes', () => {
    expect([data.count, data.shape, data.classes]).toEqual([3, [2], 4]);
    expect([0, 1, 2].map((k) => [...data.sample(k), data.label(k)])).toEqual([
      [0, 0, 1],
      [1, 1, 0],
      [0.5, 1, 3],
    ]);
    expect(data.digest).toBe(sha256(text('4 0 1\n6 2 0\n5 2 3')));
    expect(() => data.sample(3)).toThrow('there is no row 3 among 3');
  });

  test('a column that does not vary is 0', () => {
    expect([...tableDataset('x', text('7 1\n7 2'), { labels: 'none', scale: 'columns' }).sample(1)]).toEqual([0, 1]);
  });

  test('classes are whole numbers from 0', () => {
    expect(() => tableDataset('x', text('1 0.5'), { labels: 'last', scale: 'none' })).toThrow(
      'the class of row 1 is 0.5',
    );
    expect(() => tableDataset('x', text('1'), { labels: 'last', scale: 'none' })).toThrow('no column to spare');
  });

  test('what anybody’s bytes do is a table or a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, asNpy) => {
        const all = asNpy ? Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, ...bytes) : bytes;
        try {
          expect(tableDataset('x', all, asIs).count).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(NeuroloomError);
        }
      }),
    );
  });
});

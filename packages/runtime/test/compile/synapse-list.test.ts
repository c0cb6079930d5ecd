/** Lists of synapses: what they say, and what is said of those that cannot be. */
import type { GraphDocument, Host, ParamValue } from '@neuroloom/core';
import { formatProblem, NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { readSynapses } from '../../src/compile/synapse-list.ts';
import { barsHost } from '../support/digits.ts';
import { open, run } from '../support/run.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusal = (f: () => unknown): string => {
  try {
    f();
    return 'nothing';
  } catch (error) {
    return error instanceof NeuroloomError ? error.problems.map(formatProblem).join('\n') : String(error);
  }
};
/** A file as numpy.save writes it: header of version 1.0, padded to 64 bytes. */
function npy(descr: string, shape: string, body: ArrayBuffer, order = 'False'): Uint8Array {
  const head = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`.padEnd(117) + '\n';
  const file = new Uint8Array(128 + body.byteLength);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
  file.set(bytes(head), 10);
  file.set(new Uint8Array(body), 128);
  return file;
}
const plain = (source: string | Uint8Array): unknown[] => {
  const { pre, post, weight, delay } = readSynapses(source, 'list', 100, 100);
  return [[...pre], [...post], weight && [...weight], delay && [...delay]];
};

describe('a list of synapses', () => {
  it.each([
    [
      '0, 1, 0.5, 2\n3, 4, -1e-1, 1.5\n',
      [
        [0, 3],
        [1, 4],
        [0.5, -0.1],
        [2, 1.5],
      ],
    ],
    ['0 1;2 3; 4 5', [[0, 2, 4], [1, 3, 5], undefined, undefined]],
    ['# from a paper\r\npre,post,delay\r\n\r\n7,8,.5 # the first\r\n9,10,2', [[7, 9], [8, 10], undefined, [0.5, 2]]],
    ['post\tpre\tweight\n1\t2\t3', [[2], [1], [3], undefined]],
    ['', [[], [], undefined, undefined]],
  ])('%j', (text, expected) => {
    expect(plain(text)).toEqual(expected);
    expect(plain(bytes(text))).toEqual(expected);
  });

  it('comes back from text as it went in, whatever its length', () => {
    const row = fc.tuple(fc.nat(99), fc.nat(99), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(500));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 700 }), (rows) => {
        expect(plain(rows.map((r) => r.join(',')).join('\n'))).toEqual(
          [0, 1, 2, 3].map((k) => rows.map((r) => (r[k] === 0 ? 0 : r[k]))),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('comes as npy, by rows or by columns, in any of the usual numbers', () => {
    const expected = [[1, 3], [2, 4], [5, 6], undefined];
    expect(plain(npy('<f8', '(2, 3)', Float64Array.of(1, 2, 5, 3, 4, 6).buffer))).toEqual(expected);
    expect(plain(npy('<i4', '(2, 3)', Int32Array.of(1, 2, 5, 3, 4, 6).buffer))).toEqual(expected);
    expect(plain(npy('<i8', '(2, 3)', BigInt64Array.of(1n, 2n, 5n, 3n, 4n, 6n).buffer))).toEqual(expected);
    expect(plain(npy('<f4', '(2, 3)', Float32Array.of(1, 3, 2, 4, 5, 6).buffer, 'True'))).toEqual(expected);
  });

  it.each([
    ['0, 1\n0, 100', 'list (line 2): expected a whole number from 0 to 99 for post, got 100'],
    ['0, 1\n\n-1, 1', 'list (line 3): expected a whole number from 0 to 99 for pre, got -1'],
    ['0.5, 1', 'expected a whole number from 0 to 99 for pre, got 0.5'],
    ['0, 1, 0.5\n0, 1', 'list (line 2): there are 2 cells, expected 3'],
    ['0, 1, 2, 3, 4', 'list (line 1): there are 5 cells, expected 2 to 4'],
    ['0, 1\n0, one', "list (line 2): expected a number, got 'one'"],
    ['0, 1, nan', "expected a number, got 'nan'"],
    ['0, 1, 1e999', 'list (line 1): expected a number for weight, got Infinity'],
    ['0, 1, 1, -2', 'a delay cannot be negative, got -2 ms'],
    ['from, to\n0, 1', "there is no column 'from'"],
    ['pre, pre\n0, 1', 'a column is named twice'],
    ['pre, weight\n0, 1', 'pre or post is missing'],
  ])('%j is refused', (text, sentence) => {
    expect(refusal(() => readSynapses(text, 'list', 100, 100))).toContain(sentence);
  });

  it.each([
    [npy('<f8', '(2, 3)', new ArrayBuffer(8)), 'bytes where'],
    [npy('<c16', '(2, 3)', new ArrayBuffer(96)), "numbers of type '<c16' cannot be read"],
    [npy('<f8', '(6,)', new ArrayBuffer(48)), 'its shape is (6)'],
    [
      npy('<f8', '(1, 2)', Float64Array.of(0, NaN).buffer),
      'list (row 0): expected a whole number from 0 to 99 for post, got NaN',
    ],
    [bytes('\u0093NUMPY').slice(1), 'it ends within its header'],
  ])('a damaged file is refused (%#)', (file, sentence) => {
    expect(refusal(() => readSynapses(file, 'list', 100, 100))).toContain(sentence);
  });
});

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});
const graphOf = (params: Record<string, ParamValue>): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '1 ms', duration: '30 ms' },
  nodes: {
    a: node('source/pulses', { size: 3, period: '5 ms', start: '0 ms' }),
    p: node('projection/list', { scale: '1 mV', ...params }),
    b: node('population/lif-cuba', { size: 4 }),
  },
  wires: [
    { from: 'a.spikes', to: 'p.pre' },
    { from: 'p.out', to: 'b.exc' },
  ],
});
const text = '2, 0, 0.5, 3; 0, 3, 0.25, 1; 0, 1, 0.125, 2; 2, 0, 0.75, 3';

describe('in a graph', () => {
  it('rows are sorted by source and delay, and weights go with them; one pair may have two synapses', () => {
    const { program } = compile(graphOf({ synapses: text }), nodes);
    const { start, target, stretches } = program.spaces.get('p')!.sparse!;
    expect([[...start], [...target], [...stretches!.delays]]).toEqual([
      [0, 2, 2, 4],
      [3, 1, 0, 0],
      [1, 2, 3],
    ]);
    expect([...program.given.get('p.w')!]).toEqual([0.25, 0.125, 0.5, 0.75]);
  });

  it('takes four bytes for each, and four for its weight', () => {
    const many = Array.from({ length: 1000 }, (_, k) => `${k % 3}, ${k % 4}, ${k}`).join(';');
    const size = (list: string): number => compile(graphOf({ synapses: list }), nodes).layout.bytes;
    expect(size(many) - size(many.slice(0, many.indexOf(';')))).toBeCloseTo(8 * 999, -2);
  });

  it('a file gives what the list in the graph gives, and its digest is in the receipt', async () => {
    const host: Host = {
      ...barsHost,
      file: (name) => Promise.resolve(bytes(name === 'a.csv' ? text.replaceAll(';', '\n') : '')),
    };
    const [inline, listed, none] = await Promise.all([
      run(graphOf({ synapses: text }), { host }),
      run(graphOf({ file: 'a.csv' }), { host }),
      run(graphOf({ file: 'b.csv' }), { host }),
    ]);
    expect(listed.receipt.digests.result).toBe(inline.receipt.digests.result);
    expect(none.receipt.digests.result).not.toBe(inline.receipt.digests.result);
    expect(new Set([inline, listed, none].map((r) => r.receipt.digests.data)).size).toBe(3);
  });

  it.each([
    [{ synapses: '0, 4' }, 'p.synapses (line 1): expected a whole number from 0 to 3 for post, got 4'],
    [{ synapses: '0, 1, 1, 0.2' }, 'the synapse from 0 to 1 has a delay of 0.2 ms, shorter than a step of 1 ms'],
    [{ file: 'x.csv' }, 'p.file: there are no files here'],
  ])('%j is refused', async (params, sentence) => {
    await expect(
      open(graphOf(params)).catch((e: NeuroloomError) => Promise.reject(new Error(formatProblem(e.problems[0]!)))),
    ).rejects.toThrow(sentence);
  });
});

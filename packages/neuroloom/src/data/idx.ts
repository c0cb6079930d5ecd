/** The IDX format of the handwritten digits: a header with the shape, then one byte per value. */
import { NeuroloomError } from '@neuroloom/core';

export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
  /** Where the array ends in the bytes it was read from. */
  readonly end: number;
}

export interface IdxHead {
  readonly shape: readonly number[];
  /** Where the values begin and end. */
  readonly head: number;
  readonly end: number;
}

const UNSIGNED_BYTE = 0x08;

/** Reads one array of bytes that starts at `start`. `where` names the file in messages. */
export function readIdx(bytes: Uint8Array, where: string, start = 0): IdxArray {
  const { shape, head, end } = headOfIdx(bytes, where, start);
  return { shape, values: bytes.subarray(head, end), end };
}

/** The head of an array, of which at least the head is at hand, in a file of so many bytes. */
export function headOfIdx(bytes: Uint8Array, where: string, start = 0, length = bytes.length): IdxHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rank = bytes[start + 3] ?? 0;
  const head = start + 4 + 4 * rank;
  if (head > bytes.length || view.getUint16(start) !== 0 || bytes[start + 2] !== UNSIGNED_BYTE || rank < 1) {
    throw broken(where, `no IDX array of bytes at byte ${start}`);
  }
  const shape = Array.from({ length: rank }, (_, k) => view.getUint32(start + 4 + 4 * k));
  const end = head + shape.reduce((product, n) => product * n, 1);
  if (!(end <= length)) {
    throw broken(where, `an array of ${shape.join(' × ')} bytes is announced, but the file ends after ${length}`);
  }
  return { shape, head, end };
}

/** Puts an array back into its file format. */
export function writeIdx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(bytes.buffer);
  bytes[2] = UNSIGNED_BYTE;
  bytes[3] = shape.length;
  shape.forEach((n, k) => view.setUint32(4 + 4 * k, n));
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

const broken = (where: string, what: string): NeuroloomError =>
  new NeuroloomError({ where, what, remedy: 'the file is damaged; fetch it again' });

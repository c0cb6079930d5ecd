/** Arrays out of NumPy's .npy files (Harris et al. 2020; numpy.lib.format, versions 1 to 3). */
import { NeuroloomError } from '../errors.ts';

export interface NpyArray {
  /** Lengths of the axes; none for a single number. */
  readonly shape: readonly number[];
  /** How many numbers there are. */
  readonly count: number;
  /** Number `k`, counted row by row however the file keeps them. */
  readonly at: (k: number) => number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, k) => bytes[k] === byte);

const TYPES: Readonly<Record<string, readonly [bytes: number, read: (v: DataView, at: number) => number]>> = {
  '<f4': [4, (v, at) => v.getFloat32(at, true)],
  '<f8': [8, (v, at) => v.getFloat64(at, true)],
  '|u1': [1, (v, at) => v.getUint8(at)],
  '|i1': [1, (v, at) => v.getInt8(at)],
  '<u2': [2, (v, at) => v.getUint16(at, true)],
  '<i2': [2, (v, at) => v.getInt16(at, true)],
  '<u4': [4, (v, at) => v.getUint32(at, true)],
  '<i4': [4, (v, at) => v.getInt32(at, true)],
  '<u8': [8, (v, at) => Number(v.getBigUint64(at, true))],
  '<i8': [8, (v, at) => Number(v.getBigInt64(at, true))],
};

/** `where`: what the file is called in messages. Nothing is copied: `bytes` must stay as they are. */
export function readNpy(bytes: Uint8Array, where: string): NpyArray {
  const refuse = (what: string, remedy: string): never => {
    throw new NeuroloomError({ where, what, remedy });
  };
  const damaged = 'the file is damaged; copy it again';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Formats differ in how long the header may be.
  const wide = (bytes[6] ?? 1) >= 2;
  const start = wide ? 12 : 10;
  if (bytes.length < start) refuse('it ends within its header', damaged);
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (bytes.length < end) refuse('it ends within its header', damaged);
  const header = new TextDecoder().decode(bytes.subarray(start, end));
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((n) => n.trim() !== '')
    .map(Number);
  const [size, read] =
    TYPES[type] ??
    refuse(
      `numbers of type '${type.slice(0, 20)}' cannot be read`,
      `save it with one of ${Object.keys(TYPES).join(' ')}`,
    );
  const count = shape.reduce((product, n) => product * n, 1);
  if (!(count >= 0) || bytes.length < end + count * size)
    refuse(`it has ${bytes.length} bytes where ${end + count * size} are announced`, damaged);
  const place = /'fortran_order':\s*True/.test(header) ? byColumn(shape) : (k: number): number => k;
  return { shape, count, at: (k) => read(view, end + size * place(k)) };
}

/** Where the file keeps a number that is counted row by row, when it keeps columns together: the first axis runs fastest. */
function byColumn(shape: readonly number[]): (k: number) => number {
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, n) => product * n, 1));
  return (k) => {
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (k % shape[axis]!) * steps[axis]!;
      k = Math.floor(k / shape[axis]!);
    }
    return at;
  };
}

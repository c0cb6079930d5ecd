/** Matrices as NumPy's .npy files (format 1.0): a short header in ASCII, then the numbers, little-endian and row by row. */
import type { MatrixFrame } from '@neuroloom/core';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // \x93NUMPY, version 1.0
/** The numbers begin at a multiple of this. */
const ALIGNED = 64;

export function npy({ rows, columns, data }: Pick<MatrixFrame, 'rows' | 'columns' | 'data'>): Uint8Array {
  const words = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const bare = MAGIC.length + 2 + words.length + 1;
  const header = `${words}${' '.repeat((ALIGNED - (bare % ALIGNED)) % ALIGNED)}\n`;
  const start = MAGIC.length + 2 + header.length;
  const bytes = new Uint8Array(start + 4 * data.length);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(MAGIC.length, header.length, true);
  bytes.set(new TextEncoder().encode(header), MAGIC.length + 2);
  const numbers = new DataView(bytes.buffer, start);
  data.forEach((x, k) => numbers.setFloat32(4 * k, x, true));
  return bytes;
}

/** Arrays as NumPy's .npy files (format 1.0): a short header in ASCII, then the numbers, little-endian and row by row. */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // \x93NUMPY, version 1.0
/** The numbers begin at a multiple of this. */
const ALIGNED = 64;

export type NpyData = Float32Array | Float64Array | Int32Array;

export function npy(data: NpyData, shape: readonly number[] = [data.length]): Uint8Array {
  const type = data instanceof Int32Array ? '<i4' : data instanceof Float64Array ? '<f8' : '<f4';
  const size = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const words = `{'descr': '${type}', 'fortran_order': False, 'shape': (${size}), }`;
  const bare = MAGIC.length + 2 + words.length + 1;
  const header = `${words}${' '.repeat((ALIGNED - (bare % ALIGNED)) % ALIGNED)}\n`;
  const start = MAGIC.length + 2 + header.length;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(MAGIC.length, header.length, true);
  bytes.set(new TextEncoder().encode(header), MAGIC.length + 2);
  const numbers = new DataView(bytes.buffer, start);
  data.forEach((x, k) => {
    if (type === '<i4') numbers.setInt32(4 * k, x, true);
    else if (type === '<f8') numbers.setFloat64(8 * k, x, true);
    else numbers.setFloat32(4 * k, x, true);
  });
  return bytes;
}

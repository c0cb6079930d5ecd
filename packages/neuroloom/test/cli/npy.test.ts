import fc from 'fast-check';
import { expect, test } from 'vitest';
import { npy } from '../../src/cli/npy.ts';

/** The format as NumPy's documentation describes it: magic, version, length of the header, header, numbers. */
function read(bytes: Uint8Array): { readonly shape: readonly number[]; readonly data: readonly number[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  expect(Array.from(bytes.subarray(0, 8))).toEqual([0x93, ...Array.from('NUMPY', (c) => c.charCodeAt(0)), 1, 0]);
  const length = view.getUint16(8, true);
  const header = new TextDecoder('ascii').decode(bytes.subarray(10, 10 + length));
  expect((10 + length) % 64).toBe(0);
  expect(header.endsWith('\n')).toBe(true);
  const [, descr, order, shape] = /^\{'descr': '([^']*)', 'fortran_order': (\w+), 'shape': \(([^)]*)\), \} *\n$/.exec(
    header,
  )!;
  expect([descr, order]).toEqual(['<f4', 'False']);
  const data: number[] = [];
  for (let at = 10 + length; at < bytes.length; at += 4) data.push(view.getFloat32(at, true));
  return { shape: shape!.split(',').map(Number), data };
}

test('a matrix comes back as it was, whatever its size and numbers', () => {
  fc.assert(
    fc.property(fc.nat(12), fc.nat(12), fc.infiniteStream(fc.float()), (rows, columns, numbers) => {
      const data = Float32Array.from({ length: rows * columns }, () => numbers.next().value as number);
      const back = read(npy(data, [rows, columns]));
      expect(back.shape).toEqual([rows, columns]);
      expect(Float32Array.from(back.data)).toEqual(data);
    }),
  );
});

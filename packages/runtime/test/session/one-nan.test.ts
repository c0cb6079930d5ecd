import { expect, it } from 'vitest';
import { bytesOfReals } from '../../src/session/one-nan.ts';

it('spells every NaN alike, and leaves all other bits alone', () => {
  const words = Uint32Array.of(0x7fc00000, 0xffc00001, 0x7f800001, 0x80000000, 0x7f800000, 0x3f800000);
  const bytes = bytesOfReals(new Float32Array(words.buffer));
  expect([...new Uint32Array(bytes.slice().buffer)]).toEqual([
    0x7fc00000, 0x7fc00000, 0x7fc00000, 0x80000000, 0x7f800000, 0x3f800000,
  ]);
  const doubles = BigUint64Array.of(0xfff8000000000001n, 0x3ff0000000000000n);
  expect([...new BigUint64Array(bytesOfReals(new Float64Array(doubles.buffer)).slice().buffer)]).toEqual([
    0x7ff8000000000000n,
    0x3ff0000000000000n,
  ]);
});

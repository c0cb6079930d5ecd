/** Numbers to measure functions at: spread evenly over the bit patterns between two bounds, one in each stratum. */
import { philox4x32 } from '@neuroloom/core';

const view = new DataView(new ArrayBuffer(8));

/** A word of a fixed random sequence, as a number in [0, 1). */
const random = (k: number): number => philox4x32(k, 0, 0, 0, 1905, 0)[0]! / 2 ** 32;

/** `count` single-precision numbers from `low` to `high`, both of one sign and both included. */
export function floats(low: number, high: number, count: number): Float32Array {
  const bits = Int32Array.from({ length: count }, (_, k) => k);
  const [a, b] = [low, high].map((x) => {
    view.setFloat32(0, x);
    return view.getInt32(0);
  }) as [number, number];
  for (let k = 0; k < count; k++) bits[k] = a + Math.floor(((b - a) * (k + random(k))) / count);
  bits[0] = a;
  bits[count - 1] = b;
  return new Float32Array(bits.buffer);
}

/** `count` doubles likewise. */
export function doubles(low: number, high: number, count: number): Float64Array {
  const [a, b] = [low, high].map((x) => {
    view.setFloat64(0, x);
    return view.getBigInt64(0);
  }) as [bigint, bigint];
  const step = (b - a) / BigInt(count);
  return new Float64Array(
    BigInt64Array.from({ length: count }, (_, k) => {
      if (k === 0) return a;
      if (k === count - 1) return b;
      const inside =
        (BigInt(Math.floor(random(2 * k) * 2 ** 32)) << 20n) | BigInt(Math.floor(random(2 * k + 1) * 2 ** 20));
      return a + BigInt(k) * step + ((step * inside) >> 52n);
    }).buffer,
  );
}

/** Zeros, infinities, NaN, the ends of the subnormal and the normal range, and whole and half numbers. */
export const special = (precision: 'f32' | 'f64'): number[] => {
  const ends =
    precision === 'f32'
      ? [2 ** -149, 2 ** -126 - 2 ** -149, 2 ** -126, (2 - 2 ** -23) * 2 ** 127, 1 + 2 ** -23, 1 - 2 ** -24]
      : [5e-324, 2 ** -1022 - 5e-324, 2 ** -1022, Number.MAX_VALUE, 1 + Number.EPSILON, 1 - Number.EPSILON / 2];
  const one = [
    0,
    Infinity,
    1,
    2,
    3,
    10,
    0.5,
    1.5,
    2.5,
    88,
    89,
    104,
    709,
    710,
    746,
    2 ** 22,
    2 ** 23,
    2 ** 24,
    1e10,
    1e30,
    ...ends,
  ];
  return [NaN, ...one.flatMap((x) => [x, -x])];
};

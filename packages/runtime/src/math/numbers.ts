/** The arithmetic of `Arith` on JavaScript's numbers, in both precisions. */
import type { Arith } from './arith.ts';

const f32 = new Float32Array(1);
const i32 = new Int32Array(f32.buffer);
const f64 = new DataView(new ArrayBuffer(8));
const { abs, floor, fround, sqrt } = Math;

/** Adding and taking away the first number whose neighbours are 1 apart leaves an integer; rounds ties to even. */
const nearest = (x: number, whole: number, round: (x: number) => number): number => {
  if (!(abs(x) < whole)) return x;
  const magnitude = round(round(abs(x) + whole) - whole);
  return x < 0 || Object.is(x, -0) ? -magnitude : magnitude;
};

const compare = {
  min: (a: number, b: number) => (b < a ? b : a),
  max: (a: number, b: number) => (a < b ? b : a),
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
  eq: (a: number, b: number) => a === b,
  and: (a: boolean, b: boolean) => a && b,
  or: (a: boolean, b: boolean) => a || b,
  not: (a: boolean) => !a,
  select: (c: boolean, a: number, b: number) => (c ? a : b),
};

/**
 * Single precision. Rounding a double's sum, difference, product, quotient or root to single gives what single
 * arithmetic gives, because a double has more than twice as many digits and two to spare (Figueroa 1995).
 */
export const f32Arith: Arith<number, boolean> = {
  precision: 'f32',
  const: fround,
  add: (a, b) => fround(a + b),
  sub: (a, b) => fround(a - b),
  mul: (a, b) => fround(a * b),
  div: (a, b) => fround(a / b),
  neg: (a) => -a,
  abs,
  sqrt: (a) => fround(sqrt(a)),
  floor,
  nearest: (a) => nearest(a, 2 ** 23, fround),
  whole: (a) => fround(fround(a + 1.5 * 2 ** 23) - 1.5 * 2 ** 23),
  ...compare,
  scale2(x, n) {
    f32[0] = x;
    i32[0] = i32[0]! + (n << 23);
    return f32[0];
  },
  exponent(x) {
    f32[0] = x;
    return ((i32[0]! >> 23) & 0xff) - 127;
  },
  mantissa(x) {
    f32[0] = x;
    i32[0] = (i32[0]! & 0x7fffff) | 0x3f800000;
    return f32[0];
  },
};

/** Double precision. */
export const f64Arith: Arith<number, boolean> = {
  precision: 'f64',
  const: (x) => x,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs,
  sqrt,
  floor,
  nearest: (a) => nearest(a, 2 ** 52, (x) => x),
  whole: (a) => a + 1.5 * 2 ** 52 - 1.5 * 2 ** 52,
  ...compare,
  scale2(x, n) {
    f64.setFloat64(0, x);
    f64.setInt32(0, f64.getInt32(0) + (n << 20));
    return f64.getFloat64(0);
  },
  exponent(x) {
    f64.setFloat64(0, x);
    return ((f64.getInt32(0) >> 20) & 0x7ff) - 1023;
  },
  mantissa(x) {
    f64.setFloat64(0, x);
    f64.setInt32(0, (f64.getInt32(0) & 0xfffff) | 0x3ff00000);
    return f64.getFloat64(0);
  },
};

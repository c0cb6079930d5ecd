/** Where the functions end: zeros with their signs, infinities, NaN, overflow, underflow, and identities that hold exactly. */
import { describe, expect, test } from 'vitest';
import * as our from '../../src/math/index.ts';
import { f32Arith, f64Arith } from '../../src/math/index.ts';
import { doubles, floats, special } from './samples.ts';

const both = [
  {
    name: 'f32',
    m: f32Arith,
    samples: (low: number, high: number) => [...floats(low, high, 3000)],
    tiny: 2 ** -126,
    huge: (2 - 2 ** -23) * 2 ** 127,
    least: 2 ** -149,
  },
  {
    name: 'f64',
    m: f64Arith,
    samples: (low: number, high: number) => [...doubles(low, high, 3000)],
    tiny: 2 ** -1022,
    huge: Number.MAX_VALUE,
    least: 5e-324,
  },
] as const;

describe.each(both)('$name', ({ name, m, samples, tiny, huge, least }) => {
  const { fround } = Math;
  const round = (x: number): number => m.const(x);
  const high = name === 'f32' ? 88.72283172607422 : 709.782712893384;
  const low = name === 'f32' ? -87.33654022216797 : -708.3964185322641;
  const next = (x: number, up: boolean): number => {
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(x))) - (name === 'f32' ? 23 : 52));
    return x + (up ? unit : -unit);
  };

  test('exp', () => {
    expect([0, -0, 1e-30, Infinity, -Infinity, NaN].map((x) => our.exp(m, round(x)))).toEqual([
      1,
      1,
      1,
      Infinity,
      0,
      NaN,
    ]);
    // the largest and the smallest argument with a normal result, and their neighbours
    expect(our.exp(m, high)).toBeLessThan(Infinity);
    expect(our.exp(m, next(high, true))).toBe(Infinity);
    expect(our.exp(m, low)).toBeGreaterThanOrEqual(tiny);
    expect(our.exp(m, next(low, false))).toBe(0);
    for (const x of samples(low, -tiny)) expect(our.exp(m, x)).toBeGreaterThanOrEqual(tiny);
  });

  test('powers of 2', () => {
    const most = name === 'f32' ? 128 : 1024;
    const values = [0, -0, 1, -3, Infinity, -Infinity, NaN, 2 * most, -2 * most].map((x) => our.exp2(m, x));
    expect(values).toEqual([1, 1, 2, 1 / 8, Infinity, 0, NaN, Infinity, 0]);
    // Whole powers are exact; half a power of two before the largest number it goes to infinity.
    for (let k = 2 - most; k < most; k++) expect(our.exp2(m, k)).toBe(2 ** k);
    expect(our.exp2(m, next(most - 0.5, false))).toBeLessThan(Infinity);
    expect(our.exp2(m, most - 0.5)).toBe(Infinity);
    // Where a result is subnormal it is off by a unit of those, and gone from half a power of two below the normal ones.
    expect(Math.abs(our.exp2(m, 1.75 - most) - 2 ** (1.75 - most))).toBeLessThanOrEqual(least);
    expect(our.exp2(m, 1.4 - most)).toBe(0);
  });

  test('exprel of what is scaled by ln 2', () => {
    expect([0, -0, least, -least, tiny, -tiny].map((x) => our.exprel2(m, x))).toEqual([1, 1, 1, 1, 1, 1]);
    expect([Infinity, -Infinity, NaN].map((x) => our.exprel2(m, x))).toEqual([Infinity, 0, NaN]);
    expect([0, -0, -least, -tiny].map((x) => our.decay2(m, x))).toEqual([1, 1, 1, 1]);
    expect([-Infinity, NaN].map((x) => our.decay2(m, x))).toEqual([0, NaN]);
    const over = (y: number, x: number): number => our.overExprel2(m, round(y), round(x));
    // ln 2 is rounded and multiplied in, and divided out again
    for (const x of [0, -0, least, -least, tiny, -tiny])
      expect(Math.abs(over(3, x) - 3)).toBeLessThanOrEqual(3 * (name === 'f32' ? 2 ** -23 : 2 ** -52));
    expect([Infinity, NaN].map((x) => over(1, x))).toEqual([0, NaN]);
    const units = name === 'f32' ? 2 ** -23 : 2 ** -52;
    // In doubles the truth is known to a few units only while x is small.
    for (const size of samples(2 ** -30, name === 'f32' ? 122 : 1)) {
      for (const x of [size, -size]) {
        // As for exprel; the product of fraction and polynomial makes it one more.
        const truth = (round(0.7) * x * Math.LN2) / Math.expm1(x * Math.LN2);
        expect(Math.abs(over(0.7, x) - truth)).toBeLessThan(4.5 * units * truth);
      }
    }
  });

  test('log', () => {
    expect([1, 0, -0, Infinity, -Infinity, -1, -least, NaN].map((x) => our.log(m, x))).toEqual([
      0,
      -Infinity,
      -Infinity,
      Infinity,
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
    expect(our.log(m, least)).toBe(round(Math.log(least)));
    expect(our.log(m, huge)).toBe(round(Math.log(huge)));
    for (let k = name === 'f32' ? -149 : -1074; k < (name === 'f32' ? 128 : 1024); k++) {
      expect(Math.abs(our.log(m, 2 ** k) - k * Math.LN2)).toBeLessThanOrEqual(
        Math.abs(k) * Math.LN2 * (name === 'f32' ? 2 ** -24 : 2 ** -52),
      );
    }
  });

  test('exprel', () => {
    expect([0, -0, least, -least, tiny, -tiny].map((x) => our.exprel(m, x))).toEqual([1, 1, 1, 1, 1, 1]);
    expect([Infinity, -Infinity, NaN].map((x) => our.exprel(m, x))).toEqual([Infinity, 0, NaN]);
    expect(our.exprel(m, -huge)).toBe(round(1 / huge));
    expect(our.exprel(m, round(1e-3))).toBeCloseTo(1.000500166708341668, name === 'f32' ? 6 : 15);
    // e^x overflows long before (e^x - 1) / x does
    const last = name === 'f32' ? 93.25820922851562 : 716.3568913878178;
    expect(our.exprel(m, last)).toBeLessThan(Infinity);
    expect(our.exprel(m, last)).toBeGreaterThan(huge / 1.01);
    expect(our.exprel(m, next(last, true))).toBe(Infinity);
  });

  test('a number over exprel', () => {
    const over = (y: number, x: number): number => our.overExprel(m, round(y), round(x));
    expect([0, -0, least, -least, tiny, -tiny].map((x) => over(3, x))).toEqual([3, 3, 3, 3, 3, 3]);
    expect([Infinity, NaN].map((x) => over(1, x))).toEqual([0, NaN]);
    // e^x - 1 is -1 there
    expect([-100, -1e6, -1e30].map((x) => over(1, x))).toEqual([100, 1e6, 1e30].map(round));
    const units = name === 'f32' ? 2 ** -23 : 2 ** -52;
    for (const size of samples(2 ** -30, name === 'f32' ? 85 : 700)) {
      for (const x of [size, -size]) {
        // e^x - 1 to 1.4 units (math/index.ts), a product and a quotient to half of one each
        const truth = (round(0.7) * x) / Math.expm1(x);
        expect(Math.abs(our.overExprel(m, round(0.7), x) - truth)).toBeLessThan(3.5 * units * truth);
      }
    }
  });

  test('tanh', () => {
    expect([0, -0, least, -least, Infinity, -Infinity, huge, -huge, NaN].map((x) => our.tanh(m, x))).toEqual([
      0,
      -0,
      least,
      -least,
      1,
      -1,
      1,
      -1,
      NaN,
    ]);
    for (const x of samples(tiny, 40)) {
      const y = our.tanh(m, x);
      expect(our.tanh(m, -x)).toBe(-y);
      expect(y <= 1 && y <= x).toBe(true);
    }
  });

  test('sin and cos', () => {
    expect([0, -0, least, -least, tiny].map((x) => our.sin(m, x))).toEqual([0, -0, least, -least, tiny]);
    expect([0, -0, least].map((x) => our.cos(m, x))).toEqual([1, 1, 1]);
    const end = name === 'f32' ? 2 ** 22 : 2 ** 51;
    for (const f of [our.sin, our.cos])
      expect([NaN, Infinity, -Infinity, end, -end, huge].map((x) => f(m, x))).toEqual(Array(6).fill(NaN));
    for (const x of samples(tiny, end / 1.0001)) {
      expect(our.sin(m, -x)).toBe(-our.sin(m, x));
      expect(our.cos(m, -x)).toBe(our.cos(m, x));
      expect(Math.abs(our.sin(m, x))).toBeLessThanOrEqual(1);
    }
  });

  test('pow', () => {
    const pow = (x: number, y: number): number => our.pow(m, round(x), round(y));
    // x^0 is 1 for every x; 1^y for every number y.
    for (const x of special(m.precision)) expect([pow(x, 0), pow(x, -0)]).toEqual([1, 1]);
    for (const y of special(m.precision)) expect(pow(1, y)).toBe(Number.isNaN(y) ? NaN : 1);
    expect([pow(0, 2), pow(0, -2), pow(-0, 3), pow(0, Infinity), pow(0, -Infinity)]).toEqual([
      0,
      Infinity,
      0,
      0,
      Infinity,
    ]);
    expect([
      pow(Infinity, 2),
      pow(Infinity, -2),
      pow(2, Infinity),
      pow(2, -Infinity),
      pow(0.5, Infinity),
      pow(0.5, -Infinity),
    ]).toEqual([Infinity, 0, Infinity, 0, 0, Infinity]);
    expect([pow(NaN, 1), pow(2, NaN), pow(0, NaN), pow(-1, 2), pow(-0.5, 0.5), pow(-Infinity, 1)]).toEqual(
      Array(6).fill(NaN),
    );
    // powers of two are exact down to the least subnormal number
    for (let k = name === 'f32' ? -149 : -1074; k < (name === 'f32' ? 128 : 1024); k++) expect(pow(2, k)).toBe(2 ** k);
    expect([pow(2, name === 'f32' ? 128 : 1024), pow(2, name === 'f32' ? -151 : -1076)]).toEqual([Infinity, 0]);
    for (const x of samples(tiny, huge)) expect(Math.abs(pow(x, 1) - x)).toBeLessThanOrEqual(next(x, true) - x);
    for (const x of [3, 5, 7, 10]) for (const y of [2, 3, 4, 5, 6]) expect(pow(x, y)).toBe(x ** y);
    expect(pow(huge, 1)).toBe(huge);
  });

  test('whole exponents take any base', () => {
    const x = round(-1.5);
    expect([0, 1, 2, 3, -1, -2].map((n) => our.powInt(m, x, n))).toEqual([
      1,
      -1.5,
      2.25,
      -3.375,
      round(-1 / 1.5),
      round(1 / 2.25),
    ]);
    expect(our.powInt(m, 0, -3)).toBe(Infinity);
  });

  test('min and max give the first operand when neither is less', () => {
    expect([m.min(0, -0), m.min(-0, 0), m.max(0, -0), m.max(-0, 0)]).toEqual([0, -0, 0, -0]);
    expect([m.min(NaN, 1), m.min(1, NaN), m.max(NaN, 1), m.max(1, NaN)]).toEqual([NaN, 1, NaN, 1]);
  });

  test('nearest rounds ties to even and keeps the sign of zero', () => {
    expect(
      [0.5, 1.5, 2.5, -0.5, -1.5, 0.49999997, -0.2, 0, -0, Infinity, NaN].map((x) => m.nearest(fround(x))),
    ).toEqual([0, 2, 2, -0, -2, 0, -0, 0, -0, Infinity, NaN]);
    expect(m.nearest(2 ** 53)).toBe(2 ** 53);
    expect(m.nearest(2 ** 22 + 0.5)).toBe(2 ** 22);
  });

  test('scale2, exponent and mantissa take numbers apart and put them together', () => {
    for (const x of samples(tiny, huge)) {
      const e = m.exponent(x),
        f = m.mantissa(x);
      expect(f >= 1 && f < 2).toBe(true);
      expect(m.scale2(f, e)).toBe(x);
      expect(m.scale2(-f, e)).toBe(-x);
    }
    expect([0, -0, least, Infinity].map((x) => m.scale2(x, 0))).toEqual([0, -0, least, Infinity]);
  });
});

describe('a normal deviate', () => {
  const step = 2 ** -24;

  test('is finite for every pair of uniform numbers, and 0 for the least', () => {
    expect(our.normal32(0, 0.3)).toBe(0);
    const ends = [0, step, 0.25, 0.5, 0.75, 1 - step];
    for (const u of ends) for (const v of ends) expect(Math.abs(our.normal32(u, v))).toBeLessThan(5.7682);
    // √(48 ln 2), the largest there is
    expect(our.normal32(1 - step, 0)).toBeCloseTo(Math.sqrt(48 * Math.LN2), 5);
    expect(our.normal64(1 - step, 0.5)).toBeCloseTo(-Math.sqrt(48 * Math.LN2), 14);
  });

  test('is √(-2 ln(1 - u)) cos(2π v)', () => {
    for (let k = 1; k < 2000; k++) {
      const u = Math.floor((k / 2000) * 2 ** 24) * step,
        v = ((k * 7919) % 2 ** 24) * step;
      const truth = Math.sqrt(-2 * Math.log1p(-u)) * Math.cos(2 * Math.PI * v);
      // four roundings to 24 digits and a cosine good to two units; absolute, because the cosine may be nearly zero
      expect(Math.abs(our.normal32(u, v) - truth)).toBeLessThan(6 * 2 ** -24 * Math.sqrt(-2 * Math.log1p(-u)) + 1e-9);
      expect(Math.abs(our.normal64(u, v) - truth)).toBeLessThan(8 * 2 ** -53 * 6);
    }
  });

  test('has the moments of the normal distribution over a full grid', () => {
    // midpoints of a 512 × 512 grid: means of x, x², x⁴ are 0, 1, 3 but for the tail that a grid cuts off
    const n = 512;
    let first = 0,
      second = 0,
      fourth = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const x = our.normal32((i + 0.5) / n, (j + 0.5) / n);
        first += x;
        second += x * x;
        fourth += x ** 4;
      }
    }
    expect(Math.abs(first / n ** 2)).toBeLessThan(1e-6);
    expect(Math.abs(second / n ** 2 - 1)).toBeLessThan(2 / n);
    expect(Math.abs(fourth / n ** 2 - 3)).toBeLessThan(3 * 16 * (Math.log(n) / n));
  });
});

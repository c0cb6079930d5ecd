/**
 * How far the elementary functions are from the truth, in units in the last place, over stratified samples of their
 * whole domain. The bounds are what sweeps over every single-precision number found, rounded up (math/index.ts).
 */
import { describe, expect, test } from 'vitest';
import * as our from '../../src/math/index.ts';
import { exact, ulps, type Exact } from './exact.ts';
import { doubles, floats } from './samples.ts';

type Ranges = readonly (readonly [low: number, high: number])[];

/** The largest error over the samples, and where. The reference is rounded to double, a 2^-29 of a unit here. */
function worst32(
  f: (x: number) => number,
  truth: (x: number) => number,
  ranges: Ranges,
  count: number,
): { ulp: number; at: number } {
  let ulp = 0,
    at = 0;
  for (const [low, high] of ranges) {
    for (const x of floats(low, high, count)) {
      const t = truth(x),
        y = f(x);
      const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(t))), -126) - 23);
      const e = Math.abs(y - t) / unit;
      if (!(e <= ulp)) [ulp, at] = [e, x];
    }
  }
  return { ulp, at };
}

describe('single precision', () => {
  const COUNT = 200_000;
  // biome-ignore format: a table
  test.each<[string, (x: number) => number, (x: number) => number, Ranges, number]>([
    ['exp', our.exp32, Math.exp, [[2 ** -30, 88.72283], [-(2 ** -30), -87.33654]], 1.1],
    ['exprel', our.exprel32, (x) => Math.expm1(x) / x, [[2 ** -30, 93.2582], [-(2 ** -30), -1e37]], 2],
    ['2^x', our.exp2of32, (x) => 2 ** x, [[2 ** -30, 127.49], [-(2 ** -30), -125.99]], 1.2],
    ['exprel of x ln 2', our.exprel2of32, (x) => Math.expm1(x * Math.LN2) / (x * Math.LN2), [[2 ** -30, 134.5], [-(2 ** -30), -1e37]], 3.2],
    ['exprel of x ln 2 below 0', our.decay2of32, (x) => Math.expm1(x * Math.LN2) / (x * Math.LN2), [[-(2 ** -30), -1e37]], 3.2],
    ['tanh', our.tanh32, Math.tanh, [[2 ** -126, 20], [-(2 ** -126), -20]], 2.4],
    ['log', our.log32, Math.log, [[2 ** -149, 3.4e38], [0.5, 2]], 0.9],
    ['sin', our.sin32, Math.sin, [[2 ** -126, 1e4], [-0.5, -1e4], [1, 1e4]], 2.5],
    ['cos', our.cos32, Math.cos, [[2 ** -30, 1e4], [-0.5, -1e4], [1, 1e4]], 2.5],
  ])('%s', (_, f, truth, ranges, bound) => {
    expect(worst32(f, truth, ranges, COUNT).ulp).toBeLessThan(bound);
  });

  test('sin and cos where they are nearly zero: the numbers nearest to each multiple of π/2', () => {
    const near = Float32Array.from({ length: 6366 }, (_, n) => (n + 1) * (Math.PI / 2));
    for (const [f, truth] of [
      [our.sin32, Math.sin],
      [our.cos32, Math.cos],
    ] as const) {
      for (const x of near)
        expect(Math.abs(f(x) - truth(x))).toBeLessThan(2.5 * 2 ** (Math.floor(Math.log2(Math.abs(truth(x)))) - 23));
    }
  });

  test('cosine of an angle in turns', () => {
    const m = our.f32Arith;
    let worst = 0;
    for (const u of floats(2 ** -24, 1, 3000))
      worst = Math.max(worst, ulps(our.cosTurns(m, u), exact.cosTurns(u), 24, -126));
    expect(worst).toBeLessThan(2.1);
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => our.cosTurns(m, u))).toEqual([1, -0, -1, 0, 1]);
  });

  test('sin and cos beyond 10^4 are those of a number two units away at most', () => {
    for (const x of floats(1e4, 2 ** 22 - 1, 20_000)) {
      const two = 2 * 2 ** (Math.floor(Math.log2(x)) - 23);
      for (const [f, truth] of [
        [our.sin32, Math.sin],
        [our.cos32, Math.cos],
      ] as const) {
        expect(Math.abs(f(x))).toBeLessThanOrEqual(1);
        expect(Math.abs(f(x) - truth(x))).toBeLessThan(two + 2 ** -22);
      }
    }
  });

  test('pow, for exponents from tiny to large', () => {
    for (const y of [0.5, 2, 3, -1, 1 / 3, -0.1, 10, 33.3, -7.7, 1000, -250.5, 1e-3]) {
      const exponent = Math.fround(y);
      // where the result is a normal number
      const [low, high] = [-87, 88.7].map((l) => Math.exp(l / exponent)).sort((a, b) => a - b) as [number, number];
      const range = [[Math.max(low, 2 ** -149), Math.min(high, 3.4e38)]] as const;
      expect(
        worst32(
          (x) => our.pow32(x, exponent),
          (x) => Math.pow(x, exponent),
          range,
          20_000,
        ).ulp,
      ).toBeLessThan(1.25);
    }
    for (const x of [1.3, 0.7, 1 + 2 ** -20, 3e30, 1e-40, Math.SQRT1_2]) {
      const base = Math.fround(x),
        most = Math.abs(87 / Math.log(base));
      expect(
        worst32(
          (y) => our.pow32(base, y),
          (y) => Math.pow(base, y),
          [
            [most / 1e4, most],
            [-most / 1e4, -most],
          ],
          20_000,
        ).ulp,
      ).toBeLessThan(1.25);
    }
  });

  test('powers with whole exponents', () => {
    for (const n of [1, 2, 3, 4, 5, 7, 8, -1, -2, -3]) {
      const most = Math.exp(86 / Math.abs(n));
      for (const [low, high] of [
        [1 / most, most],
        [-1 / most, -most],
      ] as const) {
        const { ulp } = worst32(
          (x) => our.powInt(our.f32Arith, x, n),
          (x) => x ** n,
          [[low, high]],
          5000,
        );
        expect(ulp).toBeLessThanOrEqual(Math.abs(n));
      }
    }
  });
});

describe('double precision', () => {
  const worst64 = (f: (x: number) => number, truth: (x: number) => Exact, xs: Iterable<number>): number => {
    let worst = 0;
    for (const x of xs) worst = Math.max(worst, ulps(f(x), truth(x), 53, -1022));
    return worst;
  };

  test('the reference knows numbers it was not made from', () => {
    expect(ulps(Math.E, exact.exp(1), 53, -1022)).toBeLessThan(0.5);
    expect(ulps(2.302585092994046, exact.log(10), 53, -1022)).toBeLessThan(0.5);
    // Abramowitz & Stegun, tables 4.6 and 4.17
    expect(ulps(0.8414709848078965, exact.sin(1), 53, -1022)).toBeLessThan(0.5);
    expect(ulps(-0.8390715290764524, exact.cos(10), 53, -1022)).toBeLessThan(0.5);
    expect(ulps(0.7615941559557649, exact.tanh(1), 53, -1022)).toBeLessThan(0.5);
    expect(ulps(1024, exact.pow(2, 10), 53, -1022)).toBe(0);
    expect(ulps(1 + 3 * 2 ** -52, exact.number(1), 53, -1022)).toBe(3);
  });

  // biome-ignore format: a table
  test.each<[string, (x: number) => number, (x: number) => Exact, Ranges, number]>([
    ['exp', our.exp64, exact.exp, [[2 ** -60, 709.782712893384], [-(2 ** -60), -708.396418532264]], 1.1],
    ['exprel', our.exprel64, exact.exprel, [[2 ** -60, 716.3568913878178], [-(2 ** -60), -1e15]], 2],
    ['2^x', our.exp2of64, exact.exp2, [[2 ** -60, 1023.49], [-(2 ** -60), -1021.99]], 1.2],
    ['exprel of x ln 2', our.exprel2of64, exact.exprel2, [[2 ** -60, 1033.4], [-(2 ** -60), -1e15]], 3.2],
    ['exprel of x ln 2 below 0', our.decay2of64, exact.exprel2, [[-(2 ** -60), -1e15]], 3.2],
    ['tanh', our.tanh64, exact.tanh, [[2 ** -60, 30], [-0.1, -3]], 2.4],
    ['log', our.log64, exact.log, [[5e-324, Number.MAX_VALUE], [0.5, 2]], 0.9],
    ['sin', our.sin64, exact.sin, [[2 ** -60, 1.6e6], [-0.5, -1.6e6]], 2.5],
    ['cos', our.cos64, exact.cos, [[2 ** -60, 1.6e6], [-0.5, -1.6e6]], 2.5],
  ])('%s', (_, f, truth, ranges, bound) => {
    for (const [low, high] of ranges) expect(worst64(f, truth, doubles(low, high, 1500))).toBeLessThan(bound);
  });

  test('sin and cos where they are nearly zero', () => {
    const near = Array.from({ length: 1000 }, (_, k) => (1 + k * 1047) * (Math.PI / 2));
    expect(worst64(our.sin64, exact.sin, near)).toBeLessThan(2.5);
    expect(worst64(our.cos64, exact.cos, near)).toBeLessThan(2.5);
  });

  test('pow', () => {
    for (const y of [0.5, 3, -1, 1 / 3, 700.1, -0.01]) {
      const [low, high] = [-700, 700]
        .map((l) => Math.exp(Math.max(-700, Math.min(700, l / y))))
        .sort((a, b) => a - b) as [number, number];
      expect(
        worst64(
          (x) => our.pow64(x, y),
          (x) => exact.pow(x, y),
          doubles(low, high, 400),
        ),
      ).toBeLessThan(1.25);
    }
  });
});

/**
 * One sequence of operations, six machines: JavaScript's numbers, what the reference says operations mean, and
 * WebAssembly's numbers, in lanes and alone, give the same words for every function, at ordinary numbers, at the
 * edges and at any bit pattern.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  f32Arith,
  f64Arith,
  cos,
  cosTurns,
  decay2,
  exp,
  exp2,
  exprel,
  exprel2,
  log,
  normal,
  overExprel,
  overExprel2,
  pow,
  powInt,
  sin,
  tanh,
  type Arith,
} from '../../src/math/index.ts';
import { MEANINGS } from '../../src/targets/reference/interpret.ts';
import { PRIMITIVES, type Primitive } from '../../src/term.ts';
import { doubles, floats, special } from './samples.ts';
import { compiled, type Shape } from './wasm-arith.ts';

type Body = <T, B>(m: Arith<T, B>, x: T, y: T) => T;
const functions: Readonly<Record<string, Body>> = {
  exp,
  exp2,
  log,
  exprel,
  exprel2,
  decay2: (m, x) => decay2(m, m.neg(m.abs(x))),
  overExprel,
  overExprel2,
  tanh,
  sin,
  cos,
  pow,
  normal,
  cosTurns,
  cube: (m, x) => powInt(m, x, 3),
  inverse: (m, x) => powInt(m, x, -1),
  min: (m, x, y) => m.min(x, y),
  max: (m, x, y) => m.max(x, y),
  floor: (m, x) => m.floor(x),
  nearest: (m, x) => m.nearest(x),
  whole: (m, x) => m.whole(m.max(m.min(x, m.const(2 ** 21)), m.const(-(2 ** 21)))),
  neither: (m, x, y) => m.select(m.not(m.or(m.ge(x, y), m.and(m.le(x, y), m.gt(x, y)))), m.neg(x), m.abs(y)),
};

const arith = { f32: f32Arith, f64: f64Arith } as const;
const precisionOf = (shape: Shape): 'f32' | 'f64' => (shape.startsWith('f64') ? 'f64' : 'f32');

/** The reference's meanings as an `Arith`, with 1 and 0 for true and false. */
function meant(precision: 'f32' | 'f64'): Arith<number, number> {
  const round = precision === 'f32' ? Math.fround : (x: number): number => x;
  const of =
    (op: Primitive) =>
    (a: number, b = 0, c = 0): number =>
      MEANINGS[op](a, b, c, round);
  const all = Object.fromEntries(Object.keys(PRIMITIVES).map((op) => [op, of(op as Primitive)]));
  return { ...(all as Record<Primitive, ReturnType<typeof of>>), precision, const: round };
}

/** Bits, every NaN being one: which NaN comes out is the machine's choice. */
const words = (xs: Float32Array | Float64Array): string[] =>
  [...xs].map((x) => (Number.isNaN(x) ? 'NaN' : Object.is(x, -0) ? '-0' : String(x)));

describe.each<Shape>(['f32x4', 'f32', 'f64x2', 'f64'])('%s', (shape) => {
  const precision = precisionOf(shape);
  const Numbers = precision === 'f32' ? Float32Array : Float64Array;
  const edges = special(precision);
  const pairs = edges.flatMap((x) => edges.map((y) => [x, y] as const));
  const spread =
    precision === 'f32'
      ? [...floats(2 ** -149, 3.4e38, 2000), ...floats(0.01, 100, 2000)]
      : [...doubles(5e-324, 1.7e308, 2000), ...doubles(0.01, 800, 2000)];
  const xs = new Numbers([...pairs.map((p) => p[0]), ...spread, ...spread.map((x) => -x)]);
  const ys = new Numbers([
    ...pairs.map((p) => p[1]),
    ...spread.toReversed(),
    ...spread.toReversed().map((x) => (x > 1e3 ? x : -x)),
  ]);

  test.each(Object.keys(functions))('%s', (name) => {
    const f = functions[name]!;
    const there = compiled(shape, f);
    const here = new Numbers([...xs].map((x, k) => f(arith[precision], x, ys[k]!)));
    expect(words(there(xs, ys))).toEqual(words(here));
    // Outside [0, 1) a normal deviate takes exponents of numbers that have none.
    if (name === 'normal') return;
    expect(words(new Numbers([...xs].map((x, k) => f(meant(precision), x, ys[k]!))))).toEqual(words(here));
  });
});

describe('any bit pattern', () => {
  const both: Body = (m, x, y) =>
    m.add(pow(m, m.abs(x), y), m.add(exp(m, x), m.add(sin(m, y), m.add(log(m, y), tanh(m, x)))));

  test('f32', () => {
    const there = compiled('f32x4', both);
    const lanes = fc.float32Array({ minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(lanes, lanes, (x, y) => {
        expect(words(there(x, y))).toEqual(words(x.map((v, k) => both(f32Arith, v, y[k]!))));
      }),
      { numRuns: 1000 },
    );
  });

  test('f64', () => {
    const there = compiled('f64x2', both);
    const lanes = fc.float64Array({ minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(lanes, lanes, (x, y) => {
        expect(words(there(x, y))).toEqual(words(x.map((v, k) => both(f64Arith, v, y[k]!))));
      }),
      { numRuns: 1000 },
    );
  });
});

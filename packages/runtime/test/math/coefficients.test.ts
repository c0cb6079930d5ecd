/** The constants against what they stand for: polynomials against their functions, split numbers against ln 2 and π/2. */
import { describe, expect, test } from 'vitest';
import { coefficients } from '../../src/math/coefficients.ts';
import { constants, exact, log2Of, negative, polynomial, product, total, type Exact } from './exact.ts';

const n = exact.number;
/** Largest log2 of the relative error over points of an interval; no point is 0. */
function error(
  points: number,
  from: number,
  to: number,
  approximation: (x: number) => Exact,
  truth: (x: number) => Exact,
): number {
  let worst = -Infinity;
  for (let k = 0; k <= points; k++) {
    const x = from + ((to - from) * k) / points;
    const t = truth(x);
    worst = Math.max(worst, log2Of(total(approximation(x), negative(t))) - log2Of(t));
  }
  return worst;
}
const square = (x: number): Exact => product(n(x), n(x));
const cube = (x: number): Exact => product(n(x), n(x), n(x));

describe.each(['f32', 'f64'] as const)('%s', (precision) => {
  const c = coefficients[precision];
  const POINTS = 401;
  const s = (Math.SQRT2 - 1) / (Math.SQRT2 + 1);
  /** log((1+s)/(1-s)) = 2 (s + s³/3 + s⁵/5 + …). */
  const logRatio = (x: number): Exact => {
    const terms: Exact[] = [];
    for (let odd = 1n, power = n(2 * x); power.value / odd !== 0n; odd += 2n, power = product(power, square(x))) {
      terms.push({ ...power, value: power.value / odd });
    }
    return total(...terms);
  };

  test.each([
    [
      'exp',
      precision === 'f32' ? -25.9 : -59.9,
      () =>
        error(
          POINTS,
          -Math.LN2 / 2,
          Math.LN2 / 2,
          (r) => total(n(r), product(square(r), polynomial(n(r), c.exp))),
          (r) => total(exact.exp(r), n(-1)),
        ),
    ],
    [
      'exp2',
      precision === 'f32' ? -25.5 : -54.2,
      () =>
        error(
          POINTS,
          -0.5,
          0.5,
          (f) => product(n(f), polynomial(n(f), c.exp2)),
          (f) => total(exact.exp2(f), n(-1)),
        ),
    ],
    [
      'log',
      precision === 'f32' ? -30 : -58.8,
      () => error(POINTS, -s, s, (x) => total(n(2 * x), product(cube(x), polynomial(square(x), c.log))), logRatio),
    ],
    [
      'logTail',
      precision === 'f32' ? -36.6 : -65.5,
      () =>
        error(
          POINTS,
          -s,
          s,
          (x) =>
            total(
              n(2 * x),
              product(
                cube(x),
                total(n(c.twoThirds[0]), n(c.twoThirds[1]), product(square(x), polynomial(square(x), c.logTail))),
              ),
            ),
          logRatio,
        ),
    ],
    [
      'sin',
      precision === 'f32' ? -26.8 : -57.1,
      () =>
        error(
          POINTS,
          -Math.PI / 4,
          Math.PI / 4,
          (r) => total(n(r), product(cube(r), polynomial(square(r), c.sin))),
          exact.sin,
        ),
    ],
    [
      'cos',
      precision === 'f32' ? -32.7 : -59.5,
      () =>
        error(
          POINTS,
          -Math.PI / 4,
          Math.PI / 4,
          (r) => total(n(1), product(square(r), n(-0.5)), product(square(r), square(r), polynomial(square(r), c.cos))),
          exact.cos,
        ),
    ],
  ])('%s is within 2^%d', (_, stated, measure) => expect(measure()).toBeLessThanOrEqual(stated));

  const digits = precision === 'f32' ? 24 : 53;
  /** Binary digits from the first one to the last. */
  const length = (x: number): number => {
    let m = Math.abs(x);
    while (m !== Math.floor(m)) m *= 2;
    while (m % 2 === 0) m /= 2;
    return Math.floor(Math.log2(m)) + 1;
  };

  test('ln 2 is in two parts whose first leaves room for an exponent', () => {
    expect(length(c.ln2[0])).toBeLessThanOrEqual(digits - (precision === 'f32' ? 8 : 11));
    expect(c.ln2[1]).toBeGreaterThan(0);
    expect(log2Of(total(n(c.ln2[0]), n(c.ln2[1]), negative(constants.ln2)))).toBeLessThan(
      precision === 'f32' ? -43 : -101,
    );
  });

  test('π/2 is in parts whose first leave room for the multiple', () => {
    for (const part of c.halfPi.slice(0, -1))
      expect(length(part)).toBeLessThanOrEqual(digits - (precision === 'f32' ? 13 : 20));
    expect(log2Of(total(...c.halfPi.map(n), negative(constants.halfPi)))).toBeLessThan(
      precision === 'f32' ? -62 : -155,
    );
    expect(Math.abs(c.quarterTurn - Math.PI / 2)).toBeLessThanOrEqual(precision === 'f32' ? 2 ** -24 : 0);
  });

  test('every constant is a number of its precision', () => {
    for (const x of [...Object.values(c), Object.values(c.growth)].flat().filter((v) => typeof v === 'number'))
      expect(precision === 'f32' ? Math.fround(x) : x).toBe(x);
  });

  test('2/3 is in two parts', () => {
    expect(log2Of(total(product(n(3), total(n(c.twoThirds[0]), n(c.twoThirds[1]))), n(-2)))).toBeLessThan(
      precision === 'f32' ? -48 : -105,
    );
  });
});

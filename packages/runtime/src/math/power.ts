/** Powers. The logarithm is carried in two numbers, because a power multiplies its error by as much as 700. */
import { horner, type Arith } from './arith.ts';
import { coefficients } from './coefficients.ts';
import { reduceExp } from './exponential.ts';
import { splitAny } from './logarithm.ts';

/** An unevaluated sum, the second number below half a unit in the last place of the first. */
interface Pair<T> {
  readonly high: T;
  readonly low: T;
}

/** a + b without error when |a| >= |b| or a is 0 (Dekker 1971). */
function fastSum<T, B>(m: Arith<T, B>, a: T, b: T): Pair<T> {
  const high = m.add(a, b);
  return { high, low: m.sub(b, m.sub(high, a)) };
}

/** a + b without error (Knuth 1969). */
function sum<T, B>(m: Arith<T, B>, a: T, b: T): Pair<T> {
  const high = m.add(a, b);
  const bPart = m.sub(high, a);
  return { high, low: m.add(m.sub(a, m.sub(high, bPart)), m.sub(b, bPart)) };
}

/** a times b without error, from halves whose products are exact (Dekker 1971). */
function product<T, B>(m: Arith<T, B>, a: T, b: T): Pair<T> {
  const halves = (x: T): [T, T] => {
    const spread = m.mul(x, m.const(coefficients[m.precision].splitter));
    const first = m.sub(spread, m.sub(spread, x));
    return [first, m.sub(x, first)];
  };
  const [a1, a0] = halves(a);
  const [b1, b0] = halves(b);
  const high = m.mul(a, b);
  const crossed = m.add(m.add(m.sub(m.mul(a1, b1), high), m.mul(a1, b0)), m.mul(a0, b1));
  return { high, low: m.add(crossed, m.mul(a0, b0)) };
}

/** ln x for a positive finite x, to about twice the digits. */
function logPair<T, B>(m: Arith<T, B>, x: T): Pair<T> {
  const c = coefficients[m.precision];
  const two = m.const(2);
  const { e, f } = splitAny(m, x);
  // s = f / (2 + f) and its cube in pairs; log(1 + f) = 2s + s³ (2/3 + s² p(s²)).
  const below = fastSum(m, two, f);
  const s = m.div(f, below.high);
  const back = product(m, s, below.high);
  const sLow = m.div(m.sub(m.sub(m.sub(f, back.high), back.low), m.mul(s, below.low)), below.high);
  const square = product(m, s, s);
  const squareLow = m.add(square.low, m.mul(two, m.mul(s, sLow)));
  const cube = product(m, s, square.high);
  const cubeLow = m.add(cube.low, m.add(m.mul(s, squareLow), m.mul(sLow, square.high)));
  const third = product(m, cube.high, m.const(c.twoThirds[0]));
  const thirdLow = m.add(m.mul(cube.high, m.const(c.twoThirds[1])), m.mul(cubeLow, m.const(c.twoThirds[0])));
  const tail = m.mul(cube.high, m.mul(square.high, horner(m, square.high, c.logTail)));

  const first = sum(m, m.mul(e, m.const(c.ln2[0])), m.mul(two, s));
  const second = sum(m, first.high, third.high);
  const small = m.add(m.add(m.add(thirdLow, third.low), m.mul(two, sLow)), m.mul(e, m.const(c.ln2[1])));
  return fastSum(m, second.high, m.add(m.add(first.low, second.low), m.add(small, tail)));
}

/**
 * x^y for x >= 0; NaN for x < 0 (write a power with a constant whole exponent as `powInt`). x^0 is 1, also for
 * NaN; otherwise NaN propagates. Results below the smallest normal number lose digits gradually.
 */
export function pow<T, B>(m: Arith<T, B>, x: T, y: T): T {
  const c = coefficients[m.precision];
  const zero = m.const(0);
  const one = m.const(1);
  const exponent = m.max(m.min(y, m.const(c.exponentHigh)), m.const(-c.exponentHigh));
  const ln = logPair(m, x);
  const scaled = product(m, exponent, ln.high);
  const { high, low } = fastSum(m, scaled.high, m.add(scaled.low, m.mul(exponent, ln.low)));
  const { n, expm1 } = reduceExp(m, high, low);
  // A power of two is held back, so that the last multiplication overflows or rounds to a subnormal by itself.
  const large = m.gt(high, zero);
  const held = m.scale2(m.add(one, expm1), m.sub(n, m.select(large, one, m.const(-c.up))));
  const rounded = m.mul(held, m.select(large, m.const(2), m.const(2 ** -c.up)));
  const finite = m.select(m.gt(high, m.const(c.powLow)), rounded, zero);
  const power = m.select(m.lt(high, m.const(c.powHigh)), finite, m.mul(high, m.const(Infinity)));

  const inside = m.and(m.gt(x, zero), m.lt(x, m.const(Infinity)));
  const size = m.abs(x);
  const edge = m.select(m.lt(x, zero), m.const(NaN), m.select(m.lt(y, zero), m.div(one, size), size));
  const value = m.select(m.eq(y, y), m.select(inside, power, edge), y);
  return m.select(m.eq(y, zero), one, value);
}

/** x^n for a whole number n known in advance, by repeated squaring: any x, an error below |n| units in the last place. */
export function powInt<T, B>(m: Arith<T, B>, x: T, n: number): T {
  if (n === 0) return m.const(1);
  let result: T | undefined;
  let square = x;
  for (let left = Math.abs(n); ; square = m.mul(square, square)) {
    if (left % 2 === 1) result = result === undefined ? square : m.mul(result, square);
    left = Math.floor(left / 2);
    if (left === 0) break;
  }
  return n < 0 ? m.div(m.const(1), result!) : result!;
}

/** exp and what is built on it without loss near zero: exprel and tanh. */
import { horner, type Arith } from './arith.ts';
import { coefficients } from './coefficients.ts';

/** x = n ln 2 + r with |r| <= ln(2)/2; exp(r) - 1 = r + curve. `low` is a small correction to x. */
export function reduceExp<T, B>(m: Arith<T, B>, x: T, low?: T): { n: T; curve: T; expm1: T } {
  const c = coefficients[m.precision];
  const n = m.nearest(m.mul(x, m.const(c.log2e)));
  const near = m.sub(m.sub(x, m.mul(n, m.const(c.ln2[0]))), m.mul(n, m.const(c.ln2[1])));
  const r = low === undefined ? near : m.add(near, low);
  const curve = m.mul(m.mul(r, r), horner(m, r, c.exp));
  return { n, curve, expm1: m.add(r, curve) };
}

/**
 * e^x. Infinity above the largest finite result, 0 where the result would be subnormal (below 2^-126 in f32,
 * 2^-1022 in f64).
 */
export function exp<T, B>(m: Arith<T, B>, x: T): T {
  const c = coefficients[m.precision];
  const { n, expm1 } = reduceExp(m, x);
  const y = m.scale2(m.add(m.const(1), expm1), n);
  const positive = m.select(m.lt(x, m.const(c.expLow)), m.const(0), y);
  // x times infinity: infinity for what is too large, NaN for NaN.
  return m.select(m.le(x, m.const(c.expHigh)), positive, m.mul(x, m.const(Infinity)));
}

/** z = n + f with |f| <= 1/2; 2^f - 1. */
function reduceExp2<T, B>(m: Arith<T, B>, z: T): { n: T; expm1: T } {
  const n = m.whole(z);
  const f = m.sub(z, n);
  return { n, expm1: m.mul(f, horner(m, f, coefficients[m.precision].exp2)) };
}

/**
 * 2^z. Infinity from half a power of two below what overflows, 0 from half a power of two below the smallest normal
 * number: what lies between is as exact as it can be.
 */
export function exp2<T, B>(m: Arith<T, B>, z: T): T {
  const c = coefficients[m.precision];
  const { n, expm1 } = reduceExp2(m, m.max(m.min(z, m.const(c.exp2High)), m.const(c.exp2Low)));
  return m.mul(m.add(m.const(1), expm1), m.scale2(m.const(1), n));
}

/** (e^x - 1) `down`, of an x no larger than where that overflows; -`down` where e^x is nothing beside 1. */
function grown<T, B>(m: Arith<T, B>, { n, expm1 }: { n: T; expm1: T }): T {
  const down = m.const(coefficients[m.precision].growth.down);
  const power = m.scale2(down, n);
  return m.add(m.sub(power, down), m.mul(power, expm1));
}

/**
 * x, no larger than where any quotient of e^x has overflown or gone, and a little aside of zero, where
 * (e^x - 1) / x is 1 all the same: so little that adding it to 1/16 changes nothing.
 */
function aside<T, B>(m: Arith<T, B>, x: T, high: number): T {
  const below = m.min(x, m.const(high));
  const mark = m.const(1 / 16);
  const { step } = coefficients[m.precision].growth;
  return m.add(below, m.select(m.eq(m.add(below, mark), mark), m.const(step), m.const(0)));
}

/** x aside of zero, and e^x - 1 of that. */
function growth<T, B>(m: Arith<T, B>, x: T): { x: T; grown: T } {
  const { high, low } = coefficients[m.precision].growth;
  const away = aside(m, x, high);
  return { x: away, grown: grown(m, reduceExp(m, m.max(away, m.const(low)))) };
}

/** z aside of zero, and 2^z - 1 of that. */
function growth2<T, B>(m: Arith<T, B>, z: T): { x: T; grown: T } {
  const { high, low } = coefficients[m.precision].growth;
  const away = aside(m, z, high * Math.LOG2E);
  return { x: away, grown: grown(m, reduceExp2(m, m.max(away, m.const(low * Math.LOG2E)))) };
}

/** (e^x - 1) / x, and its limit 1 at 0: what a current through a channel needs near its reversal potential. */
export function exprel<T, B>(m: Arith<T, B>, x: T): T {
  const g = growth(m, x);
  return m.div(g.grown, m.mul(g.x, m.const(coefficients[m.precision].growth.down)));
}

/** exprel(z ln 2), which is (2^z - 1) / (z ln 2). */
export function exprel2<T, B>(m: Arith<T, B>, z: T): T {
  const g = growth2(m, z);
  return m.div(g.grown, m.mul(g.x, m.const(coefficients[m.precision].growth.down * Math.LN2)));
}

/** exprel2 of a z that is never above 0. */
export function decay2<T, B>(m: Arith<T, B>, z: T): T {
  const { low, down, bit } = coefficients[m.precision].growth;
  const below = m.sub(z, m.const(bit));
  const fallen = grown(m, reduceExp2(m, m.max(below, m.const(low * Math.LOG2E))));
  return m.div(fallen, m.mul(below, m.const(down * Math.LN2)));
}

/** y / exprel(x), which is y x / (e^x - 1): one division. */
export function overExprel<T, B>(m: Arith<T, B>, y: T, x: T): T {
  const g = growth(m, x);
  return m.div(m.mul(m.mul(y, m.const(coefficients[m.precision].growth.down)), g.x), g.grown);
}

/** y / exprel2(z). */
export function overExprel2<T, B>(m: Arith<T, B>, y: T, z: T): T {
  const g = growth2(m, z);
  return m.div(m.mul(m.mul(y, m.const(coefficients[m.precision].growth.down * Math.LN2)), g.x), g.grown);
}

/** (e^2x - 1) / (e^2x + 1). */
export function tanh<T, B>(m: Arith<T, B>, x: T): T {
  const zero = m.const(0);
  const size = m.abs(x);
  const { n, curve, expm1 } = reduceExp(m, m.min(m.add(size, size), m.const(-coefficients[m.precision].growth.low)));
  const power = m.scale2(m.const(1), n);
  const t = m.add(m.sub(power, m.const(1)), m.mul(power, expm1));
  // t / (t + 2); near zero the same as |x| plus a small correction, which loses fewer digits.
  const near = m.eq(n, zero);
  const quotient = m.div(m.select(near, m.sub(curve, m.mul(size, t)), t), m.add(t, m.const(2)));
  const y = m.add(m.select(near, size, zero), quotient);
  return m.select(m.eq(x, zero), x, m.select(m.lt(x, zero), m.neg(y), y));
}

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

/**
 * x between where a result overflows and where e^x - 1 is -1, and e^x - 1 there, both times `down`, which keeps
 * them in range. Next to zero x stands aside a little, where their quotient is 1 all the same.
 */
function ofGrowth<T, B>(m: Arith<T, B>, x: T, high: number, down: number): { x: T; expm1: T } {
  const c = coefficients[m.precision];
  const below = m.min(x, m.const(high));
  const away = m.add(below, m.select(m.lt(m.abs(x), m.const(c.aside)), m.const(c.aside), m.const(0)));
  const { n, expm1 } = reduceExp(m, m.max(away, m.const(c.expm1Low)));
  const power = m.scale2(m.const(down), n);
  return { x: away, expm1: m.add(m.sub(power, m.const(down)), m.mul(power, expm1)) };
}

/** (e^x - 1) / x, and its limit 1 at 0: what a current through a channel needs near its reversal potential. */
export function exprel<T, B>(m: Arith<T, B>, x: T): T {
  const { exprelHigh } = coefficients[m.precision];
  const down = 2 ** -12;
  const g = ofGrowth(m, x, exprelHigh, down);
  return m.div(g.expm1, m.mul(g.x, m.const(down)));
}

/** y / exprel(x), which is y x / (e^x - 1): one division. */
export function overExprel<T, B>(m: Arith<T, B>, y: T, x: T): T {
  const { exprelNone } = coefficients[m.precision];
  const down = m.precision === 'f32' ? 2 ** -32 : 2 ** -76;
  const g = ofGrowth(m, x, exprelNone, down);
  return m.div(m.mul(m.mul(y, m.const(down)), g.x), g.expm1);
}

/** (e^2x - 1) / (e^2x + 1). */
export function tanh<T, B>(m: Arith<T, B>, x: T): T {
  const zero = m.const(0);
  const size = m.abs(x);
  const { n, curve, expm1 } = reduceExp(m, m.min(m.add(size, size), m.const(-coefficients[m.precision].expm1Low)));
  const power = m.scale2(m.const(1), n);
  const t = m.add(m.sub(power, m.const(1)), m.mul(power, expm1));
  // t / (t + 2); near zero the same as |x| plus a small correction, which loses fewer digits.
  const near = m.eq(n, zero);
  const quotient = m.div(m.select(near, m.sub(curve, m.mul(size, t)), t), m.add(t, m.const(2)));
  const y = m.add(m.select(near, size, zero), quotient);
  return m.select(m.eq(x, zero), x, m.select(m.lt(x, zero), m.neg(y), y));
}

/** Sine and cosine, of an angle in radians or in turns. */
import { horner, type Arith } from './arith.ts';
import { coefficients } from './coefficients.ts';

/**
 * sin x. Accurate for |x| <= 10^4 (f32) and 1.6·10^6 (f64); beyond, as accurate as for an argument off by two
 * units in its last place. From 2^22 (f32), 2^51 (f64) on, where neighbouring numbers are too far apart to hold
 * a phase, and for infinities: NaN.
 */
export const sin = <T, B>(m: Arith<T, B>, x: T): T => m.select(m.eq(x, m.const(0)), x, quarter(m, x, 0));

/** cos x; see `sin`. */
export const cos = <T, B>(m: Arith<T, B>, x: T): T => quarter(m, x, 1);

/** sin(x + k π/2). The multiple of π/2 nearest to x is taken off in parts (Cody & Waite 1980). */
function quarter<T, B>(m: Arith<T, B>, x: T, k: number): T {
  const c = coefficients[m.precision];
  const n = m.nearest(m.mul(x, m.const(c.twoByPi)));
  const r = c.halfPi.reduce((left, part) => m.sub(left, m.mul(n, m.const(part))), x);
  return m.select(m.lt(m.abs(x), m.const(c.sinHigh)), ofQuarter(m, r, m.add(n, m.const(k))), m.const(NaN));
}

/** sin(r + n π/2) for |r| <= π/4 and a whole number n. */
function ofQuarter<T, B>(m: Arith<T, B>, r: T, n: T): T {
  const c = coefficients[m.precision];
  const z = m.mul(r, r);
  const sine = m.add(r, m.mul(m.mul(r, z), horner(m, z, c.sin)));
  const cosine = m.sub(m.const(1), m.sub(m.mul(z, m.const(0.5)), m.mul(m.mul(z, z), horner(m, z, c.cos))));
  const pairs = m.floor(m.mul(n, m.const(0.5)));
  const odd = m.lt(m.add(pairs, pairs), n);
  const y = m.select(odd, cosine, sine);
  const half = m.mul(pairs, m.const(0.5));
  return m.select(m.lt(m.floor(half), half), m.neg(y), y);
}

/** cos(2π u) for u in [0, 1]: the whole quarters come off without error. */
export function cosTurns<T, B>(m: Arith<T, B>, u: T): T {
  const quarters = m.mul(u, m.const(4));
  const n = m.nearest(quarters);
  return ofQuarter(m, m.mul(m.sub(quarters, n), m.const(coefficients[m.precision].quarterTurn)), m.add(n, m.const(1)));
}

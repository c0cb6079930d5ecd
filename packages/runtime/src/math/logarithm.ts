/** The natural logarithm. */
import { horner, type Arith } from './arith.ts';
import { coefficients } from './coefficients.ts';

/** x = 2^e (1 + f) with 1 + f between √½ and √2; x positive and normal. e and f are exact. */
export function split<T, B>(m: Arith<T, B>, x: T): { e: T; f: T } {
  const fraction = m.mantissa(x);
  const big = m.gt(fraction, m.const(coefficients[m.precision].sqrt2));
  const e = m.add(m.exponent(x), m.select(big, m.const(1), m.const(0)));
  return { e, f: m.sub(m.select(big, m.mul(fraction, m.const(0.5)), fraction), m.const(1)) };
}

/** The same for any positive finite x: subnormal numbers are lifted first. */
export function splitAny<T, B>(m: Arith<T, B>, x: T): { e: T; f: T } {
  const { smallest, up } = coefficients[m.precision];
  const tiny = m.lt(x, m.const(smallest));
  const { e, f } = split(m, m.select(tiny, m.mul(x, m.const(2 ** up)), x));
  return { e: m.sub(e, m.select(tiny, m.const(up), m.const(0))), f };
}

/** e ln 2 + log(1 + f). With s = f / (2 + f), log(1 + f) = 2s + s³ p(s²) = f - f²/2 + s (f²/2 + s² p(s²)). */
export function logOf<T, B>(m: Arith<T, B>, { e, f }: { e: T; f: T }): T {
  const c = coefficients[m.precision];
  const s = m.div(f, m.add(f, m.const(2)));
  const z = m.mul(s, s);
  const half = m.mul(m.mul(f, f), m.const(0.5));
  const rest = m.mul(s, m.add(half, m.mul(z, horner(m, z, c.log))));
  const small = m.sub(half, m.add(rest, m.mul(e, m.const(c.ln2[1]))));
  return m.sub(m.mul(e, m.const(c.ln2[0])), m.sub(small, f));
}

/** ln x: -Infinity at 0, NaN below. */
export function log<T, B>(m: Arith<T, B>, x: T): T {
  const finite = m.select(m.lt(x, m.const(Infinity)), logOf(m, splitAny(m, x)), x);
  const edge = m.select(m.eq(x, m.const(0)), m.const(-Infinity), m.const(NaN));
  return m.select(m.gt(x, m.const(0)), finite, edge);
}

/**
 * The operations that are the same on every machine, bit for bit: IEEE 754 arithmetic rounded to nearest after
 * each, comparisons, and exponents moved by integer addition. Elementary functions are written over this
 * interface once, and each target (JavaScript, WebAssembly, a compiler's terms) reads the same sequence off them.
 */

/** `T` is a number in some target, `B` a truth value there. No fused multiply-add: every operation rounds. */
export interface Arith<T, B> {
  readonly precision: 'f32' | 'f64';
  /** The nearest number of the precision. */
  const(x: number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  sqrt(a: T): T;
  /** `b < a ? b : a`: the first operand when one is NaN or the two are equal (WebAssembly's pmin). */
  min(a: T, b: T): T;
  /** `a < b ? b : a`: the first operand when one is NaN or the two are equal (WebAssembly's pmax). */
  max(a: T, b: T): T;
  floor(a: T): T;
  /** To the nearest integer, a tie to the even one; zero keeps its sign. */
  nearest(a: T): T;
  /**
   * To the nearest integer, a tie to the even one, of numbers below 2^22 in size (2^51 in f64), NaN from NaN; zero
   * is without sign. Of others the bits are of no use.
   */
  whole(a: T): T;
  lt(a: T, b: T): B;
  le(a: T, b: T): B;
  gt(a: T, b: T): B;
  ge(a: T, b: T): B;
  eq(a: T, b: T): B;
  and(a: B, b: B): B;
  or(a: B, b: B): B;
  not(a: B): B;
  /** Both are computed, one is taken. */
  select(c: B, a: T, b: T): T;
  /**
   * x·2^n, n an integer: adds n to the exponent field. Exact where x and the result are normal, and for n = 0
   * whatever x is. 1·2^n is infinity for the n above the largest normal number's, and 0 for that below the smallest's.
   * Elsewhere the bits are of no use (also for NaN), and callers select another value.
   */
  scale2(x: T, n: T): T;
  /** The exponent field less its bias, as a number: ⌊log2 x⌋ of a positive normal number. */
  exponent(x: T): T;
  /** The fraction field with the exponent of 1, in [1, 2): x / 2^exponent(x) of a positive normal number. */
  mantissa(x: T): T;
}

/** c0 + c1 x + c2 x² + …, from the highest power down. */
export function horner<T, B>(m: Arith<T, B>, x: T, coefficients: readonly number[]): T {
  let sum = m.const(coefficients.at(-1)!);
  for (let k = coefficients.length - 2; k >= 0; k--) sum = m.add(m.mul(sum, x), m.const(coefficients[k]!));
  return sum;
}

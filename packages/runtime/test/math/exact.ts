/**
 * Elementary functions to 60 digits and more, in whole numbers: a value is `x · 2^BITS / 2^shift`. Slow and plain,
 * from the series alone; what our functions are measured against.
 */
const BITS = 384n;
const ONE = 1n << BITS;

/** A real number `value / 2^384 · 2^shift`. */
export interface Exact {
  readonly value: bigint;
  readonly shift: number;
}

const view = new DataView(new ArrayBuffer(8));

/** A finite number as mantissa and exponent: x = m · 2^e. */
function parts(x: number): { m: bigint; e: number } {
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const field = Number((word >> 52n) & 0x7ffn);
  const fraction = word & ((1n << 52n) - 1n);
  const m = field === 0 ? fraction : fraction | (1n << 52n);
  return { m: word >> 63n ? -m : m, e: Math.max(field, 1) - 1075 };
}

const shifted = (v: bigint, by: number): bigint => (by >= 0 ? v << BigInt(by) : v >> BigInt(-by));
/** Exact for 2^-332 <= |x|: no bit of it falls off. */
const fixed = (x: number): bigint => {
  const { m, e } = parts(x);
  return shifted(m, e + Number(BITS));
};
const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b;

/** t + t³/3 + t⁵/5 + … */
function atanh(t: bigint): bigint {
  const square = times(t, t);
  let sum = 0n;
  for (let power = t, k = 1n; power !== 0n && power !== -1n; power = times(power, square), k += 2n) sum += power / k;
  return sum;
}
const LN2 = 2n * atanh(ONE / 3n);

function atanInverse(n: bigint): bigint {
  let sum = 0n;
  for (let power = ONE / n, k = 1n; power !== 0n; power = -power / (n * n), k += 2n) sum += power / k;
  return sum;
}
/** Machin 1706. */
const HALF_PI = 2n * (4n * atanInverse(5n) - atanInverse(239n));

const rounded = (a: bigint, unit: bigint): bigint => (a + (unit >> 1n)) / unit - (a + (unit >> 1n) < 0n ? 1n : 0n);

function expOf(x: bigint): Exact {
  const n = rounded(x, LN2);
  const r = x - n * LN2;
  let sum = 0n;
  for (let term = ONE, k = 1n; term !== 0n && term !== -1n; term = times(term, r) / k, k++) sum += term;
  return { value: sum, shift: Number(n) };
}
function logOf({ m, e }: { m: bigint; e: number }): bigint {
  const top = m.toString(2).length - 1;
  const x = m << (BITS - BigInt(top));
  return 2n * atanh(over(x - ONE, x + ONE)) + BigInt(e + top) * LN2;
}
/** sin(x + quarters π/2). */
function sinOf(x: bigint, quarters: bigint): bigint {
  const n = rounded(x, HALF_PI);
  const r = x - n * HALF_PI;
  const q = (((n + quarters) % 4n) + 4n) % 4n;
  let sum = 0n;
  let term = q % 2n === 0n ? r : ONE;
  for (let k = q % 2n === 0n ? 1n : 0n; term !== 0n && term !== -1n; k += 2n) {
    sum += term;
    term = -times(times(term, r), r) / ((k + 1n) * (k + 2n));
  }
  return q >= 2n ? -sum : sum;
}

/** The number `value / 2^384`. */
const plain = (value: bigint): Exact => ({ value, shift: 0 });
/** a + k; what lies 2^-380 below the other is left out. */
const plus = (a: Exact, k: bigint): Exact =>
  a.shift > 380 ? a : a.shift < -380 ? plain(k * ONE) : { value: a.value + shifted(k * ONE, -a.shift), shift: a.shift };
const divided = (a: Exact, b: Exact): Exact => ({ value: over(a.value, b.value), shift: a.shift - b.shift });

/** The functions, of any positive or negative number they are defined for with 2^-100 < |x|. */
export const exact = {
  exp: (x: number): Exact => expOf(fixed(x)),
  exp2: (x: number): Exact => expOf(times(fixed(x), LN2)),
  log: (x: number): Exact => plain(logOf(parts(x))),
  sin: (x: number): Exact => plain(sinOf(fixed(x), 0n)),
  cos: (x: number): Exact => plain(sinOf(fixed(x), 1n)),
  exprel: (x: number): Exact => divided(plus(expOf(fixed(x)), -1n), plain(fixed(x))),
  /** exprel(x ln 2). */
  exprel2: (x: number): Exact => {
    const scaled = times(fixed(x), LN2);
    return divided(plus(expOf(scaled), -1n), plain(scaled));
  },
  tanh: (x: number): Exact => {
    const e = expOf(2n * fixed(x));
    return divided(plus(e, -1n), plus(e, 1n));
  },
  pow: (x: number, y: number): Exact => {
    const { m, e } = parts(y);
    return expOf(shifted(logOf(parts(x)) * m, e));
  },
  /** cos(2π u). */
  cosTurns: (u: number): Exact => plain(sinOf(times(fixed(u), 4n * HALF_PI), 1n)),
  number: (x: number): Exact => plain(fixed(x)),
};

/** c0 + c1 x + c2 x² + … without rounding of coefficients or steps. */
export function polynomial(x: Exact, coefficients: readonly number[]): Exact {
  const t = shifted(x.value, x.shift);
  return plain(coefficients.reduceRight((sum, c) => times(sum, t) + fixed(c), 0n));
}
export const product = (...factors: readonly Exact[]): Exact =>
  factors.reduce((a, b) => ({ value: times(a.value, b.value), shift: a.shift + b.shift }));
export const total = (...terms: readonly Exact[]): Exact =>
  plain(terms.reduce((sum, t) => sum + shifted(t.value, t.shift), 0n));
export const negative = (a: Exact): Exact => ({ value: -a.value, shift: a.shift });
/** log2 of |a|, roughly: its sign and first 40 digits. */
export function log2Of(a: Exact): number {
  const digits = (a.value < 0n ? -a.value : a.value).toString(2);
  return Math.log2(Number.parseInt(digits.slice(0, 40), 2)) + Math.max(digits.length - 40, 0) + a.shift - Number(BITS);
}
export const constants = { ln2: plain(LN2), halfPi: plain(HALF_PI) };

/** |y - value| in units in the last place of the value, for numbers with `digits` binary digits and exponents >= `low`. */
export function ulps(y: number, { value, shift }: Exact, digits: 24 | 53, low: -126 | -1022): number {
  const size = value < 0n ? -value : value;
  const exponent = size.toString(2).length - 1 - Number(BITS) + shift;
  const { m, e } = parts(y);
  const difference = shifted(m, e - shift + Number(BITS)) - value;
  const unit = Math.max(exponent, low) - (digits - 1) - shift + Number(BITS);
  // Six binary digits behind the point are enough.
  return Number(shifted(difference < 0n ? -difference : difference, 6 - unit)) / 64;
}

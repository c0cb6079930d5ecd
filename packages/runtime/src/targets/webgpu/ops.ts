/** What each primitive is in WGSL. A total record, so none can be forgotten. */
import type { Primitive, Term, TermType } from '../../term.ts';

/** The expression of an operation, from those of its arguments; `type` is that of the last argument. */
type Emit = (a: string, b: string, c: string, type: TermType) => string;

const infix =
  (sign: string): Emit =>
  (a, b) =>
    `(${a} ${sign} ${b})`;

export const OPS: { readonly [K in Primitive]: Emit } = {
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: infix('/'),
  neg: (a) => `(-${a})`,
  abs: (a) => `abs(${a})`,
  sqrt: (a) => `sqrt(${a})`,
  min: (a, b) => `min(${a}, ${b})`,
  max: (a, b) => `max(${a}, ${b})`,
  floor: (a) => `floor(${a})`,
  nearest: (a) => `round(${a})`,
  whole: (a) => `round(${a})`,
  lt: infix('<'),
  le: infix('<='),
  gt: infix('>'),
  ge: infix('>='),
  eq: infix('=='),
  ne: infix('!='),
  and: infix('&'),
  or: infix('|'),
  not: (a) => `(!${a})`,
  select: (condition, a, b) => `select(${b}, ${a}, ${condition})`,
  real: (a) => `f32(${a})`,
  // As on wasm: the exponent's bits are counted up, and the result must be a normal number.
  scale2: (a, n) => `bitcast<f32>(bitcast<i32>(${a}) + (i32(${n}) << 23u))`,
  exponent: (a) => `f32(i32((bitcast<u32>(${a}) >> 23u) & 255u) - 127)`,
  mantissa: (a) => `bitcast<f32>((bitcast<u32>(${a}) & 0x7fffffu) | 0x3f800000u)`,
};

/** A number as WGSL reads it back without rounding; what WGSL has no literal for comes through the clock. */
export function literal({ type, value }: Pick<Term, 'type' | 'value'>): string {
  if (type === 'bool') return value ? 'true' : 'false';
  if (type === 'int') return value === -(2 ** 31) ? '(-2147483647i - 1i)' : value < 0 ? `(${value}i)` : `${value}i`;
  const x = Math.fround(value);
  if (Number.isNaN(x)) return 'bitcast<f32>(clock.infinity | 1u)';
  if (!Number.isFinite(x)) return x > 0 ? 'bitcast<f32>(clock.infinity)' : '(-bitcast<f32>(clock.infinity))';
  const digits = String(Math.abs(x));
  const text = `${/[.e]/.test(digits) ? digits : `${digits}.0`}f`;
  return x < 0 || Object.is(x, -0) ? `(-${text})` : text;
}

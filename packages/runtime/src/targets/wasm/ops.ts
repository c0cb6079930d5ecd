/** What each primitive is in WebAssembly: in all lanes at once, and one. Total records, so none can be forgotten. */
import type { Primitive, TermType } from '../../term.ts';
import type { FuncBuilder } from './encode.ts';
import type { Mnemonic } from './instructions.ts';
import type { Numeric } from './numeric.ts';
import { numericOf } from './numeric.ts';

/** Emits an operation whose arguments are already on the stack, the last on top. `type` is that of the arguments. */
export type Emit = (f: FuncBuilder, type: TermType) => void;
export type OpTable = { readonly [K in Primitive]: Emit };

const plain =
  (real: Mnemonic, int: Mnemonic = real): Emit =>
  (f, type) =>
    void f.push(type === 'real' ? real : int);

/** Numbers, 32-bit integers, and masks of all ones or zeros, as wide as the numbers. */
function manyOf(n: Numeric): OpTable {
  const { many, words } = n;
  const compare =
    (real: Mnemonic, int: Mnemonic): Emit =>
    (f, type) => {
      f.push(type === 'real' ? real : int);
      if (type === 'int') n.widen(f);
    };
  const constant = (x: bigint): [Mnemonic, number[]] => ['v128.const', n.integers(x)];
  return {
    add: plain(`${many}.add`, 'i32x4.add'),
    sub: plain(`${many}.sub`, 'i32x4.sub'),
    mul: plain(`${many}.mul`),
    div: plain(`${many}.div`),
    neg: plain(`${many}.neg`, 'i32x4.neg'),
    abs: plain(`${many}.abs`, 'i32x4.abs'),
    sqrt: plain(`${many}.sqrt`),
    // pmin(a, b) is b < a ? b : a, which is what min means.
    min: plain(`${many}.pmin`, 'i32x4.min_s'),
    max: plain(`${many}.pmax`, 'i32x4.max_s'),
    floor: plain(`${many}.floor`),
    nearest: plain(`${many}.nearest`),
    whole: (f) =>
      void f
        .push('v128.const', n.numbers(n.low))
        .push(`${many}.add`)
        .push('v128.const', n.numbers(n.low))
        .push(`${many}.sub`),
    lt: compare(`${many}.lt`, 'i32x4.lt_s'),
    le: compare(`${many}.le`, 'i32x4.le_s'),
    gt: compare(`${many}.gt`, 'i32x4.gt_s'),
    ge: compare(`${many}.ge`, 'i32x4.ge_s'),
    eq: compare(`${many}.eq`, 'i32x4.eq'),
    ne: compare(`${many}.ne`, 'i32x4.ne'),
    and: plain('v128.and'),
    or: plain('v128.or'),
    not: plain('v128.not'),
    select: (f, type) => {
      if (type === 'int') n.narrow(f);
      f.push('v128.bitselect');
    },
    real: plain(n.fromIntegers),
    scale2: (f) =>
      void f
        .push('v128.const', n.numbers(n.low))
        .push(`${many}.add`)
        .push('i32.const', n.fraction)
        .push(`${words}.shl`)
        .push(`${words}.add`),
    exponent: (f) =>
      void f
        .push('i32.const', n.fraction)
        .push(`${words}.shr_u`)
        .push(...constant(exponentField(n)))
        .push('v128.and')
        .push('v128.const', n.numbers(2 ** n.fraction))
        .push('v128.or')
        .push('v128.const', n.numbers(2 ** n.fraction + n.bias))
        .push(`${many}.sub`),
    mantissa: (f) =>
      void f
        .push(...constant(fractionField(n)))
        .push('v128.and')
        .push('v128.const', n.numbers(1))
        .push('v128.or'),
  };
}

const exponentField = (n: Numeric): bigint => BigInt(2 * n.bias + 1);
const fractionField = (n: Numeric): bigint => 2n ** BigInt(n.fraction) - 1n;

/** The smaller or larger of two, by comparison, as in the vector form. */
const chosen =
  (compare: Mnemonic, type: 'f32' | 'f64' | 'i32', swap: boolean): ((f: FuncBuilder) => void) =>
  (f) => {
    const a = f.local(type),
      b = f.local(type);
    f.push('local.set', b).push('local.set', a).push('local.get', b).push('local.get', a);
    f.push('local.get', swap ? b : a)
      .push('local.get', swap ? a : b)
      .push(compare)
      .push('select');
  };

/** One number, one integer, and conditions as 1 or 0. */
function oneOf(n: Numeric): OpTable {
  const { one, word } = n;
  const toBits: Mnemonic = n.bytes === 8 ? 'i64.reinterpret_f64' : 'i32.reinterpret_f32';
  const toReal: Mnemonic = n.bytes === 8 ? 'f64.reinterpret_i64' : 'f32.reinterpret_i32';
  const constant = (x: bigint): [Mnemonic, number | bigint] => [`${word}.const`, n.bytes === 8 ? x : Number(x)];
  return {
    add: plain(`${one}.add`, 'i32.add'),
    sub: plain(`${one}.sub`, 'i32.sub'),
    mul: plain(`${one}.mul`),
    div: plain(`${one}.div`),
    neg: (f, type) => void (type === 'real' ? f.push(`${one}.neg`) : f.push('i32.const', -1).push('i32.mul')),
    abs: plain(`${one}.abs`),
    sqrt: plain(`${one}.sqrt`),
    min: (f, type) => (type === 'real' ? chosen(`${one}.lt`, one, true) : chosen('i32.lt_s', 'i32', true))(f),
    max: (f, type) => (type === 'real' ? chosen(`${one}.lt`, one, false) : chosen('i32.lt_s', 'i32', false))(f),
    floor: plain(`${one}.floor`),
    nearest: plain(`${one}.nearest`),
    whole: (f) => void f.push(`${one}.const`, n.low).push(`${one}.add`).push(`${one}.const`, n.low).push(`${one}.sub`),
    lt: plain(`${one}.lt`, 'i32.lt_s'),
    le: plain(`${one}.le`, 'i32.le_s'),
    gt: plain(`${one}.gt`, 'i32.gt_s'),
    ge: plain(`${one}.ge`, 'i32.ge_s'),
    eq: plain(`${one}.eq`, 'i32.eq'),
    ne: plain(`${one}.ne`, 'i32.ne'),
    and: plain('i32.and'),
    or: plain('i32.or'),
    not: plain('i32.eqz'),
    select: plain('select'),
    real: plain(`${one}.convert_i32_s`),
    scale2: (f) => {
      const exponent = f.local(one);
      f.push('local.set', exponent)
        .push(toBits)
        .push('local.get', exponent)
        .push(`${one}.const`, n.low)
        .push(`${one}.add`)
        .push(toBits)
        .push(...constant(BigInt(n.fraction)))
        .push(`${word}.shl`)
        .push(`${word}.add`)
        .push(toReal);
    },
    exponent: (f) =>
      void f
        .push(toBits)
        .push(...constant(BigInt(n.fraction)))
        .push(`${word}.shr_u`)
        .push(...constant(exponentField(n)))
        .push(`${word}.and`)
        .push(`${one}.const`, 2 ** n.fraction)
        .push(toBits)
        .push(`${word}.or`)
        .push(toReal)
        .push(`${one}.const`, 2 ** n.fraction + n.bias)
        .push(`${one}.sub`),
    mantissa: (f) =>
      void f
        .push(toBits)
        .push(...constant(fractionField(n)))
        .push(`${word}.and`)
        .push(`${one}.const`, 1)
        .push(toBits)
        .push(`${word}.or`)
        .push(toReal),
  };
}

const tablesOf = (n: Numeric): { readonly one: OpTable; readonly many: OpTable } => ({
  one: oneOf(n),
  many: manyOf(n),
});
const TABLES = { 4: /* #__PURE__ */ tablesOf(numericOf(4)), 8: /* #__PURE__ */ tablesOf(numericOf(8)) };

/** The operations on numbers of so many bytes, one at a time or a vector of them. */
export const opsOf = (bytes: Numeric['bytes'], vector: boolean): OpTable => TABLES[bytes][vector ? 'many' : 'one'];

/** Comparisons of integers in all lanes, which leave masks as wide as the integers. */
export const INT_COMPARE = {
  lt: 'i32x4.lt_s',
  le: 'i32x4.le_s',
  gt: 'i32x4.gt_s',
  ge: 'i32x4.ge_s',
  eq: 'i32x4.eq',
  ne: 'i32x4.ne',
} as const;

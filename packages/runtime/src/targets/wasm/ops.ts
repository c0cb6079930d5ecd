/** What each primitive is in WebAssembly: four lanes at a time, and one. Total records, so none can be forgotten. */
import type { Primitive, TermType } from '../../term.ts';
import type { FuncBuilder } from './encode.ts';
import { f32x4, i32x4 } from './encode.ts';
import type { Mnemonic } from './instructions.ts';

/** Emits an operation whose arguments are already on the stack, the last on top. `type` is that of the arguments. */
export type Emit = (f: FuncBuilder, type: TermType) => void;
export type OpTable = { readonly [K in Primitive]: Emit };

const plain =
  (real: Mnemonic, int: Mnemonic = real): Emit =>
  (f, type) =>
    void f.push(type === 'real' ? real : int);

/** f32x4, i32x4, and masks of all ones or zeros. */
export const VECTOR: OpTable = {
  add: plain('f32x4.add', 'i32x4.add'),
  sub: plain('f32x4.sub', 'i32x4.sub'),
  mul: plain('f32x4.mul'),
  div: plain('f32x4.div'),
  neg: plain('f32x4.neg', 'i32x4.neg'),
  abs: plain('f32x4.abs', 'i32x4.abs'),
  sqrt: plain('f32x4.sqrt'),
  // pmin(a, b) is b < a ? b : a, which is what min means.
  min: plain('f32x4.pmin', 'i32x4.min_s'),
  max: plain('f32x4.pmax', 'i32x4.max_s'),
  floor: plain('f32x4.floor'),
  nearest: plain('f32x4.nearest'),
  lt: plain('f32x4.lt', 'i32x4.lt_s'),
  le: plain('f32x4.le', 'i32x4.le_s'),
  gt: plain('f32x4.gt', 'i32x4.gt_s'),
  ge: plain('f32x4.ge', 'i32x4.ge_s'),
  eq: plain('f32x4.eq', 'i32x4.eq'),
  ne: plain('f32x4.ne', 'i32x4.ne'),
  and: plain('v128.and'),
  or: plain('v128.or'),
  not: plain('v128.not'),
  select: plain('v128.bitselect'),
  real: plain('f32x4.convert_i32x4_s'),
  scale2: (f) => void f.push('i32x4.trunc_sat_f32x4_s').push('i32.const', 23).push('i32x4.shl').push('i32x4.add'),
  exponent: (f) =>
    void f
      .push('i32.const', 23)
      .push('i32x4.shr_u')
      .push('v128.const', i32x4(255))
      .push('v128.and')
      .push('v128.const', i32x4(127))
      .push('i32x4.sub')
      .push('f32x4.convert_i32x4_s'),
  mantissa: (f) =>
    void f.push('v128.const', i32x4(0x7fffff)).push('v128.and').push('v128.const', f32x4(1)).push('v128.or'),
};

/** The smaller or larger of two, by comparison, as in the vector form. */
const chosen =
  (compare: Mnemonic, type: 'f32' | 'i32', swap: boolean): ((f: FuncBuilder) => void) =>
  (f) => {
    const a = f.local(type),
      b = f.local(type);
    f.push('local.set', b).push('local.set', a).push('local.get', b).push('local.get', a);
    f.push('local.get', swap ? b : a)
      .push('local.get', swap ? a : b)
      .push(compare)
      .push('select');
  };

/** f32, i32, and conditions as 1 or 0. */
export const SCALAR: OpTable = {
  add: plain('f32.add', 'i32.add'),
  sub: plain('f32.sub', 'i32.sub'),
  mul: plain('f32.mul'),
  div: plain('f32.div'),
  neg: (f, type) => void (type === 'real' ? f.push('f32.neg') : f.push('i32.const', -1).push('i32.mul')),
  abs: plain('f32.abs'),
  sqrt: plain('f32.sqrt'),
  min: (f, type) => (type === 'real' ? chosen('f32.lt', 'f32', true) : chosen('i32.lt_s', 'i32', true))(f),
  max: (f, type) => (type === 'real' ? chosen('f32.lt', 'f32', false) : chosen('i32.lt_s', 'i32', false))(f),
  floor: plain('f32.floor'),
  nearest: plain('f32.nearest'),
  lt: plain('f32.lt', 'i32.lt_s'),
  le: plain('f32.le', 'i32.le_s'),
  gt: plain('f32.gt', 'i32.gt_s'),
  ge: plain('f32.ge', 'i32.ge_s'),
  eq: plain('f32.eq', 'i32.eq'),
  ne: plain('f32.ne', 'i32.ne'),
  and: plain('i32.and'),
  or: plain('i32.or'),
  not: plain('i32.eqz'),
  select: plain('select'),
  real: plain('f32.convert_i32_s'),
  scale2: (f) => {
    const n = f.local('f32');
    f.push('local.set', n)
      .push('i32.reinterpret_f32')
      .push('local.get', n)
      .push('i32.trunc_sat_f32_s')
      .push('i32.const', 23)
      .push('i32.shl')
      .push('i32.add')
      .push('f32.reinterpret_i32');
  },
  exponent: (f) =>
    void f
      .push('i32.reinterpret_f32')
      .push('i32.const', 23)
      .push('i32.shr_u')
      .push('i32.const', 255)
      .push('i32.and')
      .push('i32.const', 127)
      .push('i32.sub')
      .push('f32.convert_i32_s'),
  mantissa: (f) =>
    void f
      .push('i32.reinterpret_f32')
      .push('i32.const', 0x7fffff)
      .push('i32.and')
      .push('i32.const', 0x3f800000)
      .push('i32.or')
      .push('f32.reinterpret_i32'),
};

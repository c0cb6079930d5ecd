/** What instructions compute, one of each kind and those whose meaning is easily mistaken, against arithmetic done by hand. */
import { describe, expect, test } from 'vitest';
import { f32x4, f64x2, i32x4, i64x2, shuffle32 } from '../../src/targets/wasm/encode.ts';
import type { Immediate } from '../../src/targets/wasm/encode-module.ts';
import { INSTRUCTIONS, type Mnemonic } from '../../src/targets/wasm/instructions.ts';
import { run, type Value } from './instance.ts';

const bytes = (...values: number[]): number[] =>
  Array.from({ length: 16 }, (_, k) => values[k % values.length]! & 0xff);
const i16x8 = (...values: number[]): number[] =>
  Array.from({ length: 8 }, (_, k) => values[k % values.length]!).flatMap((v) => [v & 0xff, (v >> 8) & 0xff]);
const mask32 = (...lanes: boolean[]): number[] => i32x4(...lanes.map((b) => (b ? -1 : 0)));
const NAN = NaN;

/** Runs one instruction on its operands. */
function compute(op: Mnemonic, imm: readonly Immediate[], operands: readonly Value[]): Value | undefined {
  const { takes, gives } = INSTRUCTIONS.get(op)!.stack!;
  return run(
    takes,
    gives[0] ?? null,
    (f, args) => {
      for (const a of args) f.push('local.get', a);
      f.push(op, ...imm);
    },
    operands,
  ).result;
}

type Case = readonly [op: Mnemonic, operands: readonly Value[], expected: Value, ...imm: Immediate[]];
const check = (cases: readonly Case[]): void => {
  for (const [op, operands, expected, ...imm] of cases) {
    expect([op, operands, compute(op, imm, operands)]).toEqual([op, operands, expected]);
  }
};

describe('integers', () => {
  // biome-ignore format: a table
  test('of 32 bits', () => check([
    ['i32.const', [], -5, -5], ['i32.const', [], -1, 0xffff_ffff],
    ['i32.add', [0x7fff_ffff, 1], -0x8000_0000], ['i32.sub', [3, 5], -2],
    ['i32.mul', [0x10001, 0x10001], 0x20001],
    ['i32.div_s', [-7, 2], -3], ['i32.div_u', [-1, 2], 0x7fff_ffff], ['i32.rem_s', [-7, 2], -1],
    ['i32.rem_u', [-1, 10], 5],
    ['i32.and', [12, 10], 8], ['i32.or', [12, 10], 14], ['i32.xor', [12, 10], 6],
    ['i32.shl', [1, 33], 2], ['i32.shr_s', [-8, 1], -4], ['i32.shr_u', [-8, 1], 0x7fff_fffc],
    ['i32.rotl', [-0x8000_0000, 1], 1], ['i32.rotr', [1, 1], -0x8000_0000],
    ['i32.clz', [1], 31], ['i32.ctz', [8], 3], ['i32.popcnt', [0xff], 8], ['i32.eqz', [0], 1],
    ['i32.eq', [2, 2], 1], ['i32.ne', [2, 2], 0], ['i32.lt_s', [-1, 1], 1], ['i32.lt_u', [-1, 1], 0],
    ['i32.gt_s', [-1, 1], 0], ['i32.gt_u', [-1, 1], 1], ['i32.le_s', [1, 1], 1], ['i32.le_u', [2, 1], 0],
    ['i32.ge_s', [1, 1], 1], ['i32.ge_u', [1, 2], 0], ['i32.extend8_s', [0x80], -128],
    ['i32.extend16_s', [0x8000], -32768],
  ]));

  // biome-ignore format: a table
  test('of 64 bits', () => check([
    ['i64.const', [], 2n ** 62n, 2n ** 62n], ['i64.const', [], -1n, 2n ** 64n - 1n],
    ['i64.const', [], -3n, -3],
    ['i64.add', [2n ** 63n - 1n, 1n], -(2n ** 63n)], ['i64.sub', [3n, 5n], -2n],
    ['i64.mul', [2n ** 40n, 2n ** 30n], 0n],
    ['i64.div_s', [-7n, 2n], -3n], ['i64.div_u', [-1n, 2n], 2n ** 63n - 1n], ['i64.rem_s', [-7n, 2n], -1n],
    ['i64.rem_u', [-1n, 10n], 5n],
    ['i64.and', [12n, 10n], 8n], ['i64.or', [12n, 10n], 14n], ['i64.xor', [12n, 10n], 6n],
    ['i64.shl', [1n, 65n], 2n], ['i64.shr_s', [-8n, 1n], -4n], ['i64.shr_u', [-8n, 1n], 2n ** 63n - 4n],
    ['i64.rotl', [1n, 63n], -(2n ** 63n)], ['i64.clz', [1n], 63n], ['i64.ctz', [8n], 3n],
    ['i64.popcnt', [255n], 8n],
    ['i64.eqz', [0n], 1], ['i64.lt_s', [-1n, 1n], 1], ['i64.lt_u', [-1n, 1n], 0], ['i64.ge_s', [1n, 1n], 1],
    ['i64.extend32_s', [0x8000_0000n], -(2n ** 31n)], ['i64.extend_i32_s', [-1], -1n],
    ['i64.extend_i32_u', [-1], 0xffff_ffffn],
    ['i32.wrap_i64', [2n ** 32n + 5n], 5],
  ]));
});

describe('floats', () => {
  // biome-ignore format: a table
  test('of both precisions', () => check([
    ['f32.const', [], Math.fround(0.1), 0.1], ['f32.const', [], -0, -0], ['f64.const', [], 0.1, 0.1],
    ['f32.add', [1, 2 ** -24], 1], ['f64.add', [1, 2 ** -24], 1 + 2 ** -24], ['f32.sub', [1, 3], -2],
    ['f32.mul', [3, 5], 15],
    ['f32.div', [1, 0], Infinity], ['f64.div', [1, 3], 1 / 3], ['f32.sqrt', [9], 3],
    ['f64.sqrt', [2], Math.SQRT2],
    ['f32.min', [0, -0], -0], ['f32.max', [1, 2], 2], ['f64.min', [1, NAN], NAN],
    ['f32.copysign', [3, -0], -3],
    ['f32.abs', [-2], 2], ['f32.neg', [0], -0], ['f32.ceil', [-0.5], -0], ['f32.floor', [-0.5], -1],
    ['f32.trunc', [-1.5], -1],
    ['f32.nearest', [2.5], 2], ['f64.nearest', [3.5], 4], ['f64.nearest', [-0.5], -0],
    ['f32.eq', [NAN, NAN], 0], ['f32.ne', [NAN, NAN], 1], ['f32.lt', [1, 2], 1], ['f64.gt', [1, 2], 0],
    ['f64.le', [2, 2], 1], ['f32.ge', [1, 2], 0],
    ['f32.demote_f64', [0.1], Math.fround(0.1)], ['f64.promote_f32', [0.5], 0.5],
    ['f32.convert_i32_s', [-3], -3], ['f32.convert_i32_u', [-1], 2 ** 32], ['f64.convert_i64_s', [-3n], -3],
    ['i32.trunc_f32_s', [-1.9], -1], ['i32.trunc_sat_f32_s', [1e30], 0x7fff_ffff],
    ['i32.trunc_sat_f64_u', [-1], 0], ['i64.trunc_sat_f64_s', [NAN], 0n],
    ['i32.reinterpret_f32', [1], 0x3f80_0000], ['f32.reinterpret_i32', [0x3fc0_0000], 1.5],
    ['i64.reinterpret_f64', [1], 0x3ff0_0000_0000_0000n], ['f64.reinterpret_i64', [-(2n ** 63n)], -0],
  ]));
});

describe('vectors', () => {
  const a = f32x4(1, -2, 3.5, NAN),
    b = f32x4(4, -2, -1, 1);

  // biome-ignore format: a table
  test('f32x4', () => check([
    ['v128.const', [], f32x4(1, 2, 3, 4), f32x4(1, 2, 3, 4)],
    ['f32x4.splat', [1.5], f32x4(1.5)], ['f32x4.extract_lane', [a], 3.5, 2],
    ['f32x4.replace_lane', [b, 9], f32x4(4, -2, -1, 9), 3],
    ['f32x4.add', [b, b], f32x4(8, -4, -2, 2)], ['f32x4.sub', [b, f32x4(1)], f32x4(3, -3, -2, 0)],
    ['f32x4.mul', [b, f32x4(2)], f32x4(8, -4, -2, 2)],
    ['f32x4.div', [f32x4(1), b], f32x4(0.25, -0.5, -1, 1)],
    ['f32x4.sqrt', [f32x4(4, 9, 0, 2)], f32x4(2, 3, 0, Math.SQRT2)],
    ['f32x4.neg', [f32x4(0, 1, -1, 2)], f32x4(-0, -1, 1, -2)], ['f32x4.abs', [b], f32x4(4, 2, 1, 1)],
    ['f32x4.min', [f32x4(0, 1, 2, 3), f32x4(-0, 2, 1, 3)], f32x4(-0, 1, 1, 3)],
    ['f32x4.max', [f32x4(0), f32x4(-0)], f32x4(0)],
    // pmin(x, y) is y < x ? y : x, so equal numbers (0 and -0) and a NaN give x.
    ['f32x4.pmin', [f32x4(0, 1, 2, 7), f32x4(-0, 2, 1, NAN)], f32x4(0, 1, 1, 7)],
    ['f32x4.pmax', [f32x4(-0, 1, 2, 7), f32x4(0, 2, 1, NAN)], f32x4(-0, 2, 2, 7)],
    ['f32x4.eq', [a, b], mask32(false, true, false, false)],
    ['f32x4.ne', [a, b], mask32(true, false, true, true)],
    ['f32x4.lt', [a, b], mask32(true, false, false, false)],
    ['f32x4.gt', [a, b], mask32(false, false, true, false)],
    ['f32x4.le', [a, b], mask32(true, true, false, false)],
    ['f32x4.ge', [a, b], mask32(false, true, true, false)],
    ['f32x4.ceil', [f32x4(1.5, -1.5, 2, 0.1)], f32x4(2, -1, 2, 1)],
    ['f32x4.floor', [f32x4(1.5, -1.5, 2, 0.1)], f32x4(1, -2, 2, 0)],
    ['f32x4.trunc', [f32x4(1.5, -1.5, 2, 0.1)], f32x4(1, -1, 2, 0)],
    ['f32x4.nearest', [f32x4(0.5, 1.5, 2.5, -2.5)], f32x4(0, 2, 2, -2)],
    ['f32x4.convert_i32x4_s', [i32x4(-1, 2, 3, 4)], f32x4(-1, 2, 3, 4)],
    ['f32x4.convert_i32x4_u', [i32x4(-1, 2, 3, 4)], f32x4(2 ** 32, 2, 3, 4)],
    ['i32x4.trunc_sat_f32x4_s', [f32x4(-1.9, 1e30, NAN, 2)], i32x4(-1, 0x7fff_ffff, 0, 2)],
    ['i32x4.trunc_sat_f32x4_u', [f32x4(-1.9, 1e30, NAN, 2)], i32x4(0, -1, 0, 2)],
    ['f32x4.demote_f64x2_zero', [f64x2(0.5, -2)], f32x4(0.5, -2, 0, 0)],
  ]));

  // biome-ignore format: a table
  test('f64x2', () => check([
    ['f64x2.splat', [0.1], f64x2(0.1)], ['f64x2.extract_lane', [f64x2(1, 2)], 2, 1],
    ['f64x2.replace_lane', [f64x2(1, 2), 7], f64x2(7, 2), 0],
    ['f64x2.add', [f64x2(1, 2), f64x2(0.1)], f64x2(1.1, 2.1)],
    ['f64x2.sub', [f64x2(1, 2), f64x2(2)], f64x2(-1, 0)],
    ['f64x2.mul', [f64x2(3, 2), f64x2(2)], f64x2(6, 4)],
    ['f64x2.div', [f64x2(1, 2), f64x2(3)], f64x2(1 / 3, 2 / 3)],
    ['f64x2.sqrt', [f64x2(2, 4)], f64x2(Math.SQRT2, 2)], ['f64x2.neg', [f64x2(0, 1)], f64x2(-0, -1)],
    ['f64x2.abs', [f64x2(-3, 1)], f64x2(3, 1)], ['f64x2.pmin', [f64x2(1, 5), f64x2(NAN, 2)], f64x2(1, 2)],
    ['f64x2.pmax', [f64x2(1, 5), f64x2(NAN, 7)], f64x2(1, 7)],
    ['f64x2.min', [f64x2(1, 5), f64x2(2)], f64x2(1, 2)],
    ['f64x2.max', [f64x2(1, 5), f64x2(2)], f64x2(2, 5)],
    ['f64x2.lt', [f64x2(1, 5), f64x2(2)], i64x2(-1, 0)],
    ['f64x2.ge', [f64x2(1, 5), f64x2(2)], i64x2(0, -1)],
    ['f64x2.eq', [f64x2(2, NAN), f64x2(2, NAN)], i64x2(-1, 0)],
    ['f64x2.nearest', [f64x2(2.5, -0.5)], f64x2(2, -0)], ['f64x2.floor', [f64x2(-0.5, 1.5)], f64x2(-1, 1)],
    ['f64x2.ceil', [f64x2(-0.5, 1.5)], f64x2(-0, 2)],
    ['f64x2.trunc', [f64x2(-1.5, 1.5)], f64x2(-1, 1)], ['f64x2.promote_low_f32x4', [b], f64x2(4, -2)],
    ['f64x2.convert_low_i32x4_s', [i32x4(-3, 4, 5, 6)], f64x2(-3, 4)],
    ['f64x2.convert_low_i32x4_u', [i32x4(-1, 4, 5, 6)], f64x2(2 ** 32 - 1, 4)],
    ['i32x4.trunc_sat_f64x2_s_zero', [f64x2(-3.5, 1e99)], i32x4(-3, 0x7fff_ffff, 0, 0)],
  ]));

  // biome-ignore format: a table
  test('i32x4 and i64x2', () => check([
    ['i32x4.splat', [-5], i32x4(-5)], ['i32x4.extract_lane', [i32x4(1, 2, 3, 4)], 4, 3],
    ['i32x4.replace_lane', [i32x4(1), 9], i32x4(1, 9, 1, 1), 1],
    ['i32x4.add', [i32x4(0x7fff_ffff), i32x4(1)], i32x4(-0x8000_0000)],
    ['i32x4.sub', [i32x4(1, 2, 3, 4), i32x4(2)], i32x4(-1, 0, 1, 2)],
    ['i32x4.mul', [i32x4(0x10001), i32x4(0x10001)], i32x4(0x20001)],
    ['i32x4.shl', [i32x4(1, 2, 3, 4), 33], i32x4(2, 4, 6, 8)],
    ['i32x4.shr_s', [i32x4(-8, 8, 1, 2), 1], i32x4(-4, 4, 0, 1)],
    ['i32x4.shr_u', [i32x4(-1), 28], i32x4(15)],
    ['i32x4.min_s', [i32x4(-1, 1, 5, 5), i32x4(1, -1, 4, 6)], i32x4(-1, -1, 4, 5)],
    ['i32x4.min_u', [i32x4(-1), i32x4(1)], i32x4(1)], ['i32x4.max_s', [i32x4(-1), i32x4(1)], i32x4(1)],
    ['i32x4.eq', [i32x4(1, 2, 3, 4), i32x4(1, 0, 3, 0)], mask32(true, false, true, false)],
    ['i32x4.lt_s', [i32x4(-1), i32x4(1)], i32x4(-1)], ['i32x4.lt_u', [i32x4(-1), i32x4(1)], i32x4(0)],
    ['i32x4.ge_s', [i32x4(1), i32x4(1)], i32x4(-1)],
    ['i32x4.abs', [i32x4(-3, 3, 0, -1)], i32x4(3, 3, 0, 1)],
    ['i32x4.neg', [i32x4(-3, 3, 0, -1)], i32x4(3, -3, 0, 1)],
    ['i32x4.bitmask', [i32x4(-1, 0, -5, 7)], 0b0101], ['i32x4.all_true', [i32x4(1, 2, 3, 0)], 0],
    ['i32x4.all_true', [i32x4(1)], 1], ['i32x4.dot_i16x8_s', [i16x8(2, 3), i16x8(5, -7)], i32x4(-11)],
    ['i32x4.extend_high_i16x8_s', [i16x8(0, 0, 0, 0, -1, -2, -3, -4)], i32x4(-1, -2, -3, -4)],
    ['i32x4.extmul_low_i16x8_s', [i16x8(300), i16x8(-300)], i32x4(-90000)],
    ['i64x2.splat', [-5n], i64x2(-5)], ['i64x2.extract_lane', [i64x2(1, 2n ** 40n)], 2n ** 40n, 1],
    ['i64x2.replace_lane', [i64x2(1), 9n], i64x2(9, 1), 0],
    ['i64x2.add', [i64x2(2n ** 32n - 1n), i64x2(1)], i64x2(2n ** 32n)],
    ['i64x2.sub', [i64x2(0), i64x2(1)], i64x2(-1)],
    ['i64x2.mul', [i64x2(2n ** 33n), i64x2(3)], i64x2(3n * 2n ** 33n)],
    ['i64x2.shl', [i64x2(1), 40], i64x2(2n ** 40n)], ['i64x2.shr_u', [i64x2(-1), 63], i64x2(1)],
    ['i64x2.shr_s', [i64x2(-4), 1], i64x2(-2)], ['i64x2.lt_s', [i64x2(-1, 1), i64x2(0)], i64x2(-1, 0)],
    ['i64x2.bitmask', [i64x2(0, -1)], 2],
    ['i64x2.extmul_low_i32x4_u', [i32x4(-1, 2, 7, 7), i32x4(-1, 3, 7, 7)], i64x2(0xffff_ffffn ** 2n, 6)],
    ['i64x2.extmul_high_i32x4_u', [i32x4(7, 7, -1, 2), i32x4(7, 7, 2, 3)], i64x2(0x1_ffff_fffen, 6)],
    ['i64x2.extmul_low_i32x4_s', [i32x4(-1, 2, 7, 7), i32x4(5, 3, 7, 7)], i64x2(-5, 6)],
    ['i64x2.extend_low_i32x4_u', [i32x4(-1, 2, 3, 4)], i64x2(0xffff_ffffn, 2)],
  ]));

  // biome-ignore format: a table
  test('bytes and 16-bit lanes', () => check([
    ['i8x16.splat', [0x1ff], bytes(0xff)], ['i8x16.extract_lane_s', [bytes(0x80)], -128, 15],
    ['i8x16.extract_lane_u', [bytes(0x80)], 128, 15], ['i8x16.add', [bytes(250), bytes(10)], bytes(4)],
    ['i8x16.add_sat_u', [bytes(250), bytes(10)], bytes(255)], ['i8x16.bitmask', [bytes(0x80, 0)], 0x5555],
    ['i8x16.avgr_u', [bytes(1), bytes(2)], bytes(2)], ['i8x16.popcnt', [bytes(0xf1)], bytes(5)],
    ['i8x16.narrow_i16x8_u', [i16x8(300), i16x8(-1)], [...Array<number>(8).fill(255), ...Array<number>(8).fill(0)]],
    ['i8x16.swizzle', [bytes(7, 8), bytes(1, 200)], bytes(8, 0)],
    ['i8x16.shuffle', [i32x4(10, 11, 12, 13), i32x4(20, 21, 22, 23)], i32x4(13, 20, 10, 23), shuffle32(3, 4, 0, 7)],
    ['i16x8.splat', [-3], i16x8(-3)], ['i16x8.mul', [i16x8(300), i16x8(300)], i16x8(90000)],
    ['i16x8.sub_sat_s', [i16x8(-32000), i16x8(32000)], i16x8(-32768)],
    ['i16x8.extract_lane_s', [i16x8(-3)], -3, 7], ['i16x8.shr_u', [i16x8(-1), 12], i16x8(15)],
    ['i16x8.narrow_i32x4_s', [i32x4(70000), i32x4(-70000)], [...i16x8(32767).slice(8), ...i16x8(-32768).slice(8)]],
    ['i16x8.extend_low_i8x16_s', [bytes(255)], i16x8(-1)],
    ['i32x4.extadd_pairwise_i16x8_s', [i16x8(-3, 5)], i32x4(2)],
    ['i16x8.q15mulr_sat_s', [i16x8(0x4000), i16x8(0x4000)], i16x8(0x2000)],
  ]));

  // biome-ignore format: a table
  test('bitwise', () => check([
    ['v128.not', [i32x4(0)], i32x4(-1)], ['v128.and', [i32x4(12), i32x4(10)], i32x4(8)],
    ['v128.andnot', [i32x4(12), i32x4(10)], i32x4(4)], ['v128.or', [i32x4(12), i32x4(10)], i32x4(14)],
    ['v128.xor', [i32x4(12), i32x4(10)], i32x4(6)],
    // Bits of the first where the mask has ones, of the second where it has zeros.
    ['v128.bitselect', [i32x4(5), i32x4(9), mask32(true, false, false, true)], i32x4(5, 9, 9, 5)],
    ['v128.any_true', [i32x4(0, 0, 4, 0)], 1], ['v128.any_true', [i32x4(0)], 0],
  ]));
});

describe('memory', () => {
  const here = { offset: 8 };
  const fill = (memory: WebAssembly.Memory): void =>
    new Uint8Array(memory.buffer).set(Array.from({ length: 64 }, (_, k) => 0xf0 + (k % 16)));
  const load = (op: Mnemonic, ...imm: Immediate[]): Value | undefined => {
    const { gives } = INSTRUCTIONS.get(op)!.stack!;
    return run(['i32'], gives[0]!, (f) => f.push('local.get', 0).push(op, ...(imm.length ? imm : [here])), [1], fill)
      .result;
  };

  test('loads at address plus offset, extended or splatted', () => {
    expect(load('i32.load8_u')).toBe(0xf9);
    expect(load('i32.load8_s')).toBe(0xf9 - 256);
    expect(load('i32.load16_u')).toBe(0xfaf9);
    expect(load('i32.load')).toBe(0xfcfbfaf9 | 0);
    expect(load('i64.load32_u')).toBe(0xfcfbfaf9n);
    expect(load('i64.load')).toBe(BigInt.asIntN(64, 0xf0fffefdfcfbfaf9n));
    expect(load('v128.load')).toEqual(Array.from({ length: 16 }, (_, k) => 0xf0 + ((9 + k) % 16)));
    expect(load('v128.load8_splat')).toEqual(bytes(0xf9));
    expect(load('v128.load32_splat')).toEqual(i32x4(0xfcfbfaf9));
    expect(load('v128.load64_splat')).toEqual(i64x2(0xf0fffefdfcfbfaf9n));
    expect(load('v128.load32_zero')).toEqual(i32x4(0xfcfbfaf9, 0, 0, 0));
    expect(load('v128.load64_zero')).toEqual(i64x2(0xf0fffefdfcfbfaf9n, 0));
    expect(load('v128.load8x8_u')).toEqual([0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff, 0xf0].flatMap((x) => [x, 0]));
  });

  test('floats, aligned less than they might be', () => {
    const { memory } = run(
      ['i32', 'f32'],
      null,
      (f) => {
        f.push('local.get', 0).push('local.get', 1).push('f32.store', { offset: 2, align: 1 });
        f.push('local.get', 0)
          .push('local.get', 0)
          .push('f32.load', { offset: 2, align: 2 })
          .push('f64.promote_f32')
          .push('f64.store', { offset: 13, align: 8 });
      },
      [1, -1.5],
    );
    expect(new DataView(memory.buffer).getFloat32(3, true)).toBe(-1.5);
    expect(new DataView(memory.buffer).getFloat64(14, true)).toBe(-1.5);
  });

  test('lanes go alone', () => {
    const { result, memory } = run(
      ['v128'],
      'v128',
      (f) => {
        f.push('i32.const', 16).push('local.get', 0).push('v128.store32_lane', { offset: 4 }, 2);
        f.push('i32.const', 16).push('local.get', 0).push('v128.store8_lane', {}, 0);
        f.push('i32.const', 0).push('local.get', 0).push('v128.load64_lane', { offset: 16 }, 1);
      },
      [i32x4(1, 2, 3, 4)],
    );
    expect([...new Uint32Array(memory.buffer, 16, 2)]).toEqual([1, 3]);
    expect(result).toEqual(i32x4(1, 2, 1, 3));
  });

  test('copies and fills in bulk, also where source and target overlap', () => {
    const { memory } = run(
      [],
      null,
      (f) => {
        f.push('i32.const', 0).push('i32.const', 0xab).push('i32.const', 4).push('memory.fill');
        f.push('i32.const', 2).push('i32.const', 0).push('i32.const', 4).push('memory.copy');
      },
      [],
      (m) => new Uint8Array(m.buffer).fill(1, 0, 16),
    );
    expect([...new Uint8Array(memory.buffer, 0, 8)]).toEqual([0xab, 0xab, 0xab, 0xab, 0xab, 0xab, 1, 1]);
  });

  test('says its size and grows', () => {
    const { result } = run(
      [],
      'i32',
      (f) =>
        f
          .push('i32.const', 1)
          .push('memory.grow')
          .push('memory.size')
          .push('i32.const', 10)
          .push('i32.mul')
          .push('i32.add'),
      [],
    );
    expect(result).toBe(1 + 20);
  });

  test('reaches no further than it is long, whatever the offset', () => {
    const at = (offset: number): unknown =>
      run(['i32'], 'i32', (f) => f.push('local.get', 0).push('i32.load8_u', { offset }), [0]).result;
    expect(at(0xffff)).toBe(0);
    for (const offset of [0x1_0000, 2 ** 31, 2 ** 32 - 1]) expect(() => at(offset)).toThrow(WebAssembly.RuntimeError);
  });

  test('atomics return what was there', () => {
    const { result, memory } = run(
      [],
      'i32',
      (f) => {
        f.push('i32.const', 0).push('i32.const', 40).push('i32.atomic.store').push('atomic.fence');
        f.push('i32.const', 0).push('i32.const', 2).push('i32.atomic.rmw.add');
        f.push('i32.const', 0)
          .push('i32.const', 42)
          .push('i32.const', 7)
          .push('i32.atomic.rmw.cmpxchg')
          .push('i32.add');
        f.push('i32.const', 0).push('i32.const', 9).push('i32.atomic.rmw.xchg').push('i32.add');
        f.push('i32.const', 0).push('i32.const', 4).push('i32.atomic.rmw.sub').push('i32.add');
        f.push('i32.const', 0).push('i32.const', 1).push('memory.atomic.notify').push('i32.add');
      },
      [],
    );
    expect(result).toBe(40 + 42 + 7 + 9 + 0);
    expect(new Int32Array(memory.buffer)[0]).toBe(5);
  });
});

/**
 * How wide a number is in WebAssembly: everything in which the two precisions differ, as data. A vector register
 * holds 16 bytes, so it is four numbers of f32 or two of f64; integers stay 32 bits in memory, and in a vector of
 * f64 they take its lower two lanes.
 */
import { f32x4, f64x2, i32x4, i64x2, shuffle32 } from './encode.ts';
import type { FuncBuilder } from './encode.ts';
import type { Mnemonic } from './instructions.ts';

export interface Numeric {
  readonly bytes: 4 | 8;
  readonly lanes: 4 | 2;
  /** One number, a vector of them, and the integers of their width. */
  readonly one: 'f32' | 'f64';
  readonly many: 'f32x4' | 'f64x2';
  readonly word: 'i32' | 'i64';
  readonly words: 'i32x4' | 'i64x2';
  /** Digits after the point, and what is added to the exponent. */
  readonly fraction: 23 | 52;
  readonly bias: 127 | 1023;
  /** Added to an integer it leaves that integer in the lowest bits, negative ones too; added to a number it rounds. */
  readonly low: number;
  /** Immediates of `v128.const`, the same number in every lane. */
  readonly numbers: (x: number) => number[];
  readonly integers: (x: bigint) => number[];
  readonly loadSplat: Mnemonic;
  /** 32-bit integers in as many lanes as there are numbers: in memory, and as numbers. */
  readonly loadIntegers: Mnemonic;
  readonly fromIntegers: Mnemonic;
  readonly storeIntegers: (f: FuncBuilder, offset: number) => void;
  /** From a condition on integers to one on numbers, and back. */
  readonly widen: (f: FuncBuilder) => void;
  readonly narrow: (f: FuncBuilder) => void;
}

const nothing = (): void => undefined;

const F32: Numeric = {
  bytes: 4,
  lanes: 4,
  one: 'f32',
  many: 'f32x4',
  word: 'i32',
  words: 'i32x4',
  fraction: 23,
  bias: 127,
  low: 1.5 * 2 ** 23,
  numbers: (x) => f32x4(x),
  integers: (x) => i32x4(Number(x)),
  loadSplat: 'v128.load32_splat',
  loadIntegers: 'v128.load',
  fromIntegers: 'f32x4.convert_i32x4_s',
  storeIntegers: (f, offset) => void f.push('v128.store', { offset }),
  widen: nothing,
  narrow: nothing,
};

const F64: Numeric = {
  bytes: 8,
  lanes: 2,
  one: 'f64',
  many: 'f64x2',
  word: 'i64',
  words: 'i64x2',
  fraction: 52,
  bias: 1023,
  low: 1.5 * 2 ** 52,
  numbers: (x) => f64x2(x),
  integers: (x) => i64x2(x),
  loadSplat: 'v128.load64_splat',
  loadIntegers: 'v128.load64_zero',
  fromIntegers: 'f64x2.convert_low_i32x4_s',
  storeIntegers: (f, offset) => void f.push('v128.store64_lane', { offset }, 0),
  widen: (f) => void f.push('i64x2.extend_low_i32x4_s'),
  narrow: (f) => {
    const mask = f.local('v128');
    f.push('local.tee', mask)
      .push('local.get', mask)
      .push('i8x16.shuffle', shuffle32(0, 2, 0, 2));
  },
};

export const numericOf = (bytes: Numeric['bytes']): Numeric => (bytes === 8 ? F64 : F32);

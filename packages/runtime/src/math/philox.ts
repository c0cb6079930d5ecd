/**
 * Philox 4x32-10 as WebAssembly: core's `philox4x32`, word for word, for one counter in scalar registers or for
 * four in vector registers. (Salmon, Moraes, Dror & Shaw 2011, doi:10.1145/2063384.2063405.)
 */
import { i32x4, shuffle32, type FuncBuilder } from '../targets/wasm/encode.ts';

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/** Indices of locals. They are read, never written. */
export interface PhiloxInput {
  /** The counter: i32 locals for one block, v128 locals with a lane for each block for four. */
  readonly c0: number;
  readonly c1: number;
  readonly c2: number;
  readonly c3: number;
  /** The key: i32 locals. */
  readonly k0: number;
  readonly k1: number;
}

/** Indices of four new locals. */
export type Words = readonly [number, number, number, number];

/** One block: four i32 locals, word by word. */
export function emitPhilox1(f: FuncBuilder, input: PhiloxInput): Words {
  const [c0, c1, c2, c3] = [0, 1, 2, 3].map((k) => f.local('i32', `word${k}`)) as [number, number, number, number];
  const p0 = f.local('i64', 'product0');
  const p1 = f.local('i64', 'product1');
  const multiply = (word: number, by: number, product: number): void => {
    f.push('local.get', word).push('i64.extend_i32_u').push('i64.const', by).push('i64.mul').push('local.set', product);
  };
  const high = (product: number): FuncBuilder =>
    f.push('local.get', product).push('i64.const', 32).push('i64.shr_u').push('i32.wrap_i64');
  const low = (product: number, into: number): void =>
    void f.push('local.get', product).push('i32.wrap_i64').push('local.set', into);
  const mix = (product: number, word: number, key: number, weyl: number, into: number): void => {
    high(product).push('local.get', word).push('i32.xor').push('local.get', key);
    if (weyl !== 0) f.push('i32.const', weyl).push('i32.add');
    f.push('i32.xor').push('local.set', into);
  };
  let from: Words = [input.c0, input.c1, input.c2, input.c3];
  for (let round = 0; round < ROUNDS; round++) {
    multiply(from[0], M0, p0);
    multiply(from[2], M1, p1);
    mix(p1, from[1], input.k0, Math.imul(W0, round), c0);
    mix(p0, from[3], input.k1, Math.imul(W1, round), c2);
    low(p1, c1);
    low(p0, c3);
    from = [c0, c1, c2, c3];
  }
  return from;
}

/** Four blocks: local b holds the words of lane b's counter, word w in lane w. */
export function emitPhilox4(f: FuncBuilder, input: PhiloxInput): Words {
  const vector = (name: string): number => f.local('v128', name);
  const set = (local: number): void => void f.push('local.set', local);
  const constant = (value: number, name: string): number => {
    const local = vector(name);
    f.push('v128.const', i32x4(value));
    set(local);
    return local;
  };
  const [c0, c1, c2, c3] = [0, 1, 2, 3].map((k) => vector(`word${k}`)) as [number, number, number, number];
  const keys = [input.k0, input.k1].map((key, k) => {
    const local = vector(`key${k}`);
    f.push('local.get', key).push('i32x4.splat');
    set(local);
    return local;
  }) as [number, number];
  const factors = [constant(M0, 'm0'), constant(M1, 'm1')] as const;
  const steps = [constant(W0, 'w0'), constant(W1, 'w1')] as const;
  // A 64-bit product for each lane, in two vectors: of the lower two lanes and of the upper two.
  const products = [0, 1].map((k) => [vector(`lower${k}`), vector(`upper${k}`)] as const) as [Pair, Pair];
  const multiply = (word: number, k: 0 | 1): void => {
    for (const [half, op] of [
      [0, 'i64x2.extmul_low_i32x4_u'],
      [1, 'i64x2.extmul_high_i32x4_u'],
    ] as const) {
      f.push('local.get', word).push('local.get', factors[k]).push(op);
      set(products[k][half]);
    }
  };
  const gather = (k: 0 | 1, part: 'low' | 'high'): FuncBuilder =>
    f
      .push('local.get', products[k][0])
      .push('local.get', products[k][1])
      .push('i8x16.shuffle', part === 'low' ? shuffle32(0, 2, 4, 6) : shuffle32(1, 3, 5, 7));
  const mix = (k: 0 | 1, word: number, key: number, into: number): void => {
    gather(k, 'high').push('local.get', word).push('v128.xor').push('local.get', key).push('v128.xor');
    set(into);
  };
  let from: Words = [input.c0, input.c1, input.c2, input.c3];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) {
      for (const k of [0, 1] as const) {
        f.push('local.get', keys[k]).push('local.get', steps[k]).push('i32x4.add');
        set(keys[k]);
      }
    }
    multiply(from[0], 0);
    multiply(from[2], 1);
    mix(1, from[1], keys[0], c0);
    mix(0, from[3], keys[1], c2);
    gather(1, 'low');
    set(c1);
    gather(0, 'low');
    set(c3);
    from = [c0, c1, c2, c3];
  }
  return transpose(f, from);
}

type Pair = readonly [number, number];

/** Rows of a 4 × 4 matrix of 32-bit numbers to its columns. */
function transpose(f: FuncBuilder, [a, b, c, d]: Words): Words {
  const interleave = (x: number, y: number, lanes: number[]): number => {
    const local = f.local('v128');
    f.push('local.get', x).push('local.get', y).push('i8x16.shuffle', lanes).push('local.set', local);
    return local;
  };
  const lower = shuffle32(0, 4, 1, 5);
  const upper = shuffle32(2, 6, 3, 7);
  const ab0 = interleave(a, b, lower);
  const ab1 = interleave(a, b, upper);
  const cd0 = interleave(c, d, lower);
  const cd1 = interleave(c, d, upper);
  const first = shuffle32(0, 1, 4, 5);
  const second = shuffle32(2, 3, 6, 7);
  return [
    interleave(ab0, cd0, first),
    interleave(ab0, cd0, second),
    interleave(ab1, cd1, first),
    interleave(ab1, cd1, second),
  ];
}

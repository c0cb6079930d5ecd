/**
 * Philox 4x32-10 as WebAssembly: core's `philox4x32`, word for word, in scalar registers; `philox-four.ts` has it for
 * four counters in vector registers. (Salmon, Moraes, Dror & Shaw 2011, doi:10.1145/2063384.2063405.)
 */
import type { FuncBuilder } from '../targets/wasm/encode.ts';

export const M0 = 0xd2511f53;
export const M1 = 0xcd9e8d57;
export const W0 = 0x9e3779b9;
export const W1 = 0xbb67ae85;
export const ROUNDS = 10;

/** Indices of i32 locals: the counter and the key. They are read, never written. */
export interface PhiloxInput {
  readonly c0: number;
  readonly c1: number;
  readonly c2: number;
  readonly c3: number;
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

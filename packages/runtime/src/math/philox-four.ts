/**
 * Philox for four blocks at once whose counters differ in one word, c2. Two of its ten rounds take the counter apart
 * into what c2, c1 and k0 make and what the other words make: whoever draws from the same blocks again and again keeps
 * the first, and makes the second once for all of them.
 */
import { i32x4, shuffle32, type FuncBuilder } from '../targets/wasm/encode.ts';
import { M0, M1, ROUNDS, W0, W1, type Words } from './philox.ts';

/** What two rounds make of the blocks' own word, before it meets the rest: v128 locals, a lane for each block. */
export type Parts = readonly [c0: number, c2: number, c3: number];

/** What they make of the words that all blocks share: v128 locals. */
export interface Begun {
  readonly c0: number;
  /** The next round's key is in it. */
  readonly c1: number;
  readonly c2: number;
  readonly keys: Pair;
  readonly factors: Pair;
  readonly steps: Pair;
}

type Pair = readonly [number, number];

/** `c2` is a v128 local; the others are i32 locals. */
export function emitParts(f: FuncBuilder, { c1, c2, k0 }: { readonly [P in 'c1' | 'c2' | 'k0']: number }): Parts {
  const product = multiply(f, c2, vector(f, M1));
  high(f, product).push('local.get', c1).push('local.get', k0).push('i32.xor').push('i32x4.splat').push('v128.xor');
  const next = multiply(f, kept(f), vector(f, M0));
  return [kept(low(f, product)), kept(high(f, next)), kept(low(f, next))];
}

/** All are i32 locals. */
export function emitBegin(
  f: FuncBuilder,
  { c0, c3, k0, k1 }: { readonly [P in 'c0' | 'c3' | 'k0' | 'k1']: number },
): Begun {
  const product = f.local('i64', 'product');
  const times = (factor: number): void =>
    void f.push('i64.extend_i32_u').push('i64.const', factor).push('i64.mul').push('local.set', product);
  const upper = (): FuncBuilder =>
    f.push('local.get', product).push('i64.const', 32).push('i64.shr_u').push('i32.wrap_i64');
  const lower = (): FuncBuilder => f.push('local.get', product).push('i32.wrap_i64');
  const key = (k: number, weyl: number): FuncBuilder =>
    f
      .push('local.get', k)
      .push('i32.const', weyl | 0)
      .push('i32.add');
  const splat = (): number => kept(f.push('i32x4.splat'));
  f.push('local.get', c0);
  times(M0);
  lower();
  key(k1, W1).push('i32.xor');
  const third = splat();
  upper().push('local.get', c3).push('i32.xor').push('local.get', k1).push('i32.xor');
  times(M1);
  upper();
  key(k0, W0).push('i32.xor');
  const first = splat();
  const keys = [kept(key(k0, 2 * W0).push('i32x4.splat')), kept(key(k1, 2 * W1).push('i32x4.splat'))] as const;
  lower().push('i32x4.splat').push('local.get', keys[0]).push('v128.xor');
  return {
    c0: first,
    c1: kept(f),
    c2: third,
    keys,
    factors: [vector(f, M0), vector(f, M1)],
    steps: [vector(f, W0), vector(f, W1)],
  };
}

/** The rounds that are left. Local b holds the words of lane b's block, word w in lane w. */
export const emitRest = (f: FuncBuilder, begun: Begun, parts: Parts): Words =>
  transpose(f, emitRounds(f, begun, parts));

/** The same by word: local w holds word w of all blocks. */
export function emitRounds(f: FuncBuilder, { c0, c1, c2, keys, factors, steps }: Begun, parts: Parts): Words {
  const both = (a: number, b: number): number => kept(f.push('local.get', a).push('local.get', b).push('v128.xor'));
  let words: Words = [both(c0, parts[0]), c1, both(c2, parts[1]), parts[2]];
  let [first, second] = keys;
  for (let round = 2; round < ROUNDS; round++) {
    const [p0, p1] = [multiply(f, words[0], factors[0]), multiply(f, words[2], factors[1])];
    if (round > 2) {
      first = kept(f.push('local.get', first).push('local.get', steps[0]).push('i32x4.add'));
      second = kept(f.push('local.get', second).push('local.get', steps[1]).push('i32x4.add'));
    }
    high(f, p1).push('local.get', words[1]).push('v128.xor');
    // The word that all share has its key already.
    if (round > 2) f.push('local.get', first).push('v128.xor');
    const next = kept(f);
    high(f, p0).push('local.get', words[3]).push('v128.xor').push('local.get', second).push('v128.xor');
    const after = kept(f);
    words = [next, kept(low(f, p1)), after, kept(low(f, p0))];
  }
  return words;
}

/** What is on the stack, in a new local. */
function kept(f: FuncBuilder): number {
  const local = f.local('v128');
  f.push('local.set', local);
  return local;
}

const vector = (f: FuncBuilder, value: number): number => kept(f.push('v128.const', i32x4(value)));

/** A 64-bit product for each lane, in two vectors: of the lower two lanes and of the upper two. */
function multiply(f: FuncBuilder, word: number, factor: number): Pair {
  const half = (op: 'i64x2.extmul_low_i32x4_u' | 'i64x2.extmul_high_i32x4_u'): number =>
    kept(f.push('local.get', word).push('local.get', factor).push(op));
  return [half('i64x2.extmul_low_i32x4_u'), half('i64x2.extmul_high_i32x4_u')];
}

const halves = (f: FuncBuilder, [a, b]: Pair, lanes: number[]): FuncBuilder =>
  f.push('local.get', a).push('local.get', b).push('i8x16.shuffle', lanes);
const low = (f: FuncBuilder, product: Pair): FuncBuilder => halves(f, product, shuffle32(0, 2, 4, 6));
const high = (f: FuncBuilder, product: Pair): FuncBuilder => halves(f, product, shuffle32(1, 3, 5, 7));

/** Rows of a 4 × 4 matrix of 32-bit numbers to its columns. */
function transpose(f: FuncBuilder, [a, b, c, d]: Words): Words {
  const interleave = (x: number, y: number, ...lanes: [number, number, number, number]): number =>
    kept(halves(f, [x, y], shuffle32(...lanes)));
  const [ab0, ab1] = [interleave(a, b, 0, 4, 1, 5), interleave(a, b, 2, 6, 3, 7)];
  const [cd0, cd1] = [interleave(c, d, 0, 4, 1, 5), interleave(c, d, 2, 6, 3, 7)];
  return [
    interleave(ab0, cd0, 0, 1, 4, 5),
    interleave(ab0, cd0, 2, 3, 6, 7),
    interleave(ab1, cd1, 0, 1, 4, 5),
    interleave(ab1, cd1, 2, 3, 6, 7),
  ];
}

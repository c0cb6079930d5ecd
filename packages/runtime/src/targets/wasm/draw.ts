/** Random numbers inside kernels: where a draw sits in Philox' counter, and how its words become uniform numbers. */
import { REGISTERS } from '../../compile/memory.ts';
import { emitPhilox1 } from '../../math/philox.ts';
import { type Begun, emitBegin, emitParts, emitRest, type Parts } from '../../math/philox-four.ts';
import type { FuncBuilder } from './encode.ts';
import { i32x4, shuffle32 } from './encode.ts';
import type { Numeric } from './numeric.ts';

export interface Draw {
  /** Local with the element's byte offset (index × 4). */
  readonly element: number;
  readonly site: number;
  /** The node's half of the key. */
  readonly node: number;
}

/**
 * Pushes the uniform number of one element, or those of a vector of neighbours: one block of Philox serves four elements.
 * Or their coins.
 */
export function emitBlock(
  f: FuncBuilder,
  d: Draw & { readonly of: 'rand' | 'coin'; readonly numeric: Numeric; readonly vector: boolean },
): void {
  const { numeric: n } = d;
  const coin = d.of === 'coin';
  const block = f.local('i32', 'block');
  f.push('local.get', d.element).push('i32.const', 4).push('i32.shr_u').push('local.set', block);
  const shared = coin ? ofFourTicks(f, counter(f, d.site)) : counter(f, d.site);
  const words = emitPhilox1(f, { ...shared, c2: block, ...key(f, d.node) });
  /** One of two words, by a bit of the element's number. */
  const choose = (bit: number, one: () => void, zero: () => void): void => {
    one();
    zero();
    f.push('local.get', d.element)
      .push('i32.const', 4 * bit)
      .push('i32.and')
      .push('select');
  };
  const get = (k: 0 | 1 | 2 | 3) => (): void => void f.push('local.get', words[k]);
  if (!d.vector) {
    choose(
      2,
      () => choose(1, get(3), get(2)),
      () => choose(1, get(1), get(0)),
    );
    if (coin) pushShift(f).push('i32.shr_u').push('i32.const', 255).push('i32.and').push(`${n.one}.convert_i32_s`);
    else
      f.push('i32.const', 8)
        .push('i32.shr_u')
        .push(`${n.one}.convert_i32_s`)
        .push(`${n.one}.const`, 2 ** -24)
        .push(`${n.one}.mul`);
    return;
  }
  if (n.lanes === 4) {
    get(0)();
    f.push('i32x4.splat');
    for (const lane of [1, 2, 3] as const) f.push('local.get', words[lane]).push('i32x4.replace_lane', lane);
  } else {
    choose(2, get(2), get(0));
    f.push('i32x4.splat');
    choose(2, get(3), get(1));
    f.push('i32x4.replace_lane', 1);
  }
  if (coin) pushShift(f).push('i32x4.shr_u').push('v128.const', i32x4(255)).push('v128.and').push(n.fromIntegers);
  else uniforms(f, n);
}

/** What four blocks of four elements make of their numbers (`blocks`, a v128 local), for all draws of a trial. */
export const emitBlockParts = (f: FuncBuilder, blocks: number): Parts =>
  emitParts(f, { ...counter(f, 0), c2: blocks, ...key(f, 0) });

/** What all blocks share at a draw, ahead of a loop over them. */
export const beginFourBlocks = (f: FuncBuilder, site: number, node: number): Begun =>
  emitBegin(f, { ...counter(f, site), ...key(f, node) });

/** The same of coins. */
export const beginCoins = (f: FuncBuilder, site: number, node: number): Begun =>
  emitBegin(f, { ...ofFourTicks(f, counter(f, site)), ...key(f, node) });

/** For each of four blocks, locals with its four uniform numbers. */
export const emitFourBlocks = (
  f: FuncBuilder,
  n: Numeric,
  begun: Begun,
  parts: Parts,
): readonly (readonly number[])[] =>
  emitRest(f, begun, parts).map((w) =>
    Array.from({ length: 4 / n.lanes }, (_, part) => {
      const u = f.local('v128');
      f.push('local.get', w);
      if (part === 1) f.push('local.get', w).push('i8x16.shuffle', shuffle32(2, 3, 2, 3));
      uniforms(f, n);
      f.push('local.set', u);
      return u;
    }),
  );

/** 24 bits of each word, as a number in [0, 1). */
function uniforms(f: FuncBuilder, n: Numeric): void {
  f.push('i32.const', 8)
    .push('i32x4.shr_u')
    .push(n.fromIntegers)
    .push('v128.const', n.numbers(2 ** -24))
    .push(`${n.many}.mul`);
}

/** The words of the counter that all elements share: tick, sample, and salt with the draw's site. */
function counter(f: FuncBuilder, site: number): { c0: number; c1: number; c3: number } {
  const load = (offset: number, more: number): number => {
    const local = f.local('i32');
    f.push('i32.const', 0).push('i32.load', { offset });
    if (more !== 0) f.push('i32.const', more).push('i32.or');
    f.push('local.set', local);
    return local;
  };
  return { c0: load(REGISTERS.tick, 0), c1: load(REGISTERS.sample, 0), c3: load(REGISTERS.salt, site) };
}

/** The same counter in four ticks. */
function ofFourTicks<C extends { readonly c0: number }>(f: FuncBuilder, at: C): C {
  const c0 = f.local('i32', 'four_ticks');
  f.push('local.get', at.c0).push('i32.const', 2).push('i32.shr_u').push('local.set', c0);
  return { ...at, c0 };
}

/** Bits below this tick's byte. */
const pushShift = (f: FuncBuilder): FuncBuilder =>
  f
    .push('i32.const', 0)
    .push('i32.load', { offset: REGISTERS.tick })
    .push('i32.const', 3)
    .push('i32.and')
    .push('i32.const', 3)
    .push('i32.shl');

function key(f: FuncBuilder, node: number): { k0: number; k1: number } {
  const k0 = f.local('i32', 'seed'),
    k1 = f.local('i32', 'node');
  f.push('i32.const', 0).push('i32.load', { offset: REGISTERS.seed }).push('local.set', k0);
  f.push('i32.const', node | 0).push('local.set', k1);
  return { k0, k1 };
}

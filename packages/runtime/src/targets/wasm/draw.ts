/** Random numbers inside kernels: where a draw sits in Philox' counter, and how its words become uniform numbers. */
import { REGISTERS } from '../../compile/memory.ts';
import { emitPhilox1, emitPhilox4 } from '../../math/philox.ts';
import type { FuncBuilder } from './encode.ts';
import { f32x4, i32x4 } from './encode.ts';

export interface Draw {
  /** Local with the element's byte offset (index × 4). */
  readonly element: number;
  readonly site: number;
  /** The node's half of the key. */
  readonly node: number;
}

/** Pushes the uniform number of one element, or of four neighbours: one block of Philox serves four elements. */
export function emitBlock(f: FuncBuilder, d: Draw & { readonly lanes: 1 | 4 }): void {
  const block = f.local('i32', 'block');
  f.push('local.get', d.element).push('i32.const', 4).push('i32.shr_u').push('local.set', block);
  const words = emitPhilox1(f, { ...counter(f, d.site, 'i32'), c2: block, ...key(f, d.node) });
  if (d.lanes === 4) {
    f.push('local.get', words[0]).push('i32x4.splat');
    for (const lane of [1, 2, 3] as const) f.push('local.get', words[lane]).push('i32x4.replace_lane', lane);
    uniform4(f);
    return;
  }
  // Word `element & 3`: two choices by its two bits.
  const bit = (n: number): void =>
    void f
      .push('local.get', d.element)
      .push('i32.const', 4 * n)
      .push('i32.and');
  f.push('local.get', words[3]).push('local.get', words[2]);
  bit(1);
  f.push('select').push('local.get', words[1]).push('local.get', words[0]);
  bit(1);
  f.push('select');
  bit(2);
  f.push('select')
    .push('i32.const', 8)
    .push('i32.shr_u')
    .push('f32.convert_i32_s')
    .push('f32.const', 2 ** -24)
    .push('f32.mul');
}

/** Four blocks of four elements at once: a local with four uniform numbers for each block number in `blocks` (a v128 local). */
export function emitFourBlocks(f: FuncBuilder, blocks: number, site: number, node: number): readonly number[] {
  const words = emitPhilox4(f, { ...counter(f, site, 'v128'), c2: blocks, ...key(f, node) });
  return words.map((w) => {
    const u = f.local('v128');
    f.push('local.get', w);
    uniform4(f);
    f.push('local.set', u);
    return u;
  });
}

/** 24 bits of each word, as a number in [0, 1). */
function uniform4(f: FuncBuilder): void {
  f.push('i32.const', 8)
    .push('i32x4.shr_u')
    .push('f32x4.convert_i32x4_s')
    .push('v128.const', f32x4(2 ** -24))
    .push('f32x4.mul');
}

/** The words of the counter that all elements share: tick, sample, and salt with the draw's site. */
function counter(f: FuncBuilder, site: number, type: 'i32' | 'v128'): { c0: number; c1: number; c3: number } {
  const load = (offset: number, more: number): number => {
    const local = f.local(type);
    f.push('i32.const', 0);
    if (type === 'i32') f.push('i32.load', { offset }).push('i32.const', more).push('i32.or');
    else f.push('v128.load32_splat', { offset }).push('v128.const', i32x4(more)).push('v128.or');
    f.push('local.set', local);
    return local;
  };
  return { c0: load(REGISTERS.tick, 0), c1: load(REGISTERS.sample, 0), c3: load(REGISTERS.salt, site) };
}

function key(f: FuncBuilder, node: number): { k0: number; k1: number } {
  const k0 = f.local('i32', 'seed'),
    k1 = f.local('i32', 'node');
  f.push('i32.const', 0).push('i32.load', { offset: REGISTERS.seed }).push('local.set', k0);
  f.push('i32.const', node | 0).push('local.set', k1);
  return { k0, k1 };
}

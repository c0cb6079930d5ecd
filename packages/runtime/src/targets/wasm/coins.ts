/**
 * Events that happen with a held chance (compile/chances.ts). A block of Philox is made into the coins of four elements in
 * four ticks at once, so three ticks of four only compare bytes: sixteen elements in one instruction. Who meets the
 * one coin that does not decide draws a number of his own.
 */
import { hashName } from '@neuroloom/core';
import type { Chance } from '../../compile/chances.ts';
import type { ActiveBlocks, Layout } from '../../compile/memory.ts';
import { PARTS, REGISTERS } from '../../compile/memory.ts';
import { emitRounds } from '../../math/philox-four.ts';
import type { Words } from '../../math/philox.ts';
import type { Body } from '../../program.ts';
import { append } from './append.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { beginCoins } from './draw.ts';
import type { FuncBuilder } from './encode.ts';
import { i32x4, shuffle32 } from './encode.ts';
import { numericOf } from './numeric.ts';
import type { OpenList } from './writes.ts';

/** Bytes of a table from its list's first word: of certain coins, and of who may fire at the next. */
const SURE = 1 + PARTS;
const OPEN = SURE + 1;

/**
 * For the four blocks of a list that an address (a local) stands at: below which coin each element fires, and whether it
 * may at that coin. `of` is where the buffer of chances lies, and its length.
 */
export function emitThresholds(
  f: FuncBuilder,
  layout: Layout,
  of: { readonly offset: number; readonly length: number },
  list: ActiveBlocks,
  at: number,
): void {
  const n = numericOf(layout.bytesPerReal);
  const kept = (name: string): number => {
    const local = f.local('v128', name);
    f.push('local.set', local);
    return local;
  };
  const blocks = [0, 1, 2, 3].map((lane) => {
    const element = f.local('i32', 'element');
    f.push('local.get', at)
      .push('i32.load', { offset: 16 + 4 * lane })
      .push('local.set', element);
    const parts = Array.from({ length: 4 / n.lanes }, (_, part) => {
      f.push('local.get', element);
      if (n.bytes === 8) f.push('i32.const', 1).push('i32.shl');
      f.push('v128.load', { offset: of.offset + 16 * part });
      const chance = kept('chance');
      f.push('local.get', chance).push(n.bytes === 8 ? 'i32x4.trunc_sat_f64x2_s_zero' : 'i32x4.trunc_sat_f32x4_s');
      f.push('v128.const', i32x4(0)).push('i32x4.max_s').push('v128.const', i32x4(255)).push('i32x4.min_s');
      const sure = kept('sure');
      f.push('local.get', chance).push('local.get', sure).push(n.fromIntegers).push(`${n.many}.gt`);
      return { sure, open: kept('open') };
    });
    const [a, b] = parts as [(typeof parts)[0], (typeof parts)[0] | undefined];
    const within = (one: number, other: number | undefined, lanes: [number, number, number, number]): number => {
      f.push('local.get', one);
      if (other !== undefined) f.push('local.get', other).push('i8x16.shuffle', shuffle32(...lanes));
      // Nobody is beyond the axis.
      if (of.length % 4 !== 0) {
        f.push('local.get', element).push('i32.const', 2).push('i32.shr_u').push('i32x4.splat');
        f.push('v128.const', i32x4(0, 1, 2, 3))
          .push('i32x4.add')
          .push('v128.const', i32x4(of.length));
        f.push('i32x4.lt_s').push('v128.and');
      }
      return kept('within');
    };
    return { sure: within(a.sure, b?.sure, [0, 1, 4, 5]), open: within(a.open, b?.open, [0, 2, 4, 6]) };
  });
  const bytes = (of: readonly number[], table: number, unsigned: boolean): void => {
    f.push('local.get', at);
    f.push('local.get', of[0]!).push('local.get', of[1]!).push('i16x8.narrow_i32x4_s');
    f.push('local.get', of[2]!).push('local.get', of[3]!).push('i16x8.narrow_i32x4_s');
    f.push(unsigned ? 'i8x16.narrow_i16x8_u' : 'i8x16.narrow_i16x8_s');
    f.push('v128.store', { offset: 16 + table * list.table });
  };
  bytes(
    blocks.map((b) => b.sure),
    SURE,
    true,
  );
  bytes(
    blocks.map((b) => b.open),
    OPEN,
    false,
  );
}

export function emitCoins(c: Context, body: Body, chance: Chance, lists: readonly OpenList[]): void {
  const { f } = c;
  const list = c.layout.active.get(chance.buffer)!;
  const coins = c.layout.coins.get(body.emits[0]!.list)!;
  const names = ['at', 'active_end', 'time', 'turn', 'bits', 'undecided', 'element'] as const;
  const [at, end, time, turn, bits, undecided, element] = names.map((name) => f.local('i32', name)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  /** Where a table of coins is seen from the list that it belongs to. */
  const table = (tick: number): number => coins + 16 + tick * list.table - list.at;
  const each = (body: () => void): void => {
    f.push('i32.const', list.at).push('local.set', at);
    f.block((done) =>
      f.loop((again) => {
        f.push('local.get', at).push('local.get', end).push('i32.ge_u').brIf(done);
        body();
        f.push('local.get', at).push('i32.const', 16).push('i32.add').push('local.set', at).br(again);
      }),
    );
  };
  f.push('i32.const', list.at).push('i32.const', list.at).push('i32.load', {}).push('i32.add').push('local.set', end);
  f.push('i32.const', 0).push('i32.load', { offset: REGISTERS.tick }).push('local.tee', turn);
  f.push('i32.const', 2).push('i32.shr_u').push('i32.const', 1).push('i32.add').push('local.set', time);
  f.push('i32.const', coins).push('i32.load', {}).push('local.get', time).push('i32.ne');
  f.if(() => {
    f.push('i32.const', coins).push('local.get', time).push('i32.store', {});
    const begun = beginCoins(f, chance.coin.value, hashName(chance.coin.name));
    each(() => {
      const parts = Array.from({ length: PARTS }, (_, j) => {
        const part = f.local('v128', 'part');
        f.push('local.get', at).push('v128.load', { offset: 16 + (j + 1) * list.table });
        f.push('local.set', part);
        return part;
      }) as [number, number, number];
      storeBytes(f, emitRounds(f, begun, parts), at, table);
    });
  });
  f.push('local.get', turn).push('i32.const', 3).push('i32.and').push('i32.const', list.table).push('i32.mul');
  f.push('local.set', turn);
  const b = new BodyEmitter(c, false, { element }, new Set(), body);
  b.prepare(body, 0);
  each(() => {
    const [coin, sure] = [f.local('v128', 'coin'), f.local('v128', 'sure')];
    f.push('local.get', at).push('local.get', turn).push('i32.add');
    f.push('v128.load', { offset: table(0) }).push('local.tee', coin);
    f.push('local.get', at)
      .push('v128.load', { offset: 16 + SURE * list.table })
      .push('local.tee', sure);
    f.push('i8x16.lt_u').push('i8x16.bitmask').push('local.set', bits);
    f.push('local.get', coin).push('local.get', sure).push('i8x16.eq');
    f.push('local.get', at)
      .push('v128.load', { offset: 16 + OPEN * list.table })
      .push('v128.and');
    f.push('i8x16.bitmask').push('local.tee', undecided);
    f.if(() =>
      f.loop((again) => {
        const lane = f.local('i32', 'lane');
        const tossed = f.local(b.numeric.one, 'tossed');
        f.push('local.get', undecided).push('i32.ctz').push('local.set', lane);
        f.push('local.get', at).push('local.get', lane).push('i32.const', 12).push('i32.and').push('i32.add');
        f.push('i32.load', { offset: 16 });
        f.push('local.get', lane).push('i32.const', 3).push('i32.and').push('i32.const', 2).push('i32.shl');
        f.push('i32.add').push('local.set', element);
        f.push('local.get', at).push('local.get', turn).push('i32.add').push('local.get', lane).push('i32.add');
        f.push('i32.load8_u', { offset: table(0) })
          .push(`${b.numeric.one}.convert_i32_u`)
          .push('local.set', tossed);
        b.bind(chance.coin, tossed);
        b.push(body.emits[0]!.when);
        b.forgetInner();
        f.push('local.get', lane).push('i32.shl').push('local.get', bits).push('i32.or').push('local.set', bits);
        f.push('local.get', undecided).push('local.get', undecided).push('i32.const', 1).push('i32.sub');
        f.push('i32.and').push('local.tee', undecided).brIf(again);
      }),
    );
    append(f, lists[0]!, at, bits);
  });
}

/** Word w of four blocks in local w: byte by byte, the first tick's of all sixteen elements, then the next tick's. */
function storeBytes(f: FuncBuilder, words: Words, at: number, table: (tick: number) => number): void {
  const kept = (): number => {
    const local = f.local('v128', 'bytes');
    f.push('local.set', local);
    return local;
  };
  /** Of two vectors, the lower parts of each stretch beside one another, and the upper parts. */
  const paired = (a: number, b: number, bits: number, low: number): readonly [number, number] => {
    const mask = (x: number): number[] => i32x4(x | 0);
    f.push('local.get', a).push('v128.const', mask(low)).push('v128.and');
    f.push('local.get', b).push('v128.const', mask(low)).push('v128.and').push('i32.const', bits).push('i32x4.shl');
    f.push('v128.or');
    const lower = kept();
    f.push('local.get', a).push('i32.const', bits).push('i32x4.shr_u').push('v128.const', mask(low)).push('v128.and');
    f.push('local.get', b).push('v128.const', mask(~low)).push('v128.and').push('v128.or');
    return [lower, kept()];
  };
  const [a, b] = paired(words[0], words[1], 8, 0x00ff00ff);
  const [c, d] = paired(words[2], words[3], 8, 0x00ff00ff);
  const [first, third] = paired(a, c, 16, 0x0000ffff);
  const [second, fourth] = paired(b, d, 16, 0x0000ffff);
  [first, second, third, fourth].forEach((bytes, tick) =>
    f
      .push('local.get', at)
      .push('local.get', bytes)
      .push('v128.store', { offset: table(tick) }),
  );
}

/**
 * Emissions that can only happen where a held chance is above zero: a list of the blocks of four elements where
 * it is, made when the input is held, and the tick's loop over that list, four blocks at a time.
 */
import type { ActiveBlocks, Layout } from '../../compile/memory.ts';
import { PARTS } from '../../compile/memory.ts';
import type { Body, Kernel } from '../../program.ts';
import type { Term } from '../../term.ts';
import { isDraw, visit } from '../../term.ts';
import { hashName } from '@neuroloom/core';
import { termsOf } from '../../compile/rewrite.ts';
import { chanceOf } from '../../compile/chances.ts';
import { BodyEmitter } from './body.ts';
import { append } from './append.ts';
import { emitCoins, emitThresholds } from './coins.ts';
import { beginFourBlocks, emitBlockParts, emitFourBlocks } from './draw.ts';
import type { FuncBuilder, ModuleBuilder } from './encode.ts';
import { i32x4, shuffle32 } from './encode.ts';
import type { Context } from './control.ts';
import { counted } from './control.ts';
import { numericOf } from './numeric.ts';
import type { OpenList } from './writes.ts';

/**
 * Lists the blocks of a buffer in which some element is above zero; the list ends in blocks beyond the buffer, which are all
 * zero. `tossed`: how many elements there are, where the buffer holds the chances of coins.
 */
export function buildActiveList(
  m: ModuleBuilder,
  layout: Layout,
  buffer: string,
  list: ActiveBlocks,
  tossed?: number,
): FuncBuilder {
  const f = m.func(`list active ${buffer}`, [], []);
  const at = f.local('i32', 'at'),
    next = f.local('i32', 'next');
  f.push('i32.const', list.at).push('local.set', next);
  const n = numericOf(layout.bytesPerReal);
  const offset = layout.buffers.get(buffer)!;
  counted(f, at, 0, 16 * list.blocks, 16, () => {
    for (let part = 0; part < 4 / n.lanes; part++) {
      f.push('local.get', at);
      if (n.bytes === 8) f.push('i32.const', 1).push('i32.shl');
      f.push('v128.load', { offset: offset + 16 * part })
        .push('v128.const', n.numbers(0))
        .push(`${n.many}.gt`);
      if (part > 0) f.push('v128.or');
    }
    f.push('v128.any_true');
    f.if(() => {
      f.push('local.get', next).push('local.get', at).push('i32.store', { offset: 16 });
      f.push('local.get', next).push('i32.const', 4).push('i32.add').push('local.set', next);
    });
  });
  f.push('i32.const', list.at).push('local.get', next).push('i32.const', list.at).push('i32.sub').push('i32.store', {});
  for (let k = 0; k < 4; k++)
    f.push('local.get', next)
      .push('i32.const', 16 * list.blocks)
      .push('i32.store', { offset: 16 + 4 * k });
  const numbers = f.local('v128', 'numbers');
  counted(f, at, { local: startOf(f, list) }, { local: next }, 16, () => {
    f.push('local.get', at).push('v128.load', { offset: 16, align: 4 });
    f.push('i32.const', 4).push('i32x4.shr_u').push('local.set', numbers);
    emitBlockParts(f, numbers).forEach((part, k) =>
      f
        .push('local.get', at)
        .push('local.get', part)
        .push('v128.store', { offset: 16 + (k + 1) * list.table }),
    );
    if (tossed !== undefined) emitThresholds(f, layout, { offset, length: tossed }, list, at);
  });
  return f;
}

function startOf(f: FuncBuilder, list: ActiveBlocks): number {
  const start = f.local('i32', 'start');
  f.push('i32.const', list.at).push('local.set', start);
  return start;
}

export function emitActiveBlocks(c: Context, k: Kernel, body: Body, lists: readonly OpenList[]): void {
  if (k.loop.over !== 'axis') return;
  const chance = chanceOf(k);
  if (chance) return emitCoins(c, body, chance, lists);
  const { f } = c;
  const list = c.layout.active.get(k.active!)!;
  const { length } = k.loop;
  const at = f.local('i32', 'at'),
    end = f.local('i32', 'active_end'),
    element = f.local('i32', 'element');
  const b = new BodyEmitter(c, true, { element }, new Set(), body);
  b.prepare(body, 0);
  // Where there are coins, few need more.
  const draws = drawsOf(body);
  const drawn = (draws.some((t) => t.op === 'coin') ? [] : draws).map(
    (t) => [t, beginFourBlocks(f, t.value, hashName(t.name))] as const,
  );
  f.push('i32.const', list.at)
    .push('local.tee', at)
    .push('local.get', at)
    .push('i32.load', {})
    .push('i32.add')
    .push('local.set', end);
  f.block((done) =>
    f.loop((again) => {
      f.push('local.get', at).push('local.get', end).push('i32.ge_u').brIf(done);
      const parts = Array.from({ length: PARTS }, (_, j) => {
        const part = f.local('v128', 'part');
        f.push('local.get', at).push('v128.load', { offset: 16 + (j + 1) * list.table });
        f.push('local.set', part);
        return part;
      }) as [number, number, number];
      const uniforms = drawn.map(([, begun]) => emitFourBlocks(f, b.numeric, begun, parts));
      const fired = [0, 1, 2, 3].map((lane) => {
        f.push('local.get', at)
          .push('i32.load', { offset: 16 + 4 * lane })
          .push('local.set', element);
        const mask = Array.from({ length: 4 / b.numeric.lanes }, (_, part) => {
          if (part > 0)
            f.push('local.get', element)
              .push('i32.const', 4 * b.numeric.lanes)
              .push('i32.add')
              .push('local.set', element);
          drawn.forEach(([t], j) => b.bind(t, uniforms[j]![lane]![part]!));
          return firing(b, body.emits[0]!.when, element, length);
        });
        return mask.length === 1 ? mask[0]! : halves(f, mask[0]!, mask[1]!);
      });
      const bits = f.local('i32', 'bits');
      pushBits(f, fired);
      f.push('local.set', bits);
      append(f, lists[0]!, at, bits);
      f.push('local.get', at).push('i32.const', 16).push('i32.add').push('local.set', at).br(again);
    }),
  );
}

/** Who of a vector fires, as a mask; nobody beyond the axis. */
function firing(b: BodyEmitter, when: Term, element: number, length: number): number {
  const { f, numeric: n } = b;
  const mask = f.local('v128', 'fired');
  b.push(when);
  if (length % 4 !== 0) {
    f.push('local.get', element).push('i32.const', 2).push('i32.shr_u').push('i32x4.splat');
    f.push('v128.const', i32x4(0, 1, 2, 3))
      .push('i32x4.add')
      .push('v128.const', i32x4(length))
      .push('i32x4.lt_s');
    n.widen(f);
    f.push('v128.and');
  }
  f.push('local.set', mask);
  b.forgetInner();
  return mask;
}

/** Two masks of two numbers each as one of four. */
function halves(f: FuncBuilder, a: number, b: number): number {
  const both = f.local('v128', 'fired');
  f.push('local.get', a)
    .push('local.get', b)
    .push('i8x16.shuffle', shuffle32(0, 2, 4, 6))
    .push('local.set', both);
  return both;
}

/** One bit for each element of four masks. */
function pushBits(f: FuncBuilder, [a, b, c, d]: readonly number[]): void {
  f.push('local.get', a!).push('local.get', b!).push('i16x8.narrow_i32x4_s');
  f.push('local.get', c!).push('local.get', d!).push('i16x8.narrow_i32x4_s');
  f.push('i8x16.narrow_i16x8_s').push('i8x16.bitmask');
}

function drawsOf(body: Body): Term[] {
  const found = new Set<Term>();
  const seen = new Set<Term>();
  for (const t of termsOf(body))
    visit(
      t,
      (x) => {
        if (isDraw(x)) found.add(x);
      },
      seen,
    );
  return [...found];
}

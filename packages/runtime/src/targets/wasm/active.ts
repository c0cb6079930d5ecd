/**
 * Emissions that can only happen where a held chance is above zero: a list of the blocks of four elements where
 * it is, made when the input is held, and the tick's loop over that list, four blocks at a time.
 */
import type { Layout } from '../../compile/memory.ts';
import type { Body, Kernel } from '../../program.ts';
import type { Term } from '../../term.ts';
import { visit } from '../../term.ts';
import { hashName } from '@neuroloom/core';
import { termsOf } from '../../compile/rewrite.ts';
import { BodyEmitter } from './body.ts';
import { emitFourBlocks } from './draw.ts';
import type { FuncBuilder, ModuleBuilder } from './encode.ts';
import type { Context } from './control.ts';
import { counted } from './control.ts';
import { numericOf } from './numeric.ts';
import type { OpenList } from './writes.ts';
import { finish } from './writes.ts';

/** Lists the blocks of a buffer in which some element is above zero; the list ends in blocks beyond the buffer, which are all zero. */
export function buildActiveList(
  m: ModuleBuilder,
  layout: Layout,
  buffer: string,
  list: { readonly at: number; readonly blocks: number },
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
      f.push('local.get', next)
        .push('local.get', at)
        .push('i32.const', 4)
        .push('i32.shr_u')
        .push('i32.store', { offset: 16 });
      f.push('local.get', next).push('i32.const', 4).push('i32.add').push('local.set', next);
    });
  });
  f.push('i32.const', list.at).push('local.get', next).push('i32.const', list.at).push('i32.sub').push('i32.store', {});
  for (let k = 0; k < 4; k++)
    f.push('local.get', next)
      .push('i32.const', list.blocks)
      .push('i32.store', { offset: 16 + 4 * k });
  return f;
}

export function emitActiveBlocks(c: Context, k: Kernel, body: Body, lists: readonly OpenList[]): void {
  if (k.loop.over !== 'axis') return;
  const { f } = c;
  const list = c.layout.active.get(k.active!)!;
  const { length } = k.loop;
  const at = f.local('i32', 'at'),
    end = f.local('i32', 'active_end'),
    blocks = f.local('v128', 'blocks'),
    element = f.local('i32', 'element');
  const b = new BodyEmitter(c, true, { element }, new Set(), body);
  b.prepare(body, 0);
  const drawn = drawsOf(body);
  f.push('i32.const', list.at)
    .push('local.tee', at)
    .push('local.get', at)
    .push('i32.load', {})
    .push('i32.add')
    .push('local.set', end);
  f.block((done) =>
    f.loop((again) => {
      f.push('local.get', at).push('local.get', end).push('i32.ge_u').brIf(done);
      f.push('local.get', at).push('v128.load', { offset: 16, align: 4 }).push('local.set', blocks);
      const uniforms = drawn.map((t) => emitFourBlocks(f, b.numeric, blocks, t.value, hashName(t.name)));
      for (const lane of [0, 1, 2, 3]) {
        f.push('local.get', blocks)
          .push('i32x4.extract_lane', lane)
          .push('i32.const', 4)
          .push('i32.shl')
          .push('local.set', element);
        for (let part = 0; part < 4 / b.numeric.lanes; part++) {
          if (part > 0)
            f.push('local.get', element)
              .push('i32.const', 4 * b.numeric.lanes)
              .push('i32.add')
              .push('local.set', element);
          drawn.forEach((t, j) => b.bind(t, uniforms[j]![lane]![part]!));
          finish(c, b, body, lists, length);
        }
      }
      f.push('local.get', at).push('i32.const', 16).push('i32.add').push('local.set', at).br(again);
    }),
  );
}

function drawsOf(body: Body): Term[] {
  const found = new Set<Term>();
  const seen = new Set<Term>();
  for (const t of termsOf(body))
    visit(
      t,
      (x) => {
        if (x.op === 'rand') found.add(x);
      },
      seen,
    );
  return [...found];
}

/**
 * A rule over the rows of what fired, of which most columns are quiet (compile/quiet.ts). A row is gone through whole
 * once, and seen to leave everything at quiet columns as it was; from then on only the columns that have been stirred
 * are visited, until something is written from outside the tick.
 */
import type { Body, Kernel } from '../../program.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { counted, forEachEvent, pushCount } from './control.ts';
import { finish } from './writes.ts';

/** Are notes kept of the columns of this body? Not by threads, and not of rows that pruning has cut up. */
export const keepsQuiet = (c: Context, k: Kernel, body: Body): boolean =>
  !c.share && !c.program.spaces.get(k.quiet!.space)!.live && body.stores.some((s) => s.place === 'element');

/** The loop of such a rule. */
export function emitQuiet(c: Context, k: Kernel, body: Body): void {
  if (k.loop.over !== 'rows') return;
  const { f } = c;
  const { list } = k.loop;
  const s = c.program.spaces.get(k.loop.space)!;
  const at = c.layout.quiets.get(k.quiet!.name)!;
  const [element, column, row, start, sound, changed] = (['element', 'column', 'row', 'start', 'sound'] as const)
    .map((name) => f.local('i32', name))
    .concat(f.local('v128', 'changed')) as [number, number, number, number, number, number];
  pushCount(c, list, s.delay);
  f.if(() => {
    f.push('i32.const', at.at).push('i32.load', {}).push('i32.eqz');
    f.if(() => begin(c, k, column));
    const b = new BodyEmitter(c, true, { element, row, column }, new Set(['row']), body);
    b.prepare(body, 0);
    pushPositive(c, k);
    f.push('local.set', sound);
    const here = (): void =>
      void f.push('local.get', start).push('local.get', column).push('i32.add').push('local.set', element);
    forEachEvent(c, list, s.delay, (id) => {
      f.push('local.get', id)
        .push('local.tee', row)
        .push('i32.const', s.stride)
        .push('i32.mul')
        .push('local.set', start);
      b.prepare(body, 1);
      f.push('local.get', row).push('i32.const', 2).push('i32.shr_u').push('i32.load8_u', { offset: at.seen });
      f.if(
        () => {
          stirred(c, at.list, column, () => {
            here();
            finish(c, b, body, [], 0);
          });
        },
        () => {
          f.push('v128.const', b.numeric.integers(0n)).push('local.set', changed);
          counted(f, column, 0, 4 * s.columns, 16, () => {
            here();
            finish(c, b, body, [], 0, (stored) => {
              for (const [j, { buffer }] of body.stores.entries()) {
                f.push('local.get', changed).push('local.get', stored[j]!);
                f.push('local.get', element).push('v128.load', { offset: c.layout.buffers.get(buffer)! });
                f.push('v128.xor');
                pushZero(c, k, column);
                f.push('v128.and').push('v128.or').push('local.set', changed);
              }
            });
          });
          f.push('local.get', row).push('i32.const', 2).push('i32.shr_u');
          f.push('local.get', changed).push('v128.any_true').push('i32.eqz').push('local.get', sound).push('i32.and');
          f.push('i32.store8', { offset: at.seen });
        },
      );
      b.forgetInner();
    });
  });
}

/** Notes anew who is stirred: those who remember something. No row has been seen. */
function begin(c: Context, k: Kernel, column: number): void {
  const { f } = c;
  const at = c.layout.quiets.get(k.quiet!.name)!;
  const clear = f.local('i32', 'clear');
  f.push('i32.const', at.at).push('i32.const', 1).push('i32.store', {});
  f.push('i32.const', at.list).push('i32.const', 0).push('i32.store', {});
  counted(f, clear, at.stirred, at.end, 16, () =>
    f.push('local.get', clear).push('v128.const', new Array<number>(16).fill(0)).push('v128.store', {}),
  );
  counted(f, column, 0, 16 * at.blocks, 16, () => {
    pushZero(c, k, column);
    f.push('i32x4.all_true').push('i32.eqz');
    f.if(() => stir(c, k.quiet!.name, column));
  });
}

/** Which of four targets remember nothing, in any bit. */
function pushZero({ f, layout }: Context, k: Kernel, column: number): void {
  k.quiet!.zero.forEach((buffer, j) => {
    f.push('local.get', column).push('v128.load', { offset: layout.buffers.get(buffer)! });
    if (j > 0) f.push('v128.or');
  });
  f.push('v128.const', new Array<number>(16).fill(0)).push('i32x4.eq');
}

/** Whether the factors that keep a zero a zero are what they have to be. */
function pushPositive({ f, layout }: Context, k: Kernel): void {
  f.push('i32.const', 1);
  for (const slot of k.quiet!.factors) {
    const offset = layout.uniforms + layout.bytesPerReal * slot;
    f.push('i32.const', 0).push('f32.load', { offset }).push('f32.const', 0).push('f32.gt').push('i32.and');
    f.push('i32.const', 0).push('f32.load', { offset }).push('f32.const', Infinity).push('f32.lt').push('i32.and');
  }
}

/** Visits the blocks that are stirred. */
function stirred({ f }: Context, list: number, column: number, body: () => void): void {
  const next = f.local('i32', 'next'),
    end = f.local('i32', 'stirred_end');
  f.push('i32.const', list).push('local.tee', next);
  f.push('i32.const', 0).push('i32.load', { offset: list }).push('i32.const', 2).push('i32.shl').push('i32.add');
  f.push('local.tee', end).push('local.get', next).push('i32.gt_u');
  f.if(() =>
    f.loop((again) => {
      f.push('local.get', next).push('i32.load', { offset: 16 }).push('local.set', column);
      body();
      f.push('local.get', next).push('i32.const', 4).push('i32.add').push('local.tee', next);
      f.push('local.get', end).push('i32.lt_u').brIf(again);
    }),
  );
}

/** Notes that the block of a column (a byte offset) is stirred, if it is not noted yet. */
function stir({ f, layout }: Context, quiet: string, column: number): void {
  const at = layout.quiets.get(quiet)!;
  const block = f.local('i32', 'block'),
    next = f.local('i32', 'next');
  f.push('local.get', column).push('i32.const', 4).push('i32.shr_u').push('local.tee', block);
  f.push('i32.load8_u', { offset: at.stirred }).push('i32.eqz');
  f.if(() => {
    f.push('local.get', block).push('i32.const', 1).push('i32.store8', { offset: at.stirred });
    f.push('i32.const', 0).push('i32.load', { offset: at.list }).push('local.tee', next);
    f.push('i32.const', 2).push('i32.shl').push('local.get', block).push('i32.const', 4).push('i32.shl');
    f.push('i32.store', { offset: at.list + 16 });
    f.push('i32.const', 0)
      .push('local.get', next)
      .push('i32.const', 1)
      .push('i32.add')
      .push('i32.store', { offset: at.list });
  });
}

/** Before a kernel writes what a quiet rule reads. Threads keep no such notes. */
export function emitStirs(c: Context, k: Kernel): void {
  if (c.share) return;
  for (const quiet of k.stirs ?? []) {
    if (k.loop.over === 'events') forEachEvent(c, k.loop.list, k.loop.delay, (id) => stir(c, quiet, id));
    else if (k.loop.over === 'columns') forEachEvent(c, k.loop.list, 0, (id) => stir(c, quiet, id));
  }
}

/** Whoever goes through everything keeps no notes, and those that were kept do not hold. */
export function forgetQuiet({ f, layout }: Context, k: Kernel): void {
  f.push('i32.const', layout.quiets.get(k.quiet!.name)!.at).push('i32.const', 0).push('i32.store', {});
}

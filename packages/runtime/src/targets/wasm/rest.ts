/**
 * Elements at rest in WebAssembly. One byte per block of four says whether it is awake. A kernel that may rest has
 * two loops: one over everything, and one over the blocks that are awake, which looks whether anything changed.
 * The second is taken while its notes hold, and every few ticks to make them.
 */
import { SETTLE_EVERY } from '../../compile/settle.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Layout } from '../../compile/memory.ts';
import type { Body, Kernel, Loop } from '../../program.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { type Bound, counted, forEachEvent, pushCount } from './control.ts';
import type { FuncBuilder } from './encode.ts';
import { within } from './share.ts';
import type { OpenList } from './writes.ts';
import { finish } from './writes.ts';

/** Blocks whose notes one vector holds. */
const GROUP = 16;

/** Which body of a kernel notes are of. */
export type Variant = 1 | 2;

/** The loop over the blocks that are awake, or over all with `whole`, where notes are void. */
export function emitResting(
  c: Context,
  k: Kernel,
  body: Body,
  variant: Variant,
  lists: readonly OpenList[],
  whole: () => void,
): void {
  if (k.loop.over !== 'axis') return;
  const { f } = c;
  const { length } = k.loop;
  const { at, blocks } = c.layout.rests.get(k.rests!)!;
  const look = f.local('i32', 'look');
  f.push('i32.const', 0)
    .push('i32.load', { offset: REGISTERS.tick })
    .push('i32.const', SETTLE_EVERY - 1)
    .push('i32.and')
    .push('i32.eqz')
    .push('local.tee', look);
  const [head, offset] = headOf(c, k.rests!);
  head();
  f.push('i32.load', { offset }).push('i32.const', variant).push('i32.eq').push('i32.or');
  f.if(
    () => {
      const notes = at + GROUP;
      awake(c, notes, blocks, look, (element, here) => {
        const b = new BodyEmitter(c, true, { element }, new Set(), body);
        b.prepare(body, 0);
        return () =>
          finish(c, b, body, lists, length, (stored, fired) =>
            note(c, body, { element, note: here, rest: k.rests! }, stored, fired),
          );
      });
      setNotes(c, k.rests!, variant);
    },
    () => {
      setNotes(c, k.rests!, 0);
      whole();
    },
  );
}

/** Where it says which body the notes are of: a thread has its own, for those of its part. */
function headOf(
  { f, layout, share }: Context,
  rest: string,
  thread?: number,
): readonly [push: () => void, offset: number] {
  const own = share?.area.heads.get(rest);
  if (own === undefined) return [() => void f.push('i32.const', layout.rests.get(rest)!.at), 0];
  if (thread === undefined) return [() => void f.push('local.get', share!.own), own];
  return [() => void f.push('i32.const', share!.area.own + thread * share!.area.ownBytes), own];
}

function setNotes(c: Context, rest: string, value: Variant | 0, thread?: number): void {
  const [head, offset] = headOf(c, rest, thread);
  head();
  c.f.push('i32.const', value).push('i32.store', { offset });
}

/** Voids the notes of everybody who may be disturbed. */
function voidNotes(c: Context, rest: string): void {
  const { share } = c;
  if (!share?.area.heads.has(rest) || share.wakesOwn.has(rest)) setNotes(c, rest, 0);
  else for (let thread = 0; thread < share.threads; thread++) setNotes(c, rest, 0, thread);
}

/** Visits the blocks that are awake, or all when `look` is set. `make` is given the locals of a block: its byte offset and where its note is. */
function awake(
  c: Context,
  notes: number,
  blocks: number,
  look: number,
  make: (element: number, note: number) => () => void,
): void {
  const { f } = c;
  const group = f.local('i32', 'group'),
    note = f.local('i32', 'note'),
    last = f.local('i32', 'last_note'),
    element = f.local('i32', 'element');
  const visit = make(element, note);
  const part = within(c, 'element', 4 * blocks).map((bound) => inBlocks(f, bound)) as [Bound, Bound];
  counted(f, group, ...part, GROUP, () => {
    f.push('local.get', group).push('v128.load', { offset: notes }).push('v128.any_true');
    f.push('local.get', look).push('i32.or');
    f.if(() => {
      f.push('local.get', group).push('local.set', note);
      f.push('local.get', group).push('i32.const', GROUP).push('i32.add').push('local.tee', last);
      f.push('i32.const', blocks).push('local.get', last).push('i32.const', blocks).push('i32.lt_u').push('select');
      f.push('local.set', last);
      f.loop((again) => {
        f.push('local.get', note).push('i32.load8_u', { offset: notes }).push('local.get', look).push('i32.or');
        f.if(() => {
          f.push('local.get', note).push('i32.const', 4).push('i32.shl').push('local.set', element);
          visit();
        });
        f.push('local.get', note).push('i32.const', 1).push('i32.add').push('local.tee', note);
        f.push('local.get', last).push('i32.lt_u').brIf(again);
      });
    });
  });
}

/** Byte offsets of integers, as numbers of blocks of four. */
function inBlocks(f: FuncBuilder, bound: Bound): Bound {
  if (typeof bound === 'number') return bound / 16;
  const local = f.local('i32', 'blocks');
  f.push('local.get', bound.local).push('i32.const', 15).push('i32.add').push('i32.const', 4).push('i32.shr_u');
  f.push('local.set', local);
  return { local };
}

/** Notes whether a later run of the block could differ from this one: some bit would change, something fired, or a deadline is to come. */
function note(
  c: Context,
  body: Body,
  at: { readonly element: number; readonly note: number; readonly rest: string },
  stored: readonly number[],
  fired: readonly number[],
): void {
  const { f } = c;
  const same = (s: Body['stores'][number], k: number): void => {
    f.push('local.get', at.element).push('v128.load', { offset: c.layout.buffers.get(s.buffer)! });
    f.push('local.get', stored[k]!).push('i32x4.eq');
  };
  const others = (): void => {
    for (const x of fired) f.push('local.get', x).push('v128.any_true').push('i32.or');
    for (const deadline of c.program.rests.get(at.rest)!.until) {
      f.push('local.get', at.element).push('v128.load', { offset: c.layout.buffers.get(deadline)! });
      f.push('i32.const', 0).push('i32.load', { offset: REGISTERS.tick }).push('i32x4.splat');
      f.push('i32x4.gt_s').push('v128.any_true').push('i32.or');
    }
  };
  f.push('local.get', at.note);
  if (body.stores.length === 0) {
    f.push('i32.const', 0);
    others();
  } else {
    // Who is awake mostly changes in the first state already.
    same(body.stores[0]!, 0);
    f.push('i32x4.all_true').if(
      () => {
        body.stores.slice(1).forEach((s, k) => {
          same(s, k + 1);
          if (k > 0) f.push('v128.and');
        });
        if (body.stores.length > 1) f.push('i32x4.all_true').push('i32.eqz');
        else f.push('i32.const', 0);
        others();
      },
      () => void f.push('i32.const', 1),
      'i32',
    );
  }
  f.push('i32.store8', { offset: c.layout.rests.get(at.rest)!.at + GROUP });
}

/** Before a kernel writes where others rest: wakes the elements that its events name, or voids the notes. */
export function emitWakes(c: Context, k: Kernel): void {
  const { f } = c;
  for (const { rest, each } of k.wakes ?? []) {
    const { at } = c.layout.rests.get(rest)!;
    if (each && k.loop.over === 'events') {
      forEachEvent(c, k.loop.list, k.loop.delay, (id) => {
        f.push('local.get', id).push('i32.const', 4).push('i32.shr_u');
        f.push('i32.const', 1).push('i32.store8', { offset: at + GROUP });
      });
      continue;
    }
    const delay = delayOf(c, k.loop);
    if (delay === null || !('list' in k.loop)) {
      voidNotes(c, rest);
      continue;
    }
    // Nobody is disturbed by events that did not happen.
    pushCount(c, k.loop.list, delay);
    f.if(() => voidNotes(c, rest));
  }
}

/** How old the events of a loop are, if all are equally old. */
function delayOf(c: Context, loop: Loop): number | null {
  if (loop.over === 'events') return loop.delay;
  if (loop.over !== 'rows') return loop.over === 'columns' ? 0 : null;
  const space = c.program.spaces.get(loop.space)!;
  return space.sparse?.stretches ? null : space.delay;
}

/** Between ticks anything may have been written. */
export function emitWakeAll(f: FuncBuilder, layout: Layout): void {
  for (const { at } of layout.rests.values()) f.push('i32.const', at).push('i32.const', 0).push('i32.store', {});
}

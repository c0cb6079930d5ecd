/**
 * Elements at rest in WebAssembly. One byte per block of four says whether it is awake. A kernel that may rest has
 * two loops: one over everything, and one over the blocks that are awake. The second is taken while its notes hold,
 * and every few ticks over all blocks to make them.
 */
import { REGISTERS } from '../../compile/memory.ts';
import type { Layout } from '../../compile/memory.ts';
import type { Body, Kernel, Loop } from '../../program.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { type Bound, counted, forEachEvent, pushBound, pushCount } from './control.ts';
import type { FuncBuilder } from './encode.ts';
import { within } from './share.ts';
import type { OpenList } from './writes.ts';
import { finish } from './writes.ts';

/** Blocks whose notes one vector holds. */
const GROUP = 16;
/** Ticks between two looks at who may rest. */
const LOOK_EVERY = 64;
/** A byte whose upper bit says that a block is awake, so that a vector of them is a mask. */
const AWAKE = 0xff;

/** Which body of a kernel notes are of. */
export type Variant = 1 | 2;

/**
 * The loop over the blocks that are awake, or over all with `whole`, where notes are void. Where a kernel has two bodies
 * the notes are of one of them; a run of the other goes over all blocks, and wakes those that it changes.
 */
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
  const [look, every, count, noted] = ['look', 'every', 'awake', 'noted'].map((name) => f.local('i32', name)) as [
    number,
    number,
    number,
    number,
  ];
  f.push('i32.const', 0).push('i32.load', { offset: REGISTERS.tick });
  f.push('i32.const', LOOK_EVERY - 1)
    .push('i32.and')
    .push('i32.eqz')
    .push('local.set', look);
  const [head, offset] = headOf(c, k.rests!);
  head();
  f.push('i32.load', { offset })
    .push('local.tee', noted)
    .push('i32.const', 3 - variant)
    .push('i32.eq');
  f.push('local.get', look).push('i32.or').push('local.tee', every);
  f.push('local.get', noted).push('i32.const', variant).push('i32.eq').push('i32.or');
  f.if(
    () => {
      const notes = at + GROUP;
      const part = within(c, 'element', 4 * blocks).map((bound) => inBlocks(f, bound)) as [Bound, Bound];
      f.push('i32.const', 0).push('local.set', count);
      awake(c, { notes, blocks, part, every }, (element, here) => {
        const b = new BodyEmitter(c, true, { element }, new Set(), body);
        b.prepare(body, 0);
        return () =>
          finish(c, b, body, lists, length, (stored, fired) => {
            f.push('local.get', every);
            f.if(() => note(c, body, { element, note: here, rest: k.rests!, look, count }, stored, fired));
          });
      });
      // Where most are awake it is quicker to look at nobody.
      f.push('local.get', look);
      f.if(() => {
        f.push('i32.const', 0).push('i32.const', variant);
        f.push('local.get', count).push('i32.const', 1).push('i32.shl');
        pushBound(f, part[1]);
        pushBound(f, part[0]);
        f.push('i32.sub').push('i32.gt_s').push('select').push('local.set', noted);
        head();
        f.push('local.get', noted).push('i32.store', { offset });
      });
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

/** Visits the blocks that are awake, or all while `every` is set. `make` is given the locals of a block: its byte offset and its number. */
function awake(
  c: Context,
  over: {
    readonly notes: number;
    readonly blocks: number;
    readonly part: readonly [Bound, Bound];
    readonly every: number;
  },
  make: (element: number, note: number) => () => void,
): void {
  const { f } = c;
  const group = f.local('i32', 'group'),
    note = f.local('i32', 'note'),
    left = f.local('i32', 'left'),
    all = f.local('i32', 'all'),
    element = f.local('i32', 'element');
  const visit = make(element, note);
  const rest = over.blocks % GROUP;
  f.push('i32.const', 0).push('local.get', over.every).push('i32.sub').push('local.set', all);
  counted(f, group, ...over.part, GROUP, () => {
    f.push('local.get', group).push('v128.load', { offset: over.notes }).push('i8x16.bitmask');
    f.push('local.get', all).push('i32.or');
    // Behind the last block there are bytes, and no blocks.
    f.push('i32.const', (1 << GROUP) - 1);
    if (rest > 0)
      f.push('i32.const', (1 << rest) - 1)
        .push('local.get', group)
        .push('i32.const', over.blocks - rest)
        .push('i32.ne')
        .push('select');
    f.push('i32.and').push('local.tee', left);
    f.if(() =>
      f.loop((again) => {
        f.push('local.get', group).push('local.get', left).push('i32.ctz').push('i32.add').push('local.tee', note);
        f.push('i32.const', 4).push('i32.shl').push('local.set', element);
        visit();
        f.push('local.get', left).push('local.get', left).push('i32.const', 1).push('i32.sub').push('i32.and');
        f.push('local.tee', left).brIf(again);
      }),
    );
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

/**
 * Notes whether a later run of the block could differ from this one: some bit would change, something fired, or a
 * deadline is to come. Where the notes are of another body, those who were awake stay so.
 */
function note(
  c: Context,
  body: Body,
  at: {
    readonly element: number;
    readonly note: number;
    readonly rest: string;
    readonly look: number;
    readonly count: number;
  },
  stored: readonly number[],
  fired: readonly number[],
): void {
  const { f } = c;
  const offset = c.layout.rests.get(at.rest)!.at + GROUP;
  const awake = f.local('i32', 'awake');
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
  f.push('local.get', at.note).push('i32.load8_u', { offset }).push('i32.const', 1).push('i32.and');
  f.push('local.get', at.look).push('i32.eqz').push('i32.and').push('i32.or').push('local.set', awake);
  f.push('local.get', at.count).push('local.get', awake).push('i32.add').push('local.set', at.count);
  f.push('local.get', at.note).push('i32.const', 0).push('local.get', awake).push('i32.sub');
  f.push('i32.store8', { offset });
}

/** Whether what is about to be stored differs in some bit from what is there. */
function pushChanged(c: Context, body: Body, element: number, stored: readonly number[]): void {
  const { f } = c;
  body.stores.forEach((s, k) => {
    f.push('local.get', element).push('v128.load', { offset: c.layout.buffers.get(s.buffer)! });
    f.push('local.get', stored[k]!).push('i32x4.eq');
    if (k > 0) f.push('v128.and');
  });
  f.push('i32x4.all_true').push('i32.eqz');
}

/** Of a kernel that changes some elements now and then: wakes those. Nothing to do where it disturbs nobody so. */
export function waker(
  c: Context,
  k: Kernel,
  body: Body,
): ((element: number, stored: readonly number[]) => void) | undefined {
  const whose = (k.wakes ?? []).filter((w) => w.whom === 'changed');
  if (whose.length === 0) return undefined;
  const { f } = c;
  return (element, stored) => {
    pushChanged(c, body, element, stored);
    f.if(() => {
      for (const { rest } of whose) {
        f.push('local.get', element).push('i32.const', 4).push('i32.shr_u').push('i32.const', AWAKE);
        f.push('i32.store8', { offset: c.layout.rests.get(rest)!.at + GROUP });
      }
    });
  };
}

/** Before a kernel writes where others rest: wakes the elements that its events name, or voids the notes. */
export function emitWakes(c: Context, k: Kernel): void {
  const { f } = c;
  for (const { rest, whom } of k.wakes ?? []) {
    const { at } = c.layout.rests.get(rest)!;
    if (whom === 'changed') continue;
    if (whom === 'named' && k.loop.over === 'events') {
      forEachEvent(c, k.loop.list, k.loop.delay, (id) => {
        f.push('local.get', id).push('i32.const', 4).push('i32.shr_u');
        f.push('i32.const', AWAKE).push('i32.store8', { offset: at + GROUP });
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
export function delayOf(c: Context, loop: Loop): number | null {
  if (loop.over === 'events') return loop.delay;
  if (loop.over !== 'rows') return loop.over === 'columns' ? 0 : null;
  const space = c.program.spaces.get(loop.space)!;
  return space.sparse?.stretches ? null : space.delay;
}

/** Between ticks anything may have been written. */
export function emitWakeAll(f: FuncBuilder, layout: Layout): void {
  for (const at of layout.heads) f.push('i32.const', at).push('i32.const', 0).push('i32.store', {});
}

/** Structured control that loop nests are made of: counting, event lists, and the context they are emitted in. */
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Program } from '../../program.ts';
import type { Callable, FuncBuilder } from './encode.ts';
import type { Share } from './share.ts';
import { pushOwnCount, skipOthers } from './share.ts';

/** By table. */
export type Outside = ReadonlyMap<string, Callable>;

export interface Context {
  readonly f: FuncBuilder;
  readonly program: Program;
  readonly layout: Layout;
  /** A product and a sum may be one instruction, rounded once or twice as the machine likes. */
  readonly relaxed: boolean;
  /** Functions that write rows for states that have none in a table. */
  readonly outside: Outside;
  /** Which part of the kernel this thread does, where there are several. */
  readonly share?: Share;
}

/** Where a loop begins or ends: known, or in a local. */
export type Bound = number | { readonly local: number };

export function pushBound(f: FuncBuilder, b: Bound): void {
  if (typeof b === 'number') f.push('i32.const', b);
  else f.push('local.get', b.local);
}

/** The lesser of two bounds; of known ones the second, which the caller has seen to be. */
export const least = (f: FuncBuilder, a: Bound, b: Bound): Bound => chosen(f, a, b, 'i32.lt_u');
export const greatest = (f: FuncBuilder, a: Bound, b: Bound): Bound => chosen(f, a, b, 'i32.gt_u');

function chosen(f: FuncBuilder, a: Bound, b: Bound, compare: 'i32.lt_u' | 'i32.gt_u'): Bound {
  if (typeof a === 'number' && typeof b === 'number') return b;
  const local = f.local('i32', 'bound');
  for (const x of [a, b, a, b]) pushBound(f, x);
  f.push(compare).push('select').push('local.set', local);
  return { local };
}

/** `for (i = from; i < to; i += step)`, with nothing emitted for an empty range. */
export function counted(f: FuncBuilder, i: number, from: Bound, to: Bound, step: number, body: () => void): void {
  const known = typeof from === 'number' && typeof to === 'number';
  if (known && from >= to) return;
  pushBound(f, from);
  const loop = (): void =>
    void f.loop((again) => {
      body();
      f.push('local.get', i).push('i32.const', step).push('i32.add').push('local.tee', i);
      pushBound(f, to);
      f.push('i32.lt_u').brIf(again);
    });
  if (known) {
    f.push('local.set', i);
    return loop();
  }
  f.push('local.tee', i);
  pushBound(f, to);
  f.push('i32.lt_u').if(loop);
}

/** Ticks ago: known, or in a local. */
export type Ago = number | { readonly local: number };

/** Byte address of a list's slot of some ticks ago, on the stack. */
export function pushSlot(c: Context, list: string, ago: Ago): void {
  const { f } = c;
  const l = c.layout.lists.get(list)!;
  if (l.slots === 1) {
    f.push('i32.const', l.at);
    return;
  }
  f.push('i32.const', 0)
    .push('i32.load', { offset: REGISTERS.tick })
    .push('i32.const', typeof ago === 'number' ? l.slots - ago : l.slots)
    .push('i32.add');
  if (typeof ago !== 'number') f.push('local.get', ago.local).push('i32.sub');
  f.push('i32.const', l.slots)
    .push('i32.rem_u')
    .push('i32.const', l.slotBytes)
    .push('i32.mul')
    .push('i32.const', l.at)
    .push('i32.add');
}

/** How many events there are that concern this thread. */
export function pushCount(c: Context, list: string, ago: Ago): void {
  if (c.share?.fresh) return pushOwnCount(c, c.share, list);
  pushSlot(c, list, ago);
  c.f.push('i32.load', {});
}

/** Events of which what they will need is fetched before the first of them is done. */
const AHEAD = 16;

/**
 * Runs the body for each event; it is given the local that holds the id as a byte offset. `fetch` is run for several
 * events ahead of their bodies.
 */
export function forEachEvent(
  c: Context,
  list: string,
  ago: Ago,
  body: (element: number) => void,
  fetch?: (element: number) => void,
): void {
  const { f } = c;
  const at = f.local('i32', 'event'),
    end = f.local('i32', 'events_end'),
    id = f.local('i32', 'id');
  pushSlot(c, list, ago);
  if (c.share?.fresh) f.push('local.get', c.share.from).push('i32.add');
  f.push('local.tee', at);
  if (c.share?.fresh) pushOwnCount(c, c.share, list);
  else f.push('local.get', at).push('i32.load', {});
  f.push('i32.const', 2).push('i32.shl').push('i32.add').push('local.set', end);
  const load = (from: number): void =>
    void f
      .push('local.get', from)
      .push('i32.load', { offset: 16 })
      .push('i32.const', 2)
      .push('i32.shl')
      .push('local.set', id);
  const step = (of: number): FuncBuilder => f.push('local.get', of).push('i32.const', 4).push('i32.add');
  const upTo = (last: number): void =>
    void f.block((done) =>
      f.loop((again) => {
        f.push('local.get', at).push('local.get', last).push('i32.ge_u').brIf(done);
        load(at);
        const own = (): void => body(id);
        if (c.share?.ownEvents && !c.share.fresh) skipOthers(c, c.share, id, done, own);
        else own();
        step(at).push('local.set', at).br(again);
      }),
    );
  if (!fetch || c.share?.ownEvents) return upTo(end);
  const next = f.local('i32', 'next'),
    until = f.local('i32', 'until');
  f.block((done) =>
    f.loop((again) => {
      f.push('local.get', at).push('local.get', end).push('i32.ge_u').brIf(done);
      f.push('local.get', at)
        .push('local.tee', next)
        .push('i32.const', 4 * AHEAD)
        .push('i32.add')
        .push('local.tee', until);
      f.push('local.get', end).push('local.get', until).push('local.get', end).push('i32.lt_u').push('select');
      f.push('local.set', until);
      f.loop((more) => {
        load(next);
        fetch(id);
        step(next).push('local.tee', next).push('local.get', until).push('i32.lt_u').brIf(more);
      });
      upTo(until);
      f.br(again);
    }),
  );
}

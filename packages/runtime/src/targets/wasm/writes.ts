/** The end of an iteration: events are appended, folds folded, values stored, after every right-hand side is known. */
import type { Body, Emit, Fold, Store } from '../../program.ts';
import type { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { numericOf } from './numeric.ts';
import { opsOf } from './ops.ts';
import { counted, pushSlot } from './control.ts';
import { within } from './share.ts';

export interface OpenList {
  readonly emit: Emit;
  /** Locals: byte address of the slot, and of where the next id goes. */
  readonly slot: number;
  readonly next: number;
}

export function beginLists(c: Context, body: Body): OpenList[] {
  return body.emits.map((emit) => {
    const slot = c.f.local('i32', 'slot'),
      next = c.f.local('i32', 'next');
    pushSlot(c, emit.list, 0);
    // A thread has at most as many events as elements, so its part of a list has room where its part of the axis begins.
    if (c.share?.cut) c.f.push('local.get', c.share.from).push('i32.add');
    c.f.push('local.tee', slot).push('local.set', next);
    return { emit, slot, next };
  });
}

/** Writes how many events there are, or are this thread's. */
export function endLists(c: Context, lists: readonly OpenList[]): void {
  const { share } = c;
  for (const l of lists) {
    c.f.push('local.get', share?.cut ? share.own : l.slot);
    c.f.push('local.get', l.next).push('local.get', l.slot).push('i32.sub').push('i32.const', 2).push('i32.shr_u');
    c.f.push('i32.store', share?.cut ? { offset: share.area.counts.get(l.emit.list)! } : {});
  }
}

/** What a fold starts from, over the whole of where it goes. */
export function startFolds(c: Context, body: Body): void {
  const { f } = c;
  for (const x of body.folds) {
    if (x.op === 'quantile') continue;
    const at = c.layout.buffers.get(x.into)!;
    const n = numericOf(c.layout.bytesPerReal);
    const { length } = c.program.buffers.get(x.into)!;
    const i = f.local('i32', 'clear');
    const wide = n.bytes === 8 ? 1 : 0;
    const [from, to] = x.place === 'zero' ? [0, 4 * length] : within(c, x.place, length);
    counted(f, i, from, to, 16 >> wide, () => {
      f.push('local.get', i);
      if (wide) f.push('i32.const', 1).push('i32.shl');
      f.push('v128.const', n.numbers(x.op === 'sum' ? 0 : x.op === 'least' ? Infinity : -Infinity));
      f.push('v128.store', { offset: at });
    });
  }
}

/**
 * Computes everything, then writes. `length` is the number of elements of a vector loop over an axis, whose last
 * vector may reach beyond it: lanes beyond must not fire. `before` sees the locals of what is about to be written.
 */
export function finish(
  c: Context,
  b: BodyEmitter,
  body: Body,
  lists: readonly OpenList[],
  length: number,
  before?: (stored: readonly number[], fired: readonly number[]) => void,
): void {
  const stored = body.stores.map((s) => keep(b, s.value));
  const fired = lists.map((l) => keep(b, l.emit.when));
  const folded = body.folds.map((x) => keep(b, x.value));
  before?.(stored, fired);
  lists.forEach((l, k) => append(c, b, l, fired[k]!, length));
  body.folds.forEach((x, k) => fold(c, b, x, folded[k]!));
  body.stores.forEach((s, k) => store(c, b, s, stored[k]!));
  b.forgetInner();
}

function store(c: Context, b: BodyEmitter, s: Store, value: number): void {
  const { f } = c;
  const offset = c.layout.buffers.get(s.buffer)!;
  const real = s.value.type === 'real';
  b.address(s.place, s.value.type);
  b.turn(s.buffer);
  f.push('local.get', value);
  if (!b.vector) f.push(real ? `${b.numeric.one}.store` : 'i32.store', { offset });
  else if (real) f.push('v128.store', { offset });
  else b.numeric.storeIntegers(f, offset);
}

/**
 * The same for several vectors of one loop, side by side in one stretch of code: while one waits for a result, the
 * processor goes on with another. What will be overwritten is read first; events come last, for they branch.
 */
export function finishAll(
  c: Context,
  vectors: readonly BodyEmitter[],
  body: Body,
  lists: readonly OpenList[],
  length: number,
): void {
  const written = new Set(body.stores.map((s) => s.buffer));
  for (const b of vectors) b.load(written, body);
  const fired = vectors.map((b) => {
    for (const s of body.stores) store(c, b, s, keep(b, s.value));
    return lists.map((l) => keep(b, l.emit.when));
  });
  vectors.forEach((b, v) => {
    lists.forEach((l, k) => append(c, b, l, fired[v]![k]!, length));
    b.forgetInner();
  });
}

/**
 * The same for two rows of one loop, at targets that both reach: the second reads what the first would have written, and
 * both are written at once.
 */
export function finishInTurn(c: Context, first: BodyEmitter, second: BodyEmitter, body: Body): void {
  const between = body.stores.map((s) => keep(first, s.value));
  second.follow(
    body,
    body.stores.map((s, k) => [s.buffer, between[k]!]),
  );
  const after = body.stores.map((s) => keep(second, s.value));
  body.stores.forEach((s, k) => store(c, second, s, after[k]!));
  for (const b of [first, second]) b.forgetInner();
}

/** The same for rows of one loop, at one vector of their targets; folds are folded row by row, in order. */
export function finishRows(c: Context, rows: readonly BodyEmitter[], body: Body): void {
  const { f } = c;
  const [b] = rows as [BodyEmitter];
  const values = rows.map((row) => ({
    stored: body.stores.map((s) => keep(row, s.value)),
    folded: body.folds.map((x) => keep(row, x.value)),
  }));
  body.folds.forEach((x, j) => {
    const offset = c.layout.buffers.get(x.into)!;
    b.address(x.place, 'real');
    b.address(x.place, 'real');
    f.push('v128.load', { offset });
    for (const { folded } of values) {
      f.push('local.get', folded[j]!);
      opsOf(b.numeric.bytes, true)[FOLDING[x.op as keyof typeof FOLDING]](f, 'real');
    }
    f.push('v128.store', { offset });
  });
  rows.forEach((row, k) => body.stores.forEach((s, j) => store(c, row, s, values[k]!.stored[j]!)));
  for (const row of rows) row.forgetInner();
}

/** The term's value in a local. */
function keep(b: BodyEmitter, t: Body['stores'][number]['value']): number {
  b.push(t);
  const local = b.f.local(b.type(t));
  b.f.push('local.set', local);
  return local;
}

function append(c: Context, b: BodyEmitter, l: OpenList, fired: number, length: number): void {
  const { f } = c;
  const element = b.cursor.element!;
  const push = (id: () => void): void => {
    f.push('local.get', l.next);
    id();
    f.push('i32.store', { offset: 16 });
    f.push('local.get', l.next).push('i32.const', 4).push('i32.add').push('local.set', l.next);
  };
  const { lanes, words } = b.numeric;
  if (!b.vector) {
    f.push('local.get', fired).if(() =>
      push(() => void f.push('local.get', element).push('i32.const', 2).push('i32.shr_u')),
    );
    return;
  }
  const bits = f.local('i32', 'bits');
  f.push('local.get', fired)
    .push(`${words}.bitmask`)
    .push('local.tee', bits)
    .if(() => {
      if (length % 4 !== 0) {
        f.push('local.get', element)
          .push('i32.const', 4 * (length - (length % lanes)))
          .push('i32.ge_u');
        f.if(
          () =>
            void f
              .push('local.get', element)
              .push('i32.const', 4 * length)
              .push('i32.lt_u')
              .push('i32.const', (1 << (length % lanes)) - 1)
              .push('i32.mul')
              .push('local.get', bits)
              .push('i32.and')
              .push('local.set', bits),
        );
      }
      f.block((none) =>
        f.loop((again) => {
          f.push('local.get', bits).push('i32.eqz').brIf(none);
          push(
            () =>
              void f
                .push('local.get', element)
                .push('i32.const', 2)
                .push('i32.shr_u')
                .push('local.get', bits)
                .push('i32.ctz')
                .push('i32.add'),
          );
          f.push('local.get', bits)
            .push('local.get', bits)
            .push('i32.const', 1)
            .push('i32.sub')
            .push('i32.and')
            .push('local.set', bits)
            .br(again);
        }),
      );
    });
}

/** How two numbers become one. */
const FOLDING = { sum: 'add', least: 'min', most: 'max' } as const;

function fold(c: Context, b: BodyEmitter, x: Fold, value: number): void {
  const { f } = c;
  const { vector, numeric: n } = b;
  if (x.op === 'quantile') {
    // Values are gathered; the host sorts them.
    const next = c.layout.scratch;
    f.push('i32.const', 0)
      .push('i32.load', { offset: next })
      .push('local.get', value)
      .push(`${n.one}.store`, { offset: next + 16 });
    f.push('i32.const', 0)
      .push('i32.const', 0)
      .push('i32.load', { offset: next })
      .push('i32.const', n.bytes)
      .push('i32.add')
      .push('i32.store', { offset: next });
    return;
  }
  const offset = c.layout.buffers.get(x.into)!;
  b.address(x.place, 'real');
  b.address(x.place, 'real');
  f.push(vector ? 'v128.load' : `${n.one}.load`, { offset }).push('local.get', value);
  opsOf(n.bytes, vector)[FOLDING[x.op]](f, 'real');
  f.push(vector ? 'v128.store' : `${n.one}.store`, { offset });
}

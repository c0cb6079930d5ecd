/** A kernel's loop nest in WebAssembly: which index runs where, all lanes of a vector wherever memory is contiguous. */
import type { Body, Kernel, Loop, Space } from '../../program.ts';
import { padded } from '../../program.ts';
import { deliveryOf, ruleOf } from '../../compile/quiet.ts';
import { isEmpty, operations } from '../../compile/rewrite.ts';
import type { Place } from '../../term.ts';
import type { Cursor } from './body.ts';
import { BodyEmitter } from './body.ts';
import { emitActiveBlocks } from './active.ts';
import type { Context } from './control.ts';
import { counted, forEachEvent, greatest, least } from './control.ts';
import type { FuncBuilder } from './encode.ts';
import type { Variant } from './rest.ts';
import { emitPairs, pairs } from './pairs.ts';
import { emitQuiet, emitStirs, keepsQuiet } from './quiet.ts';
import { emitResting, emitWakes, waker } from './rest.ts';
import { emitFours, inFours } from './rows.ts';
import { within } from './share.ts';
import { alongLive, between, fetching, type InRow, isSplit, rowEntries } from './tables.ts';
import { beginLists, endLists, finish, finishAll, startFolds, type OpenList } from './writes.ts';

/** Emits one body of a kernel with its whole loop nest. */
export function emitLoop(c: Context, k: Kernel, body: Body, variant: Variant): void {
  if (isEmpty(body)) return;
  emitWakes(c, k);
  emitStirs(c, k);
  startFolds(c, body);
  const lists = beginLists(c, body);
  if (k.active) emitActiveBlocks(c, k, body, lists);
  else if (k.rests) emitResting(c, k, body, variant, lists, () => nest(c, k.loop, body, lists));
  else if (k.quiet && keepsQuiet(c, k, body)) {
    nest(c, k.loop, deliveryOf(body), lists);
    emitQuiet(c, k, ruleOf(body));
  } else nest(c, k.loop, body, lists, waker(c, k, body));
  endLists(c, lists);
}

/** `seen` is shown what an element of an axis will be. */
type Seen = ((element: number, stored: readonly number[]) => void) | undefined;

function nest(c: Context, loop: Loop, body: Body, lists: readonly OpenList[], seen?: Seen): void {
  if (isEmpty(body)) return;
  switch (loop.over) {
    case 'axis':
      return loop.columns === undefined && vectorises(body, 'element')
        ? axisVector(c, loop.length, body, lists, seen)
        : axisScalar(c, loop, body, lists);
    case 'events':
      return forEachEvent(c, loop.list, loop.delay, (element) => {
        const cursor = loop.columns === undefined ? { element } : withRow(c, element, loop.columns);
        once(c, cursor, body, lists);
      });
    case 'rows':
      return rows(c, c.program.spaces.get(loop.space)!, loop.list, body, lists);
    case 'columns':
      return columns(c, c.program.spaces.get(loop.space)!, loop.list, body, lists);
    case 'synapses':
      return synapses(c, c.program.spaces.get(loop.space)!, body, lists);
  }
}

/** May neighbours be done at once? Not when they write to one place, or fold in order into one number. */
function vectorises(body: Body, ...along: Place[]): boolean {
  return (
    body.stores.every((s) => along.includes(s.place)) &&
    body.folds.every((f) => f.place === 'column' && along.includes('column'))
  );
}

/**
 * Operations per element between which two vectors go side by side: a shorter body has few that wait for one
 * another, a longer one fills the processor's window by itself (COBA gains a sixth, CUBA and COBAHH nothing).
 */
const PAIRED = [40, 200] as const;

function axisVector(c: Context, length: number, body: Body, lists: readonly OpenList[], seen: Seen): void {
  const { f } = c;
  const element = f.local('i32', 'element');
  const b = new BodyEmitter(c, true, { element }, new Set(), body);
  b.prepare(body, 0);
  const step = 4 * b.numeric.lanes;
  const work = operations(body);
  const pairs = work < PAIRED[0] || work > PAIRED[1] ? 0 : Math.floor(padded(length) / b.numeric.lanes / 2);
  const [from, to] = within(c, 'element', length);
  if (seen)
    return counted(f, element, from, to, step, () =>
      finish(c, b, body, lists, length, (stored) => seen(element, stored)),
    );
  let single = from;
  if (pairs > 0) {
    const second = f.local('i32', 'second');
    const both = [b, b.beside({ element: second })];
    // Parts are whole lines, so all but the last end with a pair.
    const paired = least(f, to, 2 * step * pairs);
    counted(f, element, from, paired, 2 * step, () => {
      f.push('local.get', element).push('i32.const', step).push('i32.add').push('local.set', second);
      finishAll(c, both, body, lists, length);
    });
    single = greatest(f, from, paired);
  }
  counted(f, element, single, to, step, () => finishAll(c, [b], body, lists, length));
}

function axisScalar(c: Context, loop: Extract<Loop, { over: 'axis' }>, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const element = f.local('i32', 'element');
  const cursor: Cursor =
    loop.columns === undefined
      ? { element }
      : { element, row: f.local('i32', 'row'), column: f.local('i32', 'column') };
  const b = new BodyEmitter(c, false, cursor, new Set(), body);
  b.prepare(body, 0);
  const one = (): void => finish(c, b, body, lists, loop.length);
  const { row, column } = cursor;
  if (row === undefined || column === undefined)
    return counted(f, element, ...within(c, 'element', loop.length), 4, one);
  const columns = loop.columns!;
  if (c.share?.cut?.by === 'column' || c.share?.cut?.by === 'row')
    return counted(f, row, ...within(c, 'row', loop.length / columns), 4, () =>
      counted(f, column, ...within(c, 'column', columns), 4, () => {
        f.push('local.get', row).push('i32.const', columns).push('i32.mul');
        f.push('local.get', column).push('i32.add').push('local.set', element);
        one();
      }),
    );
  counted(f, element, ...within(c, 'element', loop.length), 4, () => {
    splitIndex(f, element, columns, row, column);
    one();
  });
}

/** One element, outside any inner loop. */
function once(c: Context, cursor: Cursor, body: Body, lists: readonly OpenList[]): void {
  const b = new BodyEmitter(c, false, cursor, new Set(), body);
  finish(c, b, body, lists, 0);
}

function rows(c: Context, s: Space, list: string, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const outer = new Set<Place>(['row']);
  const element = f.local('i32', 'element'),
    column = f.local('i32', 'column'),
    row = f.local('i32', 'row');
  const vector = !s.sparse && vectorises(body, 'element', 'column');
  const b = new BodyEmitter(c, vector, { element, row, column }, outer, body);
  if (pairs(c, s, body)) return emitPairs(c, s, list, body);
  b.prepare(body, 0);
  if (s.sparse?.stretches) return stretches(c, s, list, b, { element, row, column }, body, lists);
  const along = (id: number): void => {
    f.push('local.get', id).push('local.set', row);
    alongRow(c, s, b, { element, row, column }, vector, body, lists, true);
  };
  forEachEvent(
    c,
    list,
    s.delay,
    along,
    fetching(c, s, body, (id) => rowEntries(c, s, id, 'start')),
  );
}

function synapses(c: Context, s: Space, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const element = f.local('i32', 'element'),
    column = f.local('i32', 'column'),
    row = f.local('i32', 'row');
  const vector = !s.sparse && vectorises(body, 'element', 'column');
  const b = new BodyEmitter(c, vector, { element, row, column }, new Set<Place>(['row']), body);
  b.prepare(body, 0);
  const [from, to] = within(c, 'row', s.rows);
  const rest = vector && inFours(c, s, body) ? emitFours(c, s, body) : from;
  counted(f, row, rest, to, 4, () => alongRow(c, s, b, { element, row, column }, vector, body, lists, false));
}

/** The synapses of one row: contiguous when dense, through the target table when sparse. */
function alongRow(
  c: Context,
  s: Space,
  b: BodyEmitter,
  at: InRow,
  vector: boolean,
  body: Body,
  lists: readonly OpenList[],
  events: boolean,
): void {
  const { f } = c;
  b.prepare(body, 1);
  if (s.live && events) return alongLive(c, s, b, at, vector, body, lists);
  if (!s.sparse) {
    const start = f.local('i32', 'start');
    f.push('local.get', at.row).push('i32.const', s.stride).push('i32.mul').push('local.set', start);
    counted(f, at.column, ...within(c, 'column', s.columns), 4 * (vector ? b.numeric.lanes : 1), () => {
      f.push('local.get', start).push('local.get', at.column).push('i32.add').push('local.set', at.element);
      finish(c, b, body, lists, 0);
    });
    return;
  }
  const [entry, table] = rowEntries(c, s, at.row, 'start');
  between(c, entry, table, at.element, () => synapse(c, s, b, at, body, lists));
  b.forgetInner();
}

/** One synapse of a sparse row. */
function synapse(c: Context, s: Space, b: BodyEmitter, at: InRow, body: Body, lists: readonly OpenList[]): void {
  c.f
    .push('local.get', at.element)
    .push('i32.load', { offset: c.layout.spaces.get(s.name)!['target']! })
    .push('i32.const', 2)
    .push('i32.shl')
    .push('local.set', at.column);
  finish(c, b, body, lists, 0);
}

/** For each delay, the longest first: what fired so long ago, along its synapses of that delay. */
function stretches(
  c: Context,
  s: Space,
  list: string,
  b: BodyEmitter,
  at: InRow,
  body: Body,
  lists: readonly OpenList[],
): void {
  const { f } = c;
  const count = s.sparse!.stretches!.delays.length;
  if (count === 0) return;
  const table = c.layout.spaces.get(s.name)!;
  const which = f.local('i32', 'which'),
    ago = f.local('i32', 'ago'),
    entry = f.local('i32', 'entry');
  f.push('i32.const', 4 * count).push('local.set', which);
  f.loop((again) => {
    f.push('local.get', which)
      .push('i32.const', 4)
      .push('i32.sub')
      .push('local.tee', which)
      .push('i32.load', { offset: table['delays']! })
      .push('local.set', ago);
    const stretch = (id: number): readonly [entry: number, table: number] => {
      f.push('local.get', id)
        .push('i32.const', isSplit(c, s) ? count : count + 1)
        .push('i32.mul')
        .push('local.get', which)
        .push('i32.add')
        .push('local.set', entry);
      return rowEntries(c, s, entry, 'stretch');
    };
    const along = (id: number): void => {
      f.push('local.get', id).push('local.set', at.row);
      const from = stretch(id);
      b.prepare(body, 1);
      between(c, ...from, at.element, () => synapse(c, s, b, at, body, lists));
      b.forgetInner();
    };
    forEachEvent(c, list, { local: ago }, along, fetching(c, s, body, stretch));
    f.push('local.get', which).brIf(again);
  });
}

/** All sources of each target that fired: a strided walk. */
function columns(c: Context, s: Space, list: string, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const element = f.local('i32', 'element'),
    row = f.local('i32', 'row'),
    column = f.local('i32', 'column');
  const b = new BodyEmitter(c, false, { element, row, column }, new Set<Place>(['column']), body);
  b.prepare(body, 0);
  forEachEvent(c, list, 0, (id) => {
    f.push('local.get', id).push('local.tee', column).push('local.set', element);
    b.prepare(body, 1);
    if (s.sparse) return alongColumn(c, s, b, { element, row, column }, body, lists);
    const [from, to] = within(c, 'row', s.rows);
    if (typeof from !== 'number') {
      f.push('local.get', from.local).push('i32.const', s.stride).push('i32.mul');
      f.push('local.get', element).push('i32.add').push('local.set', element);
    }
    counted(f, row, from, to, 4, () => {
      finish(c, b, body, lists, 0);
      f.push('local.get', element)
        .push('i32.const', 4 * s.stride)
        .push('i32.add')
        .push('local.set', element);
    });
    return undefined;
  });
}

/** The synapses onto one target of a sparse matrix. */
function alongColumn(c: Context, s: Space, b: BodyEmitter, at: InRow, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const table = c.layout.spaces.get(s.name)!;
  const entry = f.local('i32', 'entry');
  const look = (name: string, into: number): void => {
    f.push('local.get', entry)
      .push('i32.load', { offset: table[name]! })
      .push('i32.const', 2)
      .push('i32.shl')
      .push('local.set', into);
  };
  between(c, at.column, table['columnStart']!, entry, () => {
    look('source', at.row);
    look('element', at.element);
    finish(c, b, body, lists, 0);
  });
  b.forgetInner();
}

function withRow(c: Context, element: number, columnCount: number): Cursor {
  const row = c.f.local('i32', 'row'),
    column = c.f.local('i32', 'column');
  splitIndex(c.f, element, columnCount, row, column);
  return { element, row, column };
}

/** Row and column offsets from an element's. */
function splitIndex(f: FuncBuilder, element: number, columnCount: number, row: number, column: number): void {
  f.push('local.get', element)
    .push('i32.const', 4 * columnCount)
    .push('i32.div_u')
    .push('i32.const', 2)
    .push('i32.shl')
    .push('local.set', row);
  f.push('local.get', element)
    .push('i32.const', 4 * columnCount)
    .push('i32.rem_u')
    .push('local.set', column);
}

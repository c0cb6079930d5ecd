/** A kernel's loop nest in WebAssembly: which index runs where, all lanes of a vector wherever memory is contiguous. */
import type { Body, Kernel, Loop, Space } from '../../program.ts';
import { padded } from '../../program.ts';
import { operations } from '../../compile/rewrite.ts';
import type { Place } from '../../term.ts';
import type { Cursor } from './body.ts';
import { BodyEmitter } from './body.ts';
import { emitActiveBlocks } from './active.ts';
import type { Context } from './control.ts';
import { counted, forEachEvent } from './control.ts';
import type { FuncBuilder } from './encode.ts';
import type { Variant } from './rest.ts';
import { emitResting, emitWakes } from './rest.ts';
import { beginLists, endLists, finish, finishAll, startFolds, type OpenList } from './writes.ts';

/** Emits one body of a kernel with its whole loop nest. */
export function emitLoop(c: Context, k: Kernel, body: Body, variant: Variant): void {
  if (body.stores.length + body.emits.length + body.folds.length === 0) return;
  emitWakes(c, k);
  startFolds(c, body);
  const lists = beginLists(c, body);
  if (k.active) emitActiveBlocks(c, k, body, lists);
  else if (k.rests) emitResting(c, k, body, variant, lists, () => nest(c, k.loop, body, lists));
  else nest(c, k.loop, body, lists);
  endLists(c, lists);
}

function nest(c: Context, loop: Loop, body: Body, lists: readonly OpenList[]): void {
  switch (loop.over) {
    case 'axis':
      return loop.columns === undefined && vectorises(body, 'element')
        ? axisVector(c, loop.length, body, lists)
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

function axisVector(c: Context, length: number, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const element = f.local('i32', 'element');
  const b = new BodyEmitter(c, true, { element }, new Set(), body);
  b.prepare(body, 0);
  const step = 4 * b.numeric.lanes;
  const work = operations(body);
  const pairs = work < PAIRED[0] || work > PAIRED[1] ? 0 : Math.floor(padded(length) / b.numeric.lanes / 2);
  if (pairs > 0) {
    const second = f.local('i32', 'second');
    const both = [b, b.beside({ element: second })];
    counted(f, element, 0, 2 * step * pairs, 2 * step, () => {
      f.push('local.get', element).push('i32.const', step).push('i32.add').push('local.set', second);
      finishAll(c, both, body, lists, length);
    });
  }
  counted(f, element, 2 * step * pairs, 4 * length, step, () => finishAll(c, [b], body, lists, length));
}

function axisScalar(c: Context, loop: Extract<Loop, { over: 'axis' }>, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const element = f.local('i32', 'element');
  const cursor: Record<string, number> = { element };
  if (loop.columns !== undefined)
    Object.assign(cursor, { row: f.local('i32', 'row'), column: f.local('i32', 'column') });
  const b = new BodyEmitter(c, false, cursor, new Set(), body);
  b.prepare(body, 0);
  counted(f, element, 0, 4 * loop.length, 4, () => {
    if (loop.columns !== undefined) splitIndex(f, element, loop.columns, cursor['row']!, cursor['column']!);
    finish(c, b, body, lists, loop.length);
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
  b.prepare(body, 0);
  if (s.sparse?.stretches) return stretches(c, s, list, b, { element, row, column }, body, lists);
  forEachEvent(c, list, s.delay, (id) => {
    f.push('local.get', id).push('local.set', row);
    alongRow(c, s, b, { element, row, column }, vector, body, lists, true);
  });
}

function synapses(c: Context, s: Space, body: Body, lists: readonly OpenList[]): void {
  const { f } = c;
  const element = f.local('i32', 'element'),
    column = f.local('i32', 'column'),
    row = f.local('i32', 'row');
  const vector = !s.sparse && vectorises(body, 'element', 'column');
  const b = new BodyEmitter(c, vector, { element, row, column }, new Set<Place>(['row']), body);
  b.prepare(body, 0);
  counted(f, row, 0, 4 * s.rows, 4, () => alongRow(c, s, b, { element, row, column }, vector, body, lists, false));
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
    counted(f, at.column, 0, 4 * s.columns, 4 * (vector ? b.numeric.lanes : 1), () => {
      f.push('local.get', start).push('local.get', at.column).push('i32.add').push('local.set', at.element);
      finish(c, b, body, lists, 0);
    });
    return;
  }
  const table = c.layout.spaces.get(s.name)!;
  between(c, at.row, table['start']!, at.element, () => synapse(c, s, b, at, body, lists));
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
    forEachEvent(c, list, { local: ago }, (id) => {
      f.push('local.get', id)
        .push('local.tee', at.row)
        .push('i32.const', count + 1)
        .push('i32.mul')
        .push('local.get', which)
        .push('i32.add')
        .push('local.set', entry);
      b.prepare(body, 1);
      between(c, entry, table['stretch']!, at.element, () => synapse(c, s, b, at, body, lists));
      b.forgetInner();
    });
    f.push('local.get', which).brIf(again);
  });
}

interface InRow {
  readonly element: number;
  readonly row: number;
  readonly column: number;
}

/** Runs over the entries of one row of a table: `at` goes from start[row] to start[row + 1], all as byte offsets. */
function between(c: Context, row: number, start: number, at: number, body: () => void): void {
  const { f } = c;
  const end = f.local('i32', 'end');
  f.push('local.get', row)
    .push('i32.load', { offset: start })
    .push('i32.const', 2)
    .push('i32.shl')
    .push('local.set', at);
  f.push('local.get', row)
    .push('i32.load', { offset: start + 4 })
    .push('i32.const', 2)
    .push('i32.shl')
    .push('local.set', end);
  f.block((done) =>
    f.loop((again) => {
      f.push('local.get', at).push('local.get', end).push('i32.ge_u').brIf(done);
      body();
      f.push('local.get', at).push('i32.const', 4).push('i32.add').push('local.set', at).br(again);
    }),
  );
}

/** What pruning left of a row. */
function alongLive(
  c: Context,
  s: Space,
  b: BodyEmitter,
  at: InRow,
  vector: boolean,
  body: Body,
  lists: readonly OpenList[],
): void {
  const { f } = c;
  const table = c.layout.spaces.get(s.name)!;
  const start = f.local('i32', 'start'),
    stretch = f.local('i32', 'stretch'),
    last = f.local('i32', 'last');
  f.push('local.get', at.row).push('i32.const', s.stride).push('i32.mul').push('local.set', start);
  between(c, at.row, table['liveStart']!, stretch, () => {
    f.push('local.get', stretch)
      .push('i32.load', { offset: table['liveFrom']! })
      .push('i32.const', 2)
      .push('i32.shl')
      .push('local.set', at.column);
    f.push('local.get', stretch)
      .push('i32.load', { offset: table['liveTo']! })
      .push('i32.const', 2)
      .push('i32.shl')
      .push('local.set', last);
    if (!vector) {
      f.push('local.get', last)
        .push('i32.const', 4 * s.columns)
        .push('local.get', last)
        .push('i32.const', 4 * s.columns)
        .push('i32.lt_u')
        .push('select')
        .push('local.set', last);
    }
    f.loop((again) => {
      f.push('local.get', start).push('local.get', at.column).push('i32.add').push('local.set', at.element);
      finish(c, b, body, lists, 0);
      f.push('local.get', at.column)
        .push('i32.const', 4 * (vector ? b.numeric.lanes : 1))
        .push('i32.add')
        .push('local.tee', at.column)
        .push('local.get', last)
        .push('i32.lt_u')
        .brIf(again);
    });
  });
  b.forgetInner();
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
    counted(f, row, 0, 4 * s.rows, 4, () => {
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

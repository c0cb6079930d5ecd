/** Along one row of synapses: from which to which they are, by the tables of sparse spaces and of what pruning left. */
import type { Body, Space } from '../../program.ts';
import type { BodyEmitter } from './body.ts';
import { readAt } from '../../compile/rewrite.ts';
import { type Context, counted, greatest, least } from './control.ts';
import { within } from './share.ts';
import { finish, type OpenList } from './writes.ts';

export interface InRow {
  readonly element: number;
  readonly row: number;
  readonly column: number;
}

/** Is a row of a sparse space this thread's from its first target on? */
export const isSplit = ({ share }: Context, s: Space): boolean =>
  share?.cut?.by === 'column' && share.area.splits.has(s.name);

/** Where a table says which synapses a row has, or a thread's part of it: a local with the entry, and the table. */
export function rowEntries(
  c: Context,
  s: Space,
  row: number,
  table: 'start' | 'stretch',
): readonly [entry: number, at: number] {
  if (!isSplit(c, s)) return [row, c.layout.spaces.get(s.name)![table]!];
  const { area, threads, id } = c.share!;
  const entry = c.f.local('i32', 'part');
  c.f
    .push('local.get', row)
    .push('i32.const', threads + 1)
    .push('i32.mul');
  c.f.push('local.get', id).push('i32.const', 2).push('i32.shl').push('i32.add').push('local.set', entry);
  return [entry, area.splits.get(s.name)!];
}

/** Runs over the entries of one row of a table: `at` goes from start[row] to start[row + 1], all as byte offsets. */
export function between(c: Context, row: number, start: number, at: number, body: () => void): void {
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

/** Bytes of synapses from which on they do not stay in a processor's own caches. */
const LARGE = 2 ** 20;
/** Synapses of which the tables lie in one line of a cache. */
const LINE = 16;

/**
 * Reads a word of each line of some rows that will be visited: they lie anywhere in memory, and a processor waits for
 * many of them at once as long as for one. Nothing to do where all synapses fit its caches. `entryOf` is that of the row in
 * a table of where rows begin.
 */
export function fetching(
  c: Context,
  s: Space,
  body: Body,
  entryOf: (id: number) => readonly [entry: number, table: number],
): ((id: number) => void) | undefined {
  if (!s.sparse || 4 * s.sparse.synapses < LARGE) return undefined;
  const { f, layout } = c;
  const each = [
    ...new Set([...readAt(body, 'element'), ...body.stores.flatMap((x) => (x.place === 'element' ? x.buffer : []))]),
  ];
  return (id) => {
    const [entry, table] = entryOf(id);
    const at = f.local('i32', 'ahead'),
      end = f.local('i32', 'ahead_end');
    const read = (): void => {
      f.push('local.get', at)
        .push('i32.load', { offset: layout.spaces.get(s.name)!['target']! })
        .push('drop');
      for (const buffer of each) {
        f.push('local.get', at);
        if (layout.bytesPerReal === 8) f.push('i32.const', 1).push('i32.shl');
        f.push('i32.load', { offset: layout.buffers.get(buffer)! }).push('drop');
      }
    };
    const word = (offset: number, into: number): void =>
      void f
        .push('local.get', entry)
        .push('i32.load', { offset })
        .push('i32.const', 2)
        .push('i32.shl')
        .push('local.set', into);
    word(table, at);
    word(table + 4, end);
    f.block((none) => {
      f.push('local.get', at).push('local.get', end).push('i32.ge_u').brIf(none);
      f.loop((again) => {
        read();
        f.push('local.get', at)
          .push('i32.const', 4 * LINE)
          .push('i32.add')
          .push('local.tee', at);
        f.push('local.get', end).push('i32.lt_u').brIf(again);
      });
      // The last one may lie in a line of its own.
      f.push('local.get', end).push('i32.const', 4).push('i32.sub').push('local.set', at);
      read();
    });
  };
}

/** What pruning left of a row. */
export function alongLive(
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
    const [from, to] = within(c, 'column', s.columns);
    // Stretches are whole vectors: what goes one by one, or belongs to several threads, ends earlier.
    const ends = vector && typeof to === 'number' ? { local: last } : least(f, { local: last }, to);
    const begins = typeof from === 'number' ? { local: at.column } : greatest(f, { local: at.column }, from);
    counted(f, at.column, begins, ends, 4 * (vector ? b.numeric.lanes : 1), () => {
      f.push('local.get', start).push('local.get', at.column).push('i32.add').push('local.set', at.element);
      finish(c, b, body, lists, 0);
    });
  });
  b.forgetInner();
}

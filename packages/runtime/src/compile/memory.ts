/**
 * Where everything lies in one linear memory that host and target share: registers, uniforms, event lists,
 * synapse tables, buffers. Every array starts on 16 bytes and is padded to whole vectors of four, so that no
 * vector load reaches beyond it.
 */
import { NeuroloomError } from '@neuroloom/core';
import type { Loop, Program, Space } from '../program.ts';
import { padded } from '../program.ts';
import { chanceOf } from './chances.ts';
import { tableBytes } from './rows.ts';

/** 32-bit registers at the start of memory that the host sets before it runs a group. */
export const REGISTERS = { tick: 0, sample: 4, salt: 8, seed: 12 } as const;

/** Ticks whose events lie side by side, so that whoever records them need not look after every tick. */
const RECORDED = 16;
/** Memory that a list may take for that alone (bytes). */
const MOST_RECORDED = 2 ** 20;

export interface Layout {
  readonly uniforms: number;
  /** Tables of functions: of each its head, then its rows (compile/rows.ts). */
  readonly tables: ReadonlyMap<string, number>;
  readonly bytesPerReal: 4 | 8;
  /** Byte offset of each buffer's first element. */
  readonly buffers: ReadonlyMap<string, number>;
  /** Bytes of one slot of buffers that are rings. */
  readonly rings: ReadonlyMap<string, number>;
  /** Of each list's first slot; a slot is a count in 16 bytes, then ids. There are as many as delays need, or more. */
  readonly lists: ReadonlyMap<
    string,
    { readonly at: number; readonly slotBytes: number; readonly slots: number; readonly length: number }
  >;
  /** Tables of spaces: name of the space, then of the table. */
  readonly spaces: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /**
   * Lists of active blocks of four, by the buffer they follow: how many bytes the list has in 16 bytes, then where each
   * block begins, as byte offsets of integers; then, in tables as long, what their draws begin with; then, a byte for each
   * element of the blocks, coins below which it fires for certain, and whether it may at that coin itself.
   */
  readonly active: ReadonlyMap<string, ActiveBlocks>;
  /**
   * Coins of the elements of active blocks, by the list of those who fire: of which four ticks they are (0: of none) in 16
   * bytes, then for each of these ticks a byte for each element.
   */
  readonly coins: ReadonlyMap<string, number>;
  /** Of each rest: which body of its kernel the notes are of (0: they are void) in 16 bytes, then one byte per block of four, 1 where it is awake. */
  readonly rests: ReadonlyMap<string, { readonly at: number; readonly blocks: number }>;
  /**
   * Of each quiet rule: whether the notes hold, in 16 bytes; how many blocks of four columns are stirred, in 16 bytes, and
   * where they begin, as byte offsets; one byte per block, 1 where it is among them; one byte per row, 1 where it has been seen.
   */
  readonly quiets: ReadonlyMap<string, QuietNotes>;
  /** Words that the host sets to 0 when it has written to memory: nothing noted before holds. */
  readonly heads: readonly number[];
  /** Where values are gathered for a quantile: a byte count in 16 bytes, then the values. */
  readonly scratch: number;
  readonly bytes: number;
}

export interface QuietNotes {
  readonly at: number;
  readonly blocks: number;
  readonly rows: number;
  /** Of the list, the blocks' bytes and the rows' bytes; and where they end. */
  readonly list: number;
  readonly stirred: number;
  readonly seen: number;
  readonly end: number;
}

export interface ActiveBlocks {
  readonly at: number;
  /** Of the buffer. */
  readonly blocks: number;
  /** Bytes of the list, and of each of the tables behind it. */
  readonly table: number;
  /** Of everything. */
  readonly bytes: number;
}

/** Tables of what a block's number alone makes of a draw (math/philox-four.ts), and two of thresholds. */
export const PARTS = 3;
export const THRESHOLDS = 2;
/** Ticks that a block of coins serves. */
export const TICKS_OF_COINS = 4;

export function planMemory(program: Program): Layout {
  const real = program.precision === 'f64' ? 8 : 4;
  let at = 64;
  const take = (bytes: number): number => {
    const here = at;
    // Sizes beyond 2^31 are legal here: the budget check comes after, with the true number.
    at += Math.ceil(bytes / 16) * 16;
    return here;
  };
  const uniforms = take(Math.max(1, program.uniforms.length) * 8);
  const tables = new Map([...program.tables.values()].map((t) => [t.name, take(tableBytes(t, program.precision))]));
  const lists = new Map<string, { at: number; slotBytes: number; slots: number; length: number }>();
  for (const l of program.lists.values()) {
    const slotBytes = 16 + 4 * padded(l.length + 4);
    const slots = Math.max(l.slots, Math.min(RECORDED, Math.floor(MOST_RECORDED / slotBytes)));
    lists.set(l.name, { at: take(slotBytes * slots), slotBytes, slots, length: l.length });
  }
  const active = new Map<string, ActiveBlocks>();
  for (const kernels of program.groups.values()) {
    for (const k of kernels) {
      if (!k.active || active.has(k.active)) continue;
      const blocks = Math.ceil(program.buffers.get(k.active)!.length / 4);
      const table = 4 * padded(blocks + 4);
      const bytes = 16 + (1 + PARTS + THRESHOLDS) * table;
      active.set(k.active, { at: take(bytes), blocks, table, bytes });
    }
  }
  const coins = new Map<string, number>();
  for (const kernels of program.groups.values())
    for (const k of kernels)
      if (chanceOf(k)) coins.set(k.body.emits[0]!.list, take(16 + TICKS_OF_COINS * active.get(k.active!)!.table));
  const rests = new Map<string, { at: number; blocks: number }>();
  for (const r of program.rests.values()) {
    const blocks = Math.ceil(r.length / 4);
    rests.set(r.name, { at: take(16 + 16 * Math.ceil(blocks / 16)), blocks });
  }
  const quiets = new Map<string, QuietNotes>();
  for (const q of program.quiets.values()) {
    const { rows, stride } = program.spaces.get(q.space)!;
    const blocks = stride / 4;
    const [table, flags, seen] = [
      32 + 16 * Math.ceil(blocks / 4),
      16 * Math.ceil(blocks / 16),
      16 * Math.ceil(rows / 16),
    ];
    const at = take(table + flags + seen);
    const stirred = at + table;
    quiets.set(q.name, {
      at,
      blocks,
      rows,
      list: at + 16,
      stirred,
      seen: stirred + flags,
      end: stirred + flags + seen,
    });
  }
  const heads = [...[...rests.values(), ...quiets.values()].map((n) => n.at), ...coins.values()];
  const spaces = new Map(
    [...program.spaces.values()].map((s) => [
      s.name,
      Object.fromEntries(
        Object.entries(tablesOf(s)).map(([name, table]) => [name, take(4 * padded(tableLength(s, name, table)))]),
      ),
    ]),
  );
  const buffers = new Map<string, number>();
  const rings = new Map<string, number>();
  for (const b of program.buffers.values()) {
    const length = b.length + (active.has(b.name) ? 4 : 0);
    const slot = Math.ceil(((b.type === 'int' ? 4 : real) * padded(length)) / 16) * 16;
    if ((b.slots ?? 1) > 1) rings.set(b.name, slot);
    buffers.set(b.name, take(slot * (b.slots ?? 1)));
  }
  const gathered = [...program.groups.values()]
    .flat()
    .filter((k) => k.body.folds.some((f) => f.op === 'quantile'))
    .map((k) => elements(k.loop, program));
  const scratch = take(16 + real * padded(Math.max(0, ...gathered)));
  return {
    scratch,
    uniforms,
    bytesPerReal: real,
    buffers,
    rings,
    tables,
    lists,
    spaces,
    active,
    coins,
    rests,
    quiets,
    heads,
    bytes: at,
  };
}

/** Numbers of the program's precision in its memory. */
export function realsAt(
  layout: Layout,
  memory: ArrayBufferLike,
  at: number,
  length: number,
): Float32Array | Float64Array {
  return layout.bytesPerReal === 8 ? new Float64Array(memory, at, length) : new Float32Array(memory, at, length);
}

/** The tables that the kernels of a space read. */
export function tablesOf(s: Space): Readonly<Record<string, Int32Array>> {
  if (s.live) return { liveStart: s.live.start, liveFrom: s.live.from, liveTo: s.live.to };
  if (!s.sparse) return {};
  const { start, target, byTarget, stretches } = s.sparse;
  return {
    start,
    target,
    ...(stretches ? { delays: stretches.delays, stretch: stretches.at } : {}),
    ...(byTarget ? { columnStart: byTarget.start, source: byTarget.source, element: byTarget.element } : {}),
  };
}

/** How long each table is, also where synapses are only counted yet. */
function tableLength(s: Space, name: string, table: Int32Array): number {
  if (!s.sparse || s.live) return table.length;
  const lengths: Readonly<Record<string, number>> = {
    start: s.rows + 1,
    columnStart: s.columns + 1,
    delays: s.sparse.stretches?.delays.length ?? 0,
    stretch: s.rows * ((s.sparse.stretches?.delays.length ?? 0) + 1),
  };
  return lengths[name] ?? s.sparse.synapses;
}

function elements(loop: Loop, program: Program): number {
  if (loop.over === 'axis') return loop.length;
  if (loop.over === 'events') return program.lists.get(loop.list)!.length;
  const s = program.spaces.get(loop.space)!;
  return s.sparse ? s.sparse.synapses : s.rows * s.columns;
}

/** What a network may take: as the user says, and as the target's addresses reach. */
export interface Budget {
  readonly limit: number;
  readonly reach: number;
}

/** Refuses before any memory is taken, with the number it would need. */
export function checkBudget(bytes: number, { limit, reach }: Budget): void {
  if (bytes <= Math.min(limit, reach)) return;
  const smaller = 'make the populations smaller, connect them more sparsely';
  throw new NeuroloomError({
    where: 'memory',
    what: `the compiled network needs ${mib(bytes)} MiB and may take ${mib(Math.min(limit, reach))} MiB`,
    remedy:
      bytes > reach
        ? `${smaller}, or use one weight for all synapses: this target reaches no further`
        : `${smaller}, or raise the limit`,
  });
}

const mib = (bytes: number): string => (bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 });

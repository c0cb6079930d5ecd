/**
 * Memory that threads share beyond the layout of a program: the words they meet at, words of each thread's own, and
 * where its part of each sparse row begins. The layout stays as for one thread, and so do checkpoints.
 */
import type { Layout } from '../../compile/memory.ts';
import type { Shares } from '../../compile/shares.ts';
import { rowsOf, SPARE } from '../../compile/rows.ts';
import type { Program } from '../../program.ts';
import { boundsOf, splitRows } from './share.ts';

/** Two cache lines, which processors fetch together: words of different writers are so far apart. */
const APART = 128;

/** Where the words lie that threads meet at, from the start of the area. */
const WORDS = {
  /** Rises by one whenever helpers may go on; beside it what they are to do: ticks from … to - 1, or to stop. */
  go: 0,
  from: 4,
  to: 8,
  stop: 12,
  /** Rises by one whenever a helper has done its part of a step. */
  arrived: APART,
  /** Helpers that wait asleep; and whether the first thread does. */
  sleepers: 2 * APART,
  asleep: 2 * APART + 4,
  /** Set by the host: whether the first thread may sleep at all, and how often in vain before it gives up. */
  mayWait: 3 * APART,
  patience: 3 * APART + 4,
} as const;

export type Words = Readonly<Record<keyof typeof WORDS, number>>;

export interface Area {
  /** Addresses. */
  readonly words: Words;
  /** Of the first thread's own words; those of the next one begin so many bytes later. */
  readonly own: number;
  readonly ownBytes: number;
  /** Among them: how many events it has put into its part of a list, and which body its notes of a rest are of. */
  readonly counts: ReadonlyMap<string, number>;
  readonly heads: ReadonlyMap<string, number>;
  /** And the rows of states that have none in a table. */
  readonly spare: number;
  /** Tables of where the parts of sparse rows begin. */
  readonly splits: ReadonlyMap<string, number>;
  /** Where all of it ends. */
  readonly bytes: number;
}

export function planArea(program: Program, layout: Layout, shares: Shares): Area {
  const begin = Math.ceil(layout.bytes / APART) * APART;
  const words = Object.fromEntries(Object.entries(WORDS).map(([name, at]) => [name, begin + at])) as Words;
  const lists = shares.steps.flatMap((s) => s.lists);
  const counts = new Map(lists.map((name, k) => [name, 4 * k]));
  const heads = new Map([...shares.rests].map((name, k) => [name, 4 * (lists.length + k)]));
  const spare = Math.ceil((4 * (lists.length + heads.size)) / 16) * 16;
  const rows = [...program.tables.values()].map((t) => SPARE * rowsOf(t, program.precision).bytes);
  const ownBytes = Math.ceil((spare + Math.max(0, ...rows) + APART) / APART) * APART;
  const own = begin + 4 * APART;
  let at = own + ownBytes * shares.threads;
  const splits = new Map<string, number>();
  for (const name of shares.split) {
    const { rows, sparse } = program.spaces.get(name)!;
    splits.set(name, at);
    at += 4 * rows * (sparse!.stretches?.delays.length ?? 1) * (shares.threads + 1);
  }
  return { words, own, ownBytes, counts, heads, spare, splits, bytes: at };
}

/** Writes what the host knows: the tables. All else begins as zero. */
export function writeArea(program: Program, shares: Shares, area: Area, memory: ArrayBufferLike): void {
  for (const [name, at] of area.splits) {
    const { rows, columns, sparse } = program.spaces.get(name)!;
    const { target, start, stretches } = sparse!;
    const delays = stretches ? stretches.delays.length : null;
    const split = splitRows(
      target,
      stretches?.at ?? start,
      { rows, delays },
      boundsOf(program, columns, shares.threads),
    );
    new Int32Array(memory, at, split.length).set(split);
  }
}

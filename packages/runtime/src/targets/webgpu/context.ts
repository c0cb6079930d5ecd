/** What the emitter of a program knows: the plan of memory, and the device's own memory beside it. */
import type { Layout } from '../../compile/memory.ts';
import { transposed } from '../../compile/connectivity.ts';
import type { Program, Space } from '../../program.ts';

export interface Context {
  readonly program: Program;
  readonly layout: Layout;
  readonly own: Own;
}

/** Memory that only the device uses: `scratch` in plain words, `counters` in atomic ones, all zero at first but the tables. */
export class Own {
  scratchWords = 4;
  counterWords = 4;
  readonly tables: { readonly at: number; readonly words: Int32Array }[] = [];

  readonly #marks = new Map<string, number>();
  readonly #columns = new Map<string, number>();

  /** Index of the first of so many words. */
  scratch(words: number): number {
    const at = this.scratchWords;
    this.scratchWords += words;
    return at;
  }
  counters(words: number): number {
    const at = this.counterWords;
    this.counterWords += words;
    return at;
  }
  /** Where the synapses onto each column of a sparse space begin when they are sorted by column. */
  columnStarts(s: Space): number {
    return this.#byColumn(s, 'start');
  }
  /** Where those synapses are stored, in that order. */
  columnElements(s: Space): number {
    return this.#byColumn(s, 'element');
  }
  #byColumn(s: Space, what: 'start' | 'element'): number {
    const known = `${s.name} ${what}`;
    const at = this.#columns.get(known) ?? this.#table(transposed(s.sparse!, s.columns)[what]);
    this.#columns.set(known, at);
    return at;
  }
  #table(words: Int32Array): number {
    const at = this.scratch(words.length);
    this.tables.push({ at, words });
    return at;
  }
  /** A word for each element of a list, that says who fired in this tick. */
  marks(list: string, length: number): number {
    const at = this.#marks.get(list) ?? this.scratch(length);
    this.#marks.set(list, at);
    return at;
  }
}

/**
 * A piece of work that threads do side by side, each its share: a function of `id`, the thread's number, and
 * `threads`, how many there are. Between phases that touch the same memory there is a barrier.
 */
export interface Phase {
  readonly name: string;
  readonly lines: readonly string[];
  /** Names of buffers, lists and own memory. */
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Threads that would find something to do. */
  readonly work: number;
}

export const word = (c: Context, buffer: string): number => c.layout.buffers.get(buffer)! / 4;

/** Index of a list's slot, `delay` (a number or an expression) ticks ago: the count, and ids after four words. */
export function slotText(c: Context, list: string, delay: number | string): string {
  const l = c.layout.lists.get(list)!;
  return l.slots === 1 ? `${l.at / 4}u` : `slot(${l.at / 4}u, ${l.slots}, ${l.slotBytes / 4}u, ${delay})`;
}

/** A table of a space: the word it begins at. */
export const tableText = (c: Context, space: string, table: string): string =>
  `${c.layout.spaces.get(space)![table]! / 4}u`;

export const indented = (lines: readonly string[]): string[] => lines.map((l) => `  ${l}`);

/** `head {`, the lines, `}`. */
export const block = (head: string, lines: readonly string[]): string[] => [`${head} {`, ...indented(lines), '}'];

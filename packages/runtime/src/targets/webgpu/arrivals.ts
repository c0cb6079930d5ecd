/**
 * What arrives over sparse synapses: threads go along the rows that fired and drop each synapse into the pile of its
 * target; then each target sorts its pile and takes it in ascending order, so sums are the same whoever came first.
 * Cost is spikes × fan-out; a pile has as many places as its target has synapses.
 */
import type { Loop, Space } from '../../program.ts';
import type { Context } from './context.ts';
import { block, tableText } from './context.ts';
import { nest } from './loops.ts';

export interface Piles {
  readonly name: string;
  /** Word of scratch: of each column, where its pile begins. */
  readonly starts: number;
  readonly pile: number;
  /** Where each synapse's place in the order lies, where that is not the order in which they are stored. */
  readonly keys: number | null;
  /** Word of counters: how many lie in each pile; zero between uses. */
  readonly counts: number;
}

export function takePiles(c: Context, s: Space, kernel: string): Piles {
  return {
    name: `piles ${kernel}`,
    starts: c.own.columnStarts(s),
    pile: c.own.scratch(s.sparse!.synapses),
    keys: s.sparse!.stretches ? c.own.scratch(s.sparse!.synapses) : null,
    counts: c.own.counters(s.columns),
  };
}

/** Drops every synapse whose source fired. */
export function dropping(
  c: Context,
  loop: Extract<Loop, { over: 'rows' }>,
  s: Space,
  h: Piles,
): { lines: readonly string[]; work: number } {
  return nest(c, loop, 'element', [
    `let at = scratch[${h.starts}u + c] + atomicAdd(&counters[${h.counts}u + c], 1u);`,
    `scratch[${h.pile}u + at] = e;`,
    ...(h.keys === null ? [] : [`scratch[${h.keys}u + at] = ${age(s)} * ${s.rows}u + r;`]),
  ]);
}

/** Longest delays first, as what was sent first arrives first. */
const age = (s: Space): string => `u32(${s.sparse!.stretches!.delays.length - 1} - which)`;

/** Takes the pile of each target. */
export function taking(
  c: Context,
  s: Space,
  h: Piles,
  usesRow: boolean,
  inside: readonly string[],
): { lines: readonly string[]; work: number } {
  const row = usesRow ? [`let r = row_of(e, ${tableText(c, s.name, 'start')}, ${s.rows}u);`] : [];
  const lines = block(`for (var c = id; c < ${s.columns}u; c += threads)`, [
    `let arrived = atomicLoad(&counters[${h.counts}u + c]);`,
    'if (arrived == 0u) { continue; }',
    `atomicStore(&counters[${h.counts}u + c], 0u);`,
    `let pile = ${h.pile}u + scratch[${h.starts}u + c];`,
    h.keys === null ? 'sort(pile, pile, arrived);' : `sort(${h.keys}u + scratch[${h.starts}u + c], pile, arrived);`,
    ...block('for (var k = 0u; k < arrived; k++)', ['let e = scratch[pile + k];', ...row, ...inside]),
  ]);
  return { lines, work: s.columns };
}

/**
 * Event lists on a device: threads mark who fired, and the marks become a list in ascending order. Each block of 64
 * marks is counted, then each thread adds up the counts before its block: no atomic, so no order but one.
 */
import type { Context, Phase } from './context.ts';
import { block, slotText } from './context.ts';

const BLOCK = 64;
/** Marks that a thread may look through itself. */
const FEW = 256;

/** Where marks are: one word per element. */
export const markName = (list: string): string => `marks ${list}`;

/** Phases from marks (at a word of scratch) to the list's slot of this tick. */
export function compaction(
  c: Context,
  list: string,
  marks: number,
  name: string,
  guard: (lines: readonly string[]) => string[],
): Phase[] {
  const n = c.program.lists.get(list)!.length;
  const blocks = Math.ceil(n / BLOCK);
  const sums = (from: string, first: string, last: string): string[] =>
    block(`for (var i = ${first}; i < ${last}; i++)`, [`at += scratch[${from} + i];`]);
  const place = (before: readonly string[]): string[] => [
    `let list = ${slotText(c, list, 0)};`,
    ...block(`for (var b = id; b < ${blocks}u; b += threads)`, [
      'var at = 0u;',
      ...before,
      ...block(`for (var e = b * ${BLOCK}u; e < min(${n}u, (b + 1u) * ${BLOCK}u); e++)`, [
        ...block(`if (scratch[${marks}u + e] != 0u)`, ['memory[list + 4u + at] = e;', 'at++;']),
      ]),
      ...block(`if (b == ${blocks - 1}u)`, ['memory[list] = at;']),
    ]),
  ];
  const phase = (suffix: string, lines: readonly string[], reads: string, writes: string): Phase => ({
    name: `${name}_${suffix}`,
    lines: guard(lines),
    reads: new Set([reads]),
    writes: new Set([writes]),
    work: blocks,
  });
  if (n <= FEW) return [phase('list', place(sums(`${marks}u`, '0u', `b * ${BLOCK}u`)), markName(list), `list ${list}`)];
  const groups = Math.ceil(blocks / BLOCK);
  const counts = c.own.scratch(blocks);
  const total = (from: number, into: number, of: number, many: number): string[] =>
    block(`for (var b = id; b < ${many}u; b += threads)`, [
      'var at = 0u;',
      ...sums(`${from}u`, `b * ${BLOCK}u`, `min(${of}u, (b + 1u) * ${BLOCK}u)`),
      `scratch[${into}u + b] = at;`,
    ]);
  const counted = phase('count', total(marks, counts, n, blocks), markName(list), `counts ${list}`);
  if (groups <= 4) {
    const before = sums(`${counts}u`, '0u', 'b');
    const listed = phase('list', place(before), `counts ${list}`, `list ${list}`);
    return [counted, { ...listed, reads: new Set([markName(list), `counts ${list}`]) }];
  }
  const sumsOfCounts = c.own.scratch(groups);
  const grouped = phase('groups', total(counts, sumsOfCounts, blocks, groups), `counts ${list}`, `groups ${list}`);
  const before = [
    ...sums(`${sumsOfCounts}u`, '0u', `b / ${BLOCK}u`),
    ...sums(`${counts}u`, `b / ${BLOCK}u * ${BLOCK}u`, 'b'),
  ];
  const listed = phase('list', place(before), `groups ${list}`, `list ${list}`);
  return [counted, grouped, { ...listed, reads: new Set([markName(list), `counts ${list}`, `groups ${list}`]) }];
}

/**
 * The value of a given rank, found bit by bit: floats become words that are ordered as they are, and from the
 * highest bit down, threads count the words that agree so far and go on with a 0.
 */
import type { Fold } from '../../program.ts';
import type { Context, Phase } from './context.ts';
import { block, word } from './context.ts';
import { invariantText } from './body.ts';
import { CHUNKS } from './loops.ts';

export interface Ranking {
  readonly keys: number;
  readonly count: number;
  /** Scratch: the word found so far, the bit in question, the rank among those that agree, then counts. */
  readonly state: number;
}

export function takeRanking(c: Context, count: number): Ranking {
  return { keys: c.own.scratch(count), count, state: c.own.scratch(4 + CHUNKS) };
}

export function selection(
  c: Context,
  f: Fold,
  r: Ranking,
  name: string,
  guard: (lines: readonly string[]) => string[],
): Phase[] {
  const found = `scratch[${r.state}u]`;
  const bit = `scratch[${r.state + 1}u]`;
  const rank = `scratch[${r.state + 2}u]`;
  const counts = r.state + 4;
  const all = `keys ${name}`;
  const phase = (suffix: string, lines: readonly string[], work: number, writes: string): Phase => ({
    name: `${name}_${suffix}`,
    lines: guard(lines),
    reads: new Set([all]),
    writes: new Set([all, writes]),
    work,
  });
  const begin = phase(
    'rank',
    block('if (id == 0u)', [
      `${found} = 0u;`,
      `${bit} = 31u;`,
      `${rank} = u32(clamp(floor(${invariantText(c, f.q!)} * ${r.count}f), 0f, ${r.count - 1}f));`,
    ]),
    1,
    all,
  );
  const counting = phase(
    'below',
    block(`for (var chunk = id; chunk < ${CHUNKS}u; chunk += threads)`, [
      'var n = 0u;',
      ...block(`for (var i = chunk; i < ${r.count}u; i += ${CHUNKS}u)`, [
        `n += select(0u, 1u, (scratch[${r.keys}u + i] >> ${bit}) == (${found} >> ${bit}));`,
      ]),
      `scratch[${counts}u + chunk] = n;`,
    ]),
    CHUNKS,
    all,
  );
  const deciding = phase(
    'decide',
    block('if (id == 0u)', [
      'var n = 0u;',
      ...block(`for (var i = 0u; i < ${CHUNKS}u; i++)`, [`n += scratch[${counts}u + i];`]),
      ...block(`if (${rank} >= n)`, [`${rank} -= n;`, `${found} |= 1u << ${bit};`]),
      `${bit} = select(${bit} - 1u, 0u, ${bit} == 0u);`,
      `memory[${word(c, f.into)}u] = bitcast<u32>(unordered(${found}));`,
    ]),
    1,
    f.into,
  );
  return [begin, ...Array.from({ length: 32 }, () => [counting, deciding]).flat()];
}

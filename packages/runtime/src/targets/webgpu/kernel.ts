/** A kernel as phases: its loop cut into shares, and what its events and folds need before and after. */
import { effects, isEmpty, termsOf } from '../../compile/rewrite.ts';
import type { Body, Emit, Fold, Kernel } from '../../program.ts';
import { some } from '../../term.ts';
import { dropping, takePiles, taking } from './arrivals.ts';
import { bodyText, CURSOR, invariantText, place, type Writers } from './body.ts';
import type { Context, Phase } from './context.ts';
import { block, slotText, word } from './context.ts';
import { refuse } from './limits.ts';
import { compaction, markName } from './lists.ts';
import { CHUNKS, nest } from './loops.ts';
import { type Ranking, selection, takeRanking } from './quantile.ts';
import { shapeOf } from '../../compile/shape.ts';

type Guard = (lines: readonly string[]) => string[];

/** `name` begins the names of its functions. */
export function phasesOf(c: Context, k: Kernel, name: string): Phase[] {
  if (!k.when) return bodyPhases(c, k, k.body, name, (lines) => [...lines]);
  const when = invariantText(c, k.when);
  const yes = bodyPhases(c, k, k.body, name, (lines) => block(`if (${when})`, lines));
  const no = k.otherwise ? bodyPhases(c, k, k.otherwise, name, (lines) => block(`if (!${when})`, lines)) : [];
  const asked = new Set<string>();
  some(k.when, (t) => t.op === 'load' && asked.add(t.name) === undefined);
  return Array.from({ length: Math.max(yes.length, no.length) }, (_, j) => {
    const [a, b] = [yes[j], no[j]].filter((p) => p !== undefined) as [Phase, Phase?];
    const reads = new Set([...a.reads, ...(b?.reads ?? []), ...asked]);
    if (!b) return { ...a, reads };
    const writes = new Set([...a.writes, ...b.writes]);
    return { name: a.name, lines: [...a.lines, ...b.lines], reads, writes, work: Math.max(a.work, b.work) };
  });
}

function bodyPhases(c: Context, k: Kernel, body: Body, name: string, guard: Guard): Phase[] {
  if (isEmpty(body)) return [];
  const shape = shapeOf(c.program, k.loop, body);
  const touched = effects({ name, loop: k.loop, body });
  const late = 'list' in k.loop && delayOf(c, k) > 0 ? [`list ${k.loop.list}`] : [];
  const reads = new Set([...touched.reads.keys()].filter((r) => !late.includes(r)));
  const rankings = new Map(body.folds.filter((f) => f.op === 'quantile').map((f) => [f, ranked(c, k, f)]));
  const marks =
    shape === 'serial' ? null : new Map(body.emits.map((e) => [e.list, c.own.marks(e.list, lengthOf(c, e))]));
  const writes = new Set([
    ...[...touched.writes.keys()].filter((w) => marks === null || !w.startsWith('list ')),
    ...(marks ? [...marks.keys()].map(markName) : []),
    ...[...rankings.keys()].map((_, j) => `keys ${name}${j}`),
  ]);
  const main = (lines: readonly string[], work: number): Phase => ({ name, lines: guard(lines), reads, writes, work });
  const phases: Phase[] = [];
  for (const f of body.folds)
    if (f.op !== 'quantile' && shape !== 'reduce') phases.push(filling(c, f, phases.length, name, guard));

  if (shape === 'target' && k.loop.over === 'rows') {
    const s = c.program.spaces.get(k.loop.space)!;
    const piles = takePiles(c, s, name);
    const text = bodyText(c, body, plain(c));
    const drop = dropping(c, k.loop, s, piles);
    const usesRow = termsOf(body).some((t) =>
      some(t, (x) => (x.op === 'load' || x.op === 'index') && x.place === 'row'),
    );
    const take = taking(c, s, piles, usesRow, text.inside);
    const list = late.length > 0 ? [] : [`list ${k.loop.list}`];
    phases.push({
      name: `${name}_drop`,
      lines: guard(drop.lines),
      reads: new Set(list),
      writes: new Set([piles.name]),
      work: drop.work,
    });
    phases.push({ ...main([...text.before, ...take.lines], take.work), writes: new Set([...writes, piles.name]) });
    return phases;
  }
  const partials = new Map(body.folds.map((f) => [f, `fold${body.folds.indexOf(f)}`]));
  const writers: Writers = {
    emit: (e, when) =>
      marks
        ? [`scratch[${marks.get(e.list)!}u + e] = select(0u, 1u, ${when});`]
        : block(`if (${when})`, [`memory[${open(e)} + 4u + memory[${open(e)}]] = e;`, `memory[${open(e)}]++;`]),
    fold: (f, value) => {
      const r = rankings.get(f);
      if (r) return [`scratch[${r.keys}u + ${iteration(c, k)}] = ordered(${value});`];
      if (shape !== 'reduce')
        return [
          `${place(c, f.into, f.place)} = bitcast<u32>(${folded(f, `bitcast<f32>(${place(c, f.into, f.place)})`, value)});`,
        ];
      return [`${partials.get(f)!} = ${folded(f, partials.get(f)!, value)};`];
    },
  };
  const text = bodyText(c, body, writers);
  const opened = marks
    ? []
    : body.emits.flatMap((e) => [
        `let ${open(e)} = ${slotText(c, e.list, 0)};`,
        ...block('if (id == 0u)', [`memory[${open(e)}] = 0u;`]),
      ]);
  const shares =
    shape === 'reduce'
      ? body.folds.filter((f) => f.op !== 'quantile').map((f) => ({ f, at: c.own.scratch(CHUNKS) }))
      : [];
  const first = shares.map(({ f }) => `var ${partials.get(f)!} = ${START[f.op]};`);
  const last = shares.map(({ f, at }) => `scratch[${at}u + chunk] = bitcast<u32>(${partials.get(f)!});`);
  const loop = nest(c, k.loop, shape, text.inside, first, last);
  phases.push({
    ...main([...opened, ...text.before, ...loop.lines], loop.work),
    writes: new Set([...writes, ...shares.map((_, j) => `shares ${name}${j}`)]),
  });
  shares.forEach(({ f, at }, j) => phases.push(joining(c, f, at, `${name}_fold${j}`, `shares ${name}${j}`, guard)));
  [...rankings].forEach(([f, r], j) => phases.push(...selection(c, f, r, `${name}${j}`, guard)));
  if (marks)
    for (const e of body.emits)
      phases.push(...compaction(c, e.list, marks.get(e.list)!, `${name}_${body.emits.indexOf(e)}`, guard));
  return phases;
}

const START = {
  sum: '0f',
  least: 'bitcast<f32>(clock.infinity)',
  most: '(-bitcast<f32>(clock.infinity))',
  quantile: '0f',
} as const;

const open = (e: Emit): string => `list_${e.list.replace(/\W/g, '_')}`;

const lengthOf = (c: Context, e: Emit): number => c.program.lists.get(e.list)!.length;

const folded = (f: Fold, so: string, value: string): string =>
  f.op === 'sum' ? `${so} + ${value}` : f.op === 'least' ? `min(${so}, ${value})` : `max(${so}, ${value})`;

function delayOf(c: Context, k: Kernel): number {
  if (k.loop.over === 'events') return k.loop.delay;
  return k.loop.over === 'rows' ? c.program.spaces.get(k.loop.space)!.delay : 0;
}

/** Sets all that a fold goes into to what it starts from. */
function filling(c: Context, f: Fold, j: number, name: string, guard: Guard): Phase {
  const { length } = c.program.buffers.get(f.into)!;
  const lines = block(`for (var i = id; i < ${length}u; i += threads)`, [
    `memory[${word(c, f.into)}u + i] = bitcast<u32>(${START[f.op]});`,
  ]);
  return { name: `${name}_clear${j}`, lines: guard(lines), reads: new Set(), writes: new Set([f.into]), work: length };
}

/** Folds the shares of a fold over everything, in their order. */
function joining(c: Context, f: Fold, at: number, name: string, shares: string, guard: Guard): Phase {
  const lines = block('if (id == 0u)', [
    `var all = ${START[f.op]};`,
    ...block(`for (var i = 0u; i < ${CHUNKS}u; i++)`, [
      `all = ${folded(f, 'all', `bitcast<f32>(scratch[${at}u + i])`)};`,
    ]),
    `${place(c, f.into, 'zero')} = bitcast<u32>(all);`,
  ]);
  return { name, lines: guard(lines), reads: new Set([shares]), writes: new Set([f.into]), work: 1 };
}

function ranked(c: Context, k: Kernel, f: Fold): Ranking {
  if (f.place !== 'zero' || (k.loop.over !== 'axis' && k.loop.over !== 'synapses')) throw refuse('quantile', k.name);
  if (k.loop.over === 'axis') return takeRanking(c, k.loop.length);
  const s = c.program.spaces.get(k.loop.space)!;
  return takeRanking(c, s.sparse ? s.sparse.synapses : s.rows * s.columns);
}

/** The number of an iteration over an axis or all synapses. */
function iteration(c: Context, k: Kernel): string {
  const s = k.loop.over === 'synapses' ? c.program.spaces.get(k.loop.space)! : null;
  return s && !s.sparse ? `r * ${s.columns}u + c` : CURSOR.element;
}

const plain = (c: Context): Writers => ({
  emit: () => [],
  fold: (f, value) => [
    `${place(c, f.into, f.place)} = bitcast<u32>(${folded(f, `bitcast<f32>(${place(c, f.into, f.place)})`, value)});`,
  ],
});

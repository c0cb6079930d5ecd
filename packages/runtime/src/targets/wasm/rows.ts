/**
 * All synapses of a dense matrix, four rows in one pass over the targets: what is the same for all synapses of a target is
 * read and computed once for the four, and what is summed up for it stays in a register. The same sums in the same order.
 */
import { operations } from '../../compile/rewrite.ts';
import type { Body, Space } from '../../program.ts';
import type { Term } from '../../term.ts';
import { isDraw } from '../../term.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { counted } from './control.ts';
import { partsOf } from './parts.ts';
import { finishRows } from './writes.ts';

const ROWS = 4;

/** Operations per synapse up to which reading and writing take most of the time. */
const FEW = 12;

/** May it be done, and does it pay? Where synapses are written or folded into their targets, and little else, by one thread. */
export function inFours(c: Context, s: Space, body: Body): boolean {
  if (c.share || s.sparse || s.rows < ROWS || body.emits.length > 0 || operations(body) > FEW) return false;
  if (partsOf(body).terms.some(isDraw) || body.folds.length + ofTargets(body).length === 0) return false;
  return (
    body.stores.every((x) => x.place === 'element') &&
    body.folds.every((x) => x.place === 'column' && x.op !== 'quantile')
  );
}

/** Goes through all rows but the last few. Returns where those begin, as a byte offset of integers. */
export function emitFours(c: Context, s: Space, body: Body): number {
  const { f } = c;
  const column = f.local('i32', 'column'),
    start = f.local('i32', 'start');
  const rows = Array.from({ length: ROWS }, () => f.local('i32', 'row'));
  const elements = Array.from({ length: ROWS }, () => f.local('i32', 'element'));
  const perRow = new Set(['row'] as const);
  const first = new BodyEmitter(c, true, { element: elements[0]!, row: rows[0]!, column }, perRow, body);
  first.prepare(body, 0);
  const all = rows.map((row, k) => (k === 0 ? first : first.beside({ element: elements[k]!, row, column })));
  const common = ofTargets(body);
  const whole = s.rows - (s.rows % ROWS);
  counted(f, rows[0]!, 0, 4 * whole, 4 * ROWS, () => {
    rows.forEach((row, k) => {
      if (k > 0)
        f.push('local.get', rows[0]!)
          .push('i32.const', 4 * k)
          .push('i32.add')
          .push('local.set', row);
    });
    f.push('local.get', rows[0]!).push('i32.const', s.stride).push('i32.mul').push('local.set', start);
    for (const b of all) b.prepare(body, 1);
    counted(f, column, 0, 4 * s.columns, 4 * first.numeric.lanes, () => {
      elements.forEach((element, k) => {
        f.push('local.get', k === 0 ? start : elements[0]!);
        if (k === 0) f.push('local.get', column);
        else f.push('i32.const', 4 * k * s.stride);
        f.push('i32.add').push('local.set', element);
      });
      first.ahead(common, all.slice(1));
      finishRows(c, all, body);
    });
  });
  return 4 * whole;
}

/** What rows need that is the same for all synapses of a target, and no part of something larger that is. */
function ofTargets(body: Body): Term[] {
  const { roots, terms, written } = partsOf(body);
  const same = new Set<Term>();
  for (const t of terms) {
    const leaf = t.op === 'load' || t.op === 'index';
    const here = leaf ? (t.place === 'column' || t.place === 'zero') && !written.has(t.name) : !isDraw(t);
    if (here && t.args.every((a) => same.has(a))) same.add(t);
  }
  const needed = new Set(roots);
  for (const t of terms) if (!same.has(t)) for (const a of t.args) needed.add(a);
  return [...same].filter((t) => needed.has(t) && t.op !== 'const');
}

/** The exact step of a linear system x' = A x + b with constant A: one row of x(t + dt) = P x + Φ b, case by case. */
import { either, times } from './algebra.ts';
import type { Coefficient } from './coefficients.ts';
import type { Expr } from './expr.ts';
import { call, isDraw, name, num } from './expr.ts';
import type { Term } from './linear.ts';
import { isConstant, linearIn, readsOf, sumOf, termsOf } from './linear.ts';
import { assuming, conditionsOf, MOST_CONDITIONS } from './piecewise.ts';
import { sameExpr, simplify, sizeOf } from './simplify.ts';

/** More states than this are not solved together: a step of n states reads n² coefficients. */
const MOST_TOGETHER = 16;
/** Nor are flows that have more parts than this between them: a step repeats the coefficients of each term. */
const MOST_PARTS = 2000;

type Flows = ReadonlyMap<string, Expr>;
type Constant = (name: string) => boolean;

/** What keeps a state from being integrated exactly together with `exact`; undefined when nothing does. */
export function exactFault(
  state: string,
  flows: Flows,
  exact: ReadonlySet<string>,
  constant: Constant,
): Expr | undefined {
  const moving = new Set(flows.keys());
  const f = flows.get(state)!;
  const block = reachable(state, flows, moving);
  const parts = block.reduce((n, s) => n + sizeOf(flows.get(s)!), 0);
  if (block.length > MOST_TOGETHER || parts > MOST_PARTS) {
    return first(f, (e) => e.tag === 'name' && e.name !== state && moving.has(e.name)) ?? f;
  }
  const condition = conditionsOf(f, moving)[0];
  if (condition) {
    const all = block.reduce<Expr[]>((into, s) => conditionsOf(flows.get(s)!, moving, into), []);
    if (all.length > MOST_CONDITIONS) return all[MOST_CONDITIONS];
    const side = (holds: boolean): Expr | undefined =>
      exactFault(state, new Map(flows).set(state, assuming(f, condition, holds)), exact, constant);
    return side(true) ?? side(false);
  }
  const linear = linearIn(f, exact);
  if ('fault' in linear) return linear.fault;
  for (const a of linear.terms.values()) if (!isConstant(a, constant)) return varying(a, constant);
  return first(linear.rest, (e) => e.tag === 'name' && moving.has(e.name));
}

/** The next value of a state. Matrix entries that no closed form gives are added to `coefficients`. */
export function exactRow(state: string, flows: Flows, constant: Constant, coefficients: Coefficient[]): Expr {
  const moving = new Set(flows.keys());
  const block = reachable(state, flows, moving);
  for (const s of block) {
    const condition = conditionsOf(flows.get(s)!, moving)[0];
    if (!condition) continue;
    const side = (holds: boolean): Expr =>
      exactRow(state, new Map([...flows].map(([x, f]) => [x, assuming(f, condition, holds)])), constant, coefficients);
    return either(condition, side(true), side(false));
  }
  const rows = block.map((s) => {
    const linear = linearIn(flows.get(s)!, new Set(block));
    // exactFault has found every flow linear before.
    return 'fault' in linear ? { terms: new Map<string, Expr>(), rest: linear.fault } : linear;
  });
  const matrix = rows.map((row) => block.map((s) => simplify(row.terms.get(s) ?? num(0))));
  // The state stands first in its block. Nothing else in the block reads it: its diagonal entries are scalar.
  const alone = rows.every((_, k) => k === 0 || !reachable(block[k]!, flows, moving).includes(state));
  const entry = (of: 'P' | 'Φ', column: number): Expr =>
    column === 0 && alone ? scalarEntry(of, matrix[0]![0]!) : name(enlist(of, block, matrix, column, coefficients));

  const terms: Term[] = block.map((s, k) => ({ factor: entry('P', k), of: name(s) }));
  rows.forEach(({ rest }, k) => {
    const drive = termsOf(simplify(rest), constant);
    if (drive.length === 0) return;
    const phi = entry('Φ', k);
    terms.push(...drive.map(({ factor, of }) => ({ factor: times(phi, factor), of })));
  });
  return sumOf(terms);
}

/** exp(a dt) and its integral over the step. */
function scalarEntry(of: 'P' | 'Φ', a: Expr): Expr {
  const dt = name('dt');
  const rate = simplify(times(a, dt));
  if (rate.tag === 'const' && rate.value === 0) return of === 'P' ? num(1) : dt;
  return of === 'P' ? call('exp', rate) : times(dt, call('exprel', rate));
}

function enlist(
  of: 'P' | 'Φ',
  states: readonly string[],
  matrix: readonly (readonly Expr[])[],
  column: number,
  into: Coefficient[],
): string {
  const same = into.find(
    (c) =>
      c.of === of &&
      c.states[c.column] === states[column] &&
      c.states[c.row] === states[0] &&
      sameMatrix(c.matrix, matrix),
  );
  if (same) return same.name;
  const stem = `$${of === 'P' ? 'P' : 'Phi'}_${states[0]!}_${states[column]!}`;
  let fresh = stem;
  for (let k = 2; into.some((c) => c.name === fresh); k++) fresh = `${stem}_${k}`;
  into.push({ name: fresh, states, matrix, row: 0, column, of });
  return fresh;
}

const sameMatrix = (a: readonly (readonly Expr[])[], b: readonly (readonly Expr[])[]): boolean =>
  a.length === b.length && a.every((row, i) => row.every((e, j) => sameExpr(e, b[i]![j]!)));

/** The state and all that its flow depends on, nearest first; cut off once they are too many to be solved together. */
function reachable(state: string, flows: Flows, moving: ReadonlySet<string>): string[] {
  const found = new Set([state]);
  for (const s of found) {
    if (found.size > MOST_TOGETHER) break;
    for (const next of readsOf(flows.get(s)!, moving)) found.add(next);
  }
  return [...found];
}

function first(e: Expr, wanted: (e: Expr) => boolean): Expr | undefined {
  if (wanted(e)) return e;
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return undefined;
  for (const a of e.args) {
    const found = first(a, wanted);
    if (found) return found;
  }
  return undefined;
}

/** The smallest part of a coefficient that varies. */
const varying = (e: Expr, constant: Constant): Expr =>
  first(
    e,
    (x) => !isConstant(x, constant) && (x.tag === 'name' || x.tag === 'axis' || x.tag === 'reduce' || isDraw(x)),
  ) ?? e;

/**
 * The formula language, whole: every operation with its arity. A consumer (unit checker, evaluator, LaTeX,
 * compiler) is a *total record* over these tags, so a missing operation is a compile error.
 */
import type { Dim } from '../units/dimension.ts';

/** Operations on numbers and truth values. */
export const OPS = {
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  neg: 1,
  pow: 2,
  lt: 2,
  le: 2,
  gt: 2,
  ge: 2,
  eq: 2,
  ne: 2,
  and: 2,
  or: 2,
  not: 1,
  select: 3,
  abs: 1,
  sqrt: 1,
  min: 2,
  max: 2,
  floor: 1,
  mod: 2,
  sign: 1,
  exp: 1,
  log: 1,
  sin: 1,
  cos: 1,
  tanh: 1,
  exprel: 1,
  ticks: 1,
  rand: 0,
  randn: 0,
  chance: 1,
} as const;
export type Op = keyof typeof OPS;

/** Operations that fold a whole axis: `sum(w, pre)`, `quantile(abs(w), 0.9)` (over everything when no axis is named). */
export const REDUCTIONS = { sum: 1, mean: 1, least: 1, most: 1, count: 1, quantile: 2 } as const;
export type Reduction = keyof typeof REDUCTIONS;

/** A formula, parsed. `at` is its offset in the source text, so that every later error can point. */
export type Expr =
  | { readonly tag: 'const'; readonly value: number; readonly dim: Dim; readonly at: number }
  | { readonly tag: 'name'; readonly name: string; readonly at: number }
  /** `index(axis)` or `size(axis)`: position on an axis of the node, or its length. */
  | { readonly tag: 'axis'; readonly what: 'index' | 'size'; readonly axis: string; readonly at: number }
  | {
      readonly tag: 'reduce';
      readonly op: Reduction;
      readonly axis: string | null;
      readonly args: readonly Expr[];
      readonly at: number;
    }
  | { readonly tag: Op; readonly args: readonly Expr[]; readonly at: number };

/** One meaning per operation: evaluating, checking units, typesetting and compiling are all folds. */
export type Fold<T> = { readonly [K in Op]: (args: readonly T[], e: Expr) => T } & {
  readonly const: (value: number, dim: Dim, e: Expr) => T;
  readonly name: (name: string, e: Expr) => T;
  readonly axis: (what: 'index' | 'size', axis: string, e: Expr) => T;
  readonly reduce: (op: Reduction, axis: string | null, args: readonly T[], e: Expr) => T;
};

export function fold<T>(e: Expr, f: Fold<T>): T {
  switch (e.tag) {
    case 'const':
      return f.const(e.value, e.dim, e);
    case 'name':
      return f.name(e.name, e);
    case 'axis':
      return f.axis(e.what, e.axis, e);
    case 'reduce':
      return f.reduce(
        e.op,
        e.axis,
        e.args.map((a) => fold(a, f)),
        e,
      );
    default:
      return f[e.tag](
        e.args.map((a) => fold(a, f)),
        e,
      );
  }
}

export const num = (value: number, dim: Dim = [0, 0, 0, 0, 0], at = 0): Expr => ({ tag: 'const', value, dim, at });
export const name = (n: string, at = 0): Expr => ({ tag: 'name', name: n, at });
export const call = (tag: Op, ...args: Expr[]): Expr => ({ tag, args, at: args[0]?.at ?? 0 });

/** Is it a random number itself? */
export const isDraw = (e: Expr): boolean => e.tag === 'rand' || e.tag === 'randn' || e.tag === 'chance';

/** Names a formula reads. */
export function namesIn(e: Expr, into = new Set<string>()): Set<string> {
  if (e.tag === 'name') into.add(e.name);
  else if (e.tag !== 'const' && e.tag !== 'axis') for (const a of e.args) namesIn(a, into);
  return into;
}

/** Replaces names by formulas. */
export function substitute(e: Expr, by: ReadonlyMap<string, Expr>): Expr {
  if (e.tag === 'name') return by.get(e.name) ?? e;
  if (e.tag === 'const' || e.tag === 'axis') return e;
  const args: Expr[] = [];
  for (let k = 0; k < e.args.length; k++) args.push(substitute(e.args[k]!, by));
  return { ...e, args };
}

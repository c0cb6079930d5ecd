/** Conditions that stand still during a step (`refr > 0 ? … : …`): each side can be integrated by itself. */
import type { Expr } from './expr.ts';
import { reads } from './linear.ts';
import { sameExpr } from './simplify.ts';

/** More distinct conditions than this would make too many cases. */
export const MOST_CONDITIONS = 4;

/** Distinct conditions of the choices in a formula that read none of the moving names, as they are met. */
export function conditionsOf(e: Expr, moving: ReadonlySet<string>, into: Expr[] = []): Expr[] {
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return into;
  if (e.tag === 'select' && !reads(e.args[0]!, moving) && !into.some((c) => sameExpr(c, e.args[0]!)))
    into.push(e.args[0]!);
  for (const a of e.args) conditionsOf(a, moving, into);
  return into;
}

/** The formula where a condition is known to hold, or not to. */
export function assuming(e: Expr, condition: Expr, holds: boolean): Expr {
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return e;
  if (e.tag === 'select' && sameExpr(e.args[0]!, condition)) return assuming(e.args[holds ? 1 : 2]!, condition, holds);
  const args = e.args.map((a) => assuming(a, condition, holds));
  return args.every((a, k) => a === e.args[k]) ? e : { ...e, args };
}

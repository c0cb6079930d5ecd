/**
 * Algebra on formulas as mathematics sees them (0 · x is 0, x - x is 0): for making a step out of a flow, before
 * its rounding is defined. What simplify.ts may do to a step afterwards is far less.
 */
import type { Expr, Op } from './expr.ts';
import { call, num } from './expr.ts';
import { draws, sameExpr } from './simplify.ts';

export const isZero = (e: Expr): boolean => e.tag === 'const' && e.value === 0;
const isOne = (e: Expr): boolean => e.tag === 'const' && e.value === 1 && e.dim.every((d) => d === 0);

/** The operands of an expression that is this operation. */
function operands(e: Expr, tag: Op): readonly Expr[] | undefined {
  return e.tag === tag ? e.args : undefined;
}
const negated = (e: Expr): Expr | undefined => operands(e, 'neg')?.[0];
/** tau, of 1 / tau. */
function inverted(e: Expr): Expr | undefined {
  const [one, x] = operands(e, 'div') ?? [];
  return one && isOne(one) ? x : undefined;
}

export function minus(a: Expr): Expr {
  return isZero(a) ? a : (negated(a) ?? call('neg', a));
}

export function plus(a: Expr, b: Expr): Expr {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  const [na, nb] = [negated(a), negated(b)];
  if (nb) return less(a, nb);
  if (na) return less(b, na);
  // x + (y - x) is y: one step of a map.
  const [y, x] = operands(b, 'sub') ?? [];
  return x && sameExpr(x, a) && !draws(x) ? y! : call('add', a, b);
}

export function less(a: Expr, b: Expr): Expr {
  if (isZero(a)) return minus(b);
  if (isZero(b)) return a;
  if (sameExpr(a, b) && !draws(a)) return num(0);
  const nb = negated(b);
  return nb ? plus(a, nb) : call('sub', a, b);
}

export function times(a: Expr, b: Expr): Expr {
  if (isZero(a) || isZero(b)) return num(0);
  if (isOne(a)) return b;
  if (isOne(b)) return a;
  const [na, nb] = [negated(a), negated(b)];
  if (na) return minus(times(na, b));
  if (nb) return minus(times(a, nb));
  // dt · (x / dt) is x.
  const [over, under] = operands(b, 'div') ?? [];
  if (under && sameExpr(under, a) && !draws(a)) return over!;
  // (1 / tau) · dt is dt / tau, as one writes it.
  const [ia, ib] = [inverted(a), inverted(b)];
  return ia ? call('div', b, ia) : ib ? call('div', a, ib) : call('mul', a, b);
}

export function over(a: Expr, b: Expr): Expr {
  if (isZero(a) || isOne(b)) return a;
  const [na, nb] = [negated(a), negated(b)];
  return na ? minus(over(na, b)) : nb ? minus(over(a, nb)) : call('div', a, b);
}

/** A choice that is none when both sides are the same. */
export function either(c: Expr, a: Expr, b: Expr): Expr {
  return sameExpr(a, b) && !draws(a) ? a : call('select', c, a, b);
}

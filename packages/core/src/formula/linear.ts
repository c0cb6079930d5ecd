/**
 * Symbolic linearity: a formula as a sum of names times coefficients. Terms are collected by the rules of
 * algebra, never by probing with numbers, so that a coefficient is a formula again.
 */
import { either, isZero, less, minus, over, plus, times } from './algebra.ts';
import type { Expr } from './expr.ts';
import { isDraw, namesIn, num } from './expr.ts';
import { sameExpr } from './simplify.ts';

export interface Linear {
  /** Coefficient of each name; a name that cancels is absent. */
  readonly terms: ReadonlyMap<string, Expr>;
  readonly rest: Expr;
}

/** Writes a formula as `Σ terms[x] · x + rest`, or names the part in which the names are not linear. */
export function linearIn(e: Expr, names: ReadonlySet<string>): Linear | { readonly fault: Expr } {
  if (e.tag === 'name' && names.has(e.name)) return { terms: new Map([[e.name, num(1)]]), rest: num(0) };
  if (!reads(e, names)) return { terms: new Map(), rest: e };
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis' || e.tag === 'reduce') return { fault: e };
  const [a, b, c] = e.args;
  switch (e.tag) {
    case 'neg':
      return scaled(linearIn(a!, names), minus);
    case 'add':
    case 'sub':
      return joined(linearIn(a!, names), linearIn(b!, names), e.tag === 'add' ? plus : less);
    case 'mul':
      if (!reads(a!, names)) return scaled(linearIn(b!, names), (x) => times(a!, x));
      if (!reads(b!, names)) return scaled(linearIn(a!, names), (x) => times(x, b!));
      return { fault: e };
    case 'div':
      return reads(b!, names) ? { fault: e } : scaled(linearIn(a!, names), (x) => over(x, b!));
    case 'select':
      return reads(a!, names)
        ? { fault: e }
        : joined(linearIn(b!, names), linearIn(c!, names), (x, y) => either(a!, x, y));
    default:
      return { fault: e };
  }
}

export function reads(e: Expr, names: ReadonlySet<string>): boolean {
  if (e.tag === 'name') return names.has(e.name);
  return e.tag !== 'const' && e.tag !== 'axis' && e.args.some((a) => reads(a, names));
}

/** Whether a formula keeps its value from tick to tick, and is one number for the whole node. */
export function isConstant(e: Expr, constant: (name: string) => boolean): boolean {
  if (e.tag === 'const') return true;
  if (e.tag === 'name') return constant(e.name);
  if (e.tag === 'axis') return e.what === 'size';
  if (e.tag === 'reduce' || isDraw(e)) return false;
  return e.args.every((a) => isConstant(a, constant));
}

/** One term of a sum: a constant factor, and what it scales; null is the factor alone. */
export interface Term {
  readonly factor: Expr;
  readonly of: Expr | null;
}

/** Splits a formula into terms with constant factors: (a - R * I) / tau is a/tau · 1 and -R/tau · I. */
export function termsOf(e: Expr, constant: (name: string) => boolean): readonly Term[] {
  const fixed = (x: Expr): boolean => isConstant(x, constant);
  const walk = (x: Expr, factor: (y: Expr) => Expr): readonly Term[] => {
    if (isZero(x)) return [];
    if (fixed(x)) return [{ factor: factor(x), of: null }];
    if (x.tag !== 'const' && x.tag !== 'name' && x.tag !== 'axis' && x.tag !== 'reduce') {
      const [a, b] = x.args;
      if (x.tag === 'neg') return walk(a!, (y) => minus(factor(y)));
      if (x.tag === 'add') return [...walk(a!, factor), ...walk(b!, factor)];
      if (x.tag === 'sub') return [...walk(a!, factor), ...walk(b!, (y) => minus(factor(y)))];
      if (x.tag === 'mul' && fixed(a!)) return walk(b!, (y) => factor(times(a!, y)));
      if (x.tag === 'mul' && fixed(b!)) return walk(a!, (y) => factor(times(y, b!)));
      if (x.tag === 'div' && fixed(b!)) return walk(a!, (y) => factor(over(y, b!)));
    }
    return [{ factor: factor(num(1)), of: x }];
  };
  return walk(e, (y) => y);
}

/** A sum of terms, those with one factor gathered: the constant last. */
export function sumOf(terms: readonly Term[]): Expr {
  let fixed: Expr = num(0);
  const groups: { factor: Expr; of: Expr }[] = [];
  for (const { factor, of } of terms) {
    if (isZero(factor)) continue;
    const opposite = minus(factor);
    const group = groups.find((g) => sameExpr(g.factor, factor) || sameExpr(g.factor, opposite));
    if (of === null) fixed = plus(fixed, factor);
    else if (!group) groups.push({ factor, of });
    else group.of = sameExpr(group.factor, factor) ? plus(group.of, of) : less(group.of, of);
  }
  return plus(groups.map((g) => times(g.factor, g.of)).reduce(plus, num(0)), fixed);
}

type Partial = Linear | { readonly fault: Expr };

function scaled(x: Partial, f: (e: Expr) => Expr): Partial {
  if ('fault' in x) return x;
  return { terms: new Map([...x.terms].map(([name, e]) => [name, f(e)])), rest: f(x.rest) };
}

function joined(x: Partial, y: Partial, f: (a: Expr, b: Expr) => Expr): Partial {
  if ('fault' in x) return x;
  if ('fault' in y) return y;
  const terms = new Map<string, Expr>();
  for (const name of new Set([...x.terms.keys(), ...y.terms.keys()])) {
    const sum = f(x.terms.get(name) ?? num(0), y.terms.get(name) ?? num(0));
    if (!isZero(sum)) terms.set(name, sum);
  }
  return { terms, rest: f(x.rest, y.rest) };
}

/** The names of a set that a formula reads. */
export const readsOf = (e: Expr, names: ReadonlySet<string>): string[] => [...namesIn(e)].filter((n) => names.has(n));

/** Composite operations written out in primitive ones, the same words for every target (math/). */
import { NeuroloomError } from '@neuroloom/core';
import type { Group, Kernel } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { HOLDS } from '../term.ts';
import type { Arith } from '../math/index.ts';
import { overExprel, overExprel2 } from '../math/index.ts';
import { composite } from './composites.ts';
import { rewriteTerms } from './rewrite.ts';

export function expand(terms: Terms, groups: Map<Group, Kernel[]>, precision: 'f32' | 'f64'): void {
  const arith = termArith(terms, precision);
  rewriteTerms(
    groups,
    (t) => (t.holds & HOLDS.composite) === 0,
    (t, args, go) => inverse(arith, t, go) ?? expandOne(terms, arith, t, args),
  );
}

/** y / exprel(x) in one. */
function inverse(a: Arith<Term, Term>, t: Term, go: (t: Term) => Term): Term | undefined {
  const [y, by] = t.args;
  if (t.op !== 'div') return undefined;
  if (by!.op === 'exprel') return overExprel(a, go(y!), go(by!.args[0]!));
  return by!.op === 'exprel2' ? overExprel2(a, go(y!), go(by!.args[0]!)) : undefined;
}

function expandOne(terms: Terms, a: Arith<Term, Term>, t: Term, args: readonly Term[]): Term {
  const [x, y] = args;
  switch (t.op) {
    case 'mod':
      return terms.op('sub', x!, terms.op('mul', y!, terms.op('floor', terms.op('div', x!, y!))));
    case 'sign': {
      const zero = terms.constant(0);
      return terms.op(
        'select',
        terms.op('gt', x!, zero),
        terms.constant(1),
        terms.op('select', terms.op('lt', x!, zero), terms.constant(-1), zero),
      );
    }
    case 'real':
    case 'lookup':
      return terms.withArgs(t, args);
    case 'ticks':
      throw new NeuroloomError({
        where: 'ticks(…)',
        what: 'counts the ticks of a time that is not the same for all elements at all times',
        remedy: 'give it params only',
      });
    default:
      return composite(a, t, args) ?? terms.op(t.op as 'add', ...args);
  }
}

function termArith(terms: Terms, precision: 'f32' | 'f64'): Arith<Term, Term> {
  const one =
    (op: Parameters<Terms['op']>[0]) =>
    (x: Term): Term =>
      terms.op(op, x);
  const two =
    (op: Parameters<Terms['op']>[0]) =>
    (x: Term, y: Term): Term =>
      terms.op(op, x, y);
  return {
    precision,
    const: (x) => terms.constant(x),
    add: two('add'),
    sub: two('sub'),
    mul: two('mul'),
    div: two('div'),
    neg: one('neg'),
    abs: one('abs'),
    sqrt: one('sqrt'),
    min: two('min'),
    max: two('max'),
    floor: one('floor'),
    nearest: one('nearest'),
    whole: one('whole'),
    lt: two('lt'),
    le: two('le'),
    gt: two('gt'),
    ge: two('ge'),
    eq: two('eq'),
    and: two('and'),
    or: two('or'),
    not: one('not'),
    select: (c, x, y) => terms.op('select', c, x, y),
    scale2: two('scale2'),
    exponent: one('exponent'),
    mantissa: one('mantissa'),
  };
}

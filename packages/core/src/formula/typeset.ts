/**
 * What typesetting needs to know of a formula, whatever the markup: where parentheses are needed, where two
 * factors need a dot, which choices belong together. A style says how each piece is written.
 */
import type { Dim } from '../units/dimension.ts';
import { isOne } from '../units/dimension.ts';
import { unitOf } from '../units/unit.ts';
import type { Expr, Fold, Op, Reduction } from './expr.ts';
import { fold } from './expr.ts';
import type { InfixOp } from './precedence.ts';
import { BINDING, INFIX } from './precedence.ts';

/** Signs between two operands; fractions, powers and products are set in ways of their own. */
export type Sign = Exclude<InfixOp, 'div' | 'pow' | 'mul'>;
export type Case = readonly [value: string, when?: string];

export interface Style {
  readonly number: (value: number, unit: string | undefined) => string;
  readonly name: (name: string) => string;
  readonly axis: (what: 'index' | 'size', axis: string) => string;
  readonly minus: (x: string) => string;
  readonly not: (x: string) => string;
  readonly infix: (sign: Sign, a: string, b: string) => string;
  readonly product: (a: string, b: string, dot: boolean) => string;
  readonly fraction: (above: string, below: string) => string;
  readonly power: (base: string, exponent: string) => string;
  readonly exponential: (x: string) => string;
  readonly root: (x: string) => string;
  readonly remainder: (a: string, b: string) => string;
  readonly between: (what: 'parentheses' | 'abs' | 'floor', x: string) => string;
  readonly call: (op: Op, args: readonly string[]) => string;
  readonly sum: (axis: string | null, x: string) => string;
  readonly reduce: (op: Exclude<Reduction, 'sum'>, axis: string | null, args: readonly string[]) => string;
  readonly cases: (cases: readonly Case[]) => string;
}

/** Writes a formula in a style. */
export const typeset = (e: Expr, style: Style): string => fold(e, typesetter(style)).text;

interface Piece {
  readonly text: string;
  readonly binding: number;
  /** What it begins with, as far as a neighbour on the left has to care. */
  readonly opens?: 'digit' | 'minus' | undefined;
  readonly cases?: readonly Case[];
}

/** A sum sign takes every product after it, so it binds looser than a product and tighter than a sum. */
const SUM_SIGN = (BINDING.sum + BINDING.product) / 2;

function typesetter(style: Style): Fold<Piece> {
  const atom = (text: string): Piece => ({ text, binding: BINDING.atom });
  const closed = (p: Piece): string => style.between('parentheses', p.text);
  /** The first operand: an operation begins as it does. */
  const first = (p: Piece, least: number): { readonly text: string; readonly opens?: Piece['opens'] } =>
    p.binding >= least ? p : { text: closed(p) };
  /** A later operand: a minus there would read as a subtraction. */
  const later = (p: Piece, least: number): string => (p.binding >= least && p.opens !== 'minus' ? p.text : closed(p));

  const infix =
    (op: Sign) =>
    ([a, b]: readonly Piece[]): Piece => {
      const { binding, left } = INFIX[op];
      const head = first(a!, left);
      return { text: style.infix(op, head.text, later(b!, rightOf(op))), binding, opens: head.opens };
    };
  const call =
    (op: Op) =>
    (args: readonly Piece[]): Piece =>
      atom(
        style.call(
          op,
          args.map((a) => a.text),
        ),
      );

  return {
    const: (value: number, dim: Dim) => {
      const unit = isOne(dim) ? undefined : unitOf(dim);
      const text = style.number(value, unit);
      if (value < 0 || Object.is(value, -0)) return { text, binding: BINDING.sign, opens: 'minus' };
      const plain = unit === undefined && !String(value).includes('e');
      return { text, binding: plain ? BINDING.atom : BINDING.sign, opens: 'digit' };
    },
    name: (name) => atom(style.name(name)),
    axis: (what, axis) => atom(style.axis(what, axis)),
    reduce: (op, axis, args) => {
      if (op === 'sum') return { text: style.sum(axis, later(args[0]!, BINDING.product)), binding: SUM_SIGN };
      return atom(
        style.reduce(
          op,
          axis,
          args.map((a) => a.text),
        ),
      );
    },
    select: ([condition, yes, no]) => {
      const cases: readonly Case[] = [[yes!.text, condition!.text], ...(no!.cases ?? ([[no!.text]] as const))];
      return { text: style.cases(cases), binding: BINDING.select, cases };
    },
    not: ([x]) => ({ text: style.not(later(x!, BINDING.not)), binding: BINDING.not }),
    neg: ([x]) => ({ text: style.minus(later(x!, BINDING.sign)), binding: BINDING.sign, opens: 'minus' }),
    mul: ([a, b]) => {
      const { binding, left } = INFIX.mul;
      const head = first(a!, left);
      const tail = later(b!, rightOf('mul'));
      return {
        text: style.product(head.text, tail, tail === b!.text && b!.opens === 'digit'),
        binding,
        opens: head.opens,
      };
    },
    // A fraction holds its parts together by itself; only a power of it needs parentheses.
    div: ([a, b]) => ({ text: style.fraction(a!.text, b!.text), binding: BINDING.sign }),
    pow: ([a, b]) => {
      const head = first(a!, BINDING.atom);
      return { text: style.power(head.text, b!.text), binding: BINDING.power, opens: head.opens };
    },
    exp: ([x]) => ({ text: style.exponential(x!.text), binding: BINDING.power }),
    sqrt: ([x]) => atom(style.root(x!.text)),
    abs: ([x]) => atom(style.between('abs', x!.text)),
    floor: ([x]) => atom(style.between('floor', x!.text)),
    mod: ([a, b]) => {
      const head = first(a!, BINDING.product);
      return { text: style.remainder(head.text, later(b!, BINDING.sign)), binding: BINDING.product, opens: head.opens };
    },
    add: infix('add'),
    sub: infix('sub'),
    lt: infix('lt'),
    le: infix('le'),
    gt: infix('gt'),
    ge: infix('ge'),
    eq: infix('eq'),
    ne: infix('ne'),
    and: infix('and'),
    or: infix('or'),
    min: call('min'),
    max: call('max'),
    sign: call('sign'),
    log: call('log'),
    sin: call('sin'),
    cos: call('cos'),
    tanh: call('tanh'),
    exprel: call('exprel'),
    ticks: call('ticks'),
    rand: call('rand'),
    randn: call('randn'),
    chance: call('chance'),
  };
}

/** A sum sign may follow a plus without parentheses, but not be a factor before others. */
const rightOf = (op: Sign | 'mul'): number => (op === 'add' || op === 'sub' ? SUM_SIGN : INFIX[op].right);

/**
 * Shorter formulas with the same value to the last bit. Only rewrites that IEEE 754 makes exact are here, plus
 * the folding of constants in double precision, which hoisting does as well. Elementary functions of constants
 * stay: the runtime computes them with its own.
 */
import type { Dim } from '../units/dimension.ts';
import { divDim, isOne, mulDim, ONE, powDim, sameDim } from '../units/dimension.ts';
import type { Expr, Fold, Op } from './expr.ts';
import { fold, isDraw, num } from './expr.ts';

export function simplify(e: Expr): Expr {
  return fold(e, SIMPLIFIER);
}

/** Whether two formulas are written the same, positions aside. Two `rand()` are the same text, not the same number. */
export function sameExpr(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.tag === 'const') return b.tag === 'const' && Object.is(a.value, b.value) && sameDim(a.dim, b.dim);
  if (a.tag === 'name') return b.tag === 'name' && a.name === b.name;
  if (a.tag === 'axis') return b.tag === 'axis' && a.what === b.what && a.axis === b.axis;
  if (b.tag === 'const' || b.tag === 'name' || b.tag === 'axis' || a.tag !== b.tag) return false;
  if (a.tag === 'reduce' && (b.tag !== 'reduce' || a.op !== b.op || a.axis !== b.axis)) return false;
  return a.args.length === b.args.length && a.args.every((x, k) => sameExpr(x, b.args[k]!));
}

/** Whether a formula draws a random number, so that writing it twice would be two draws. */
export function draws(e: Expr): boolean {
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return false;
  return isDraw(e) || e.args.some(draws);
}

/** How many parts a formula has. */
export function sizeOf(e: Expr): number {
  return e.tag === 'const' || e.tag === 'name' || e.tag === 'axis' ? 1 : e.args.reduce((n, a) => n + sizeOf(a), 1);
}

/** The value of a condition that does not depend on anything; undefined when it does. */
export function truthOf(e: Expr): boolean | undefined {
  switch (e.tag) {
    case 'not': {
      const x = truthOf(e.args[0]!);
      return x === undefined ? undefined : !x;
    }
    case 'and': {
      const [a, b] = e.args.map(truthOf);
      return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
    }
    case 'or': {
      const [a, b] = e.args.map(truthOf);
      return a === true || b === true ? true : a === undefined || b === undefined ? undefined : false;
    }
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'eq':
    case 'ne': {
      const [a, b] = e.args as readonly [Expr, Expr];
      return a.tag === 'const' && b.tag === 'const' ? COMPARE[e.tag](a.value, b.value) : undefined;
    }
    default:
      return undefined;
  }
}

const COMPARE = {
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
  eq: (a: number, b: number) => a === b,
  ne: (a: number, b: number) => a !== b,
} as const;

type Const = Extract<Expr, { tag: 'const' }>;
const isConst = (e: Expr | undefined): e is Const => e?.tag === 'const';
const isNumber = (e: Expr, value: number): boolean => isConst(e) && Object.is(e.value, value) && isOne(e.dim);
const isBareZero = (c: Const): boolean => c.value === 0 && isOne(c.dim);

/** The operation itself, with its parts simplified; the same object when nothing changed. */
function kept(args: readonly Expr[], e: Expr): Expr {
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return e;
  return args.every((a, k) => a === e.args[k]) ? e : { ...e, args };
}
const made = (tag: Op, args: readonly Expr[], e: Expr): Expr => ({ tag, args, at: e.at });

type Rule = (args: readonly Expr[], e: Expr) => Expr;

/** An operation of constants is a constant, as long as it is a number and has a unit. */
const folding =
  (value: (...x: number[]) => number, dim: (...d: Const[]) => Dim | undefined, otherwise: Rule = kept): Rule =>
  (args, e) => {
    const constants = args.filter(isConst);
    if (constants.length === args.length) {
      const v = value(...constants.map((c) => c.value));
      const d = dim(...constants);
      if (Number.isFinite(v) && d) return num(v, d, e.at);
    }
    return otherwise(args, e);
  };
const plain = (): Dim => ONE;
const common = (a: Const, b?: Const): Dim | undefined => {
  if (!b || sameDim(a.dim, b.dim) || isBareZero(b)) return a.dim;
  return isBareZero(a) ? b.dim : undefined;
};
/** Known at one argument only: exp(0), log(1). */
const knownAt =
  (x: number, value: number): Rule =>
  (args, e) =>
    isNumber(args[0]!, x) ? num(value, ONE, e.at) : kept(args, e);
/** x, of `tag(x)`. */
const under = (e: Expr, tag: Op): Expr | undefined => (e.tag === tag ? e.args[0] : undefined);

const idempotent: Rule = (args, e) => (sameExpr(args[0]!, args[1]!) && !draws(args[0]!) ? args[0]! : kept(args, e));

/** x^2 is x * x: no power function, and no draw or large part computed twice. */
const power: Rule = (args, e) => {
  const [x, n] = args as readonly [Expr, Expr];
  if (!isConst(n) || !isOne(n.dim) || draws(x)) return kept(args, e);
  if (n.value === 1) return x;
  const times = (a: Expr, b: Expr): Expr => multiply([a, b], made('mul', [a, b], e));
  const square = (): Expr => times(x, x);
  if (n.value === 2 && sizeOf(x) <= 15) return square();
  if (n.value === 3 && sizeOf(x) <= 3) return times(square(), x);
  if (n.value === 4 && sizeOf(x) <= 3) return times(square(), square());
  return kept(args, e);
};

const multiply: Rule = folding(
  (x, y) => x * y,
  (a, b) => mulDim(a.dim, b.dim),
  (args, e) => {
    const [a, b] = args as readonly [Expr, Expr];
    if (isNumber(a, 1)) return b;
    if (isNumber(b, 1)) return a;
    if (isNumber(a, -1)) return made('neg', [b], e);
    if (isNumber(b, -1)) return made('neg', [a], e);
    return bothNegated('mul', args, e);
  },
);

const bothNegated = (tag: Op, args: readonly Expr[], e: Expr): Expr => {
  const [a, b] = args.map((x) => under(x, 'neg'));
  return a && b ? made(tag, [a, b], e) : kept(args, e);
};

const SIMPLIFIER: Fold<Expr> = {
  const: (_value, _dim, e) => e,
  name: (_name, e) => e,
  axis: (_what, _axis, e) => e,
  reduce: (_op, _axis, args, e) => kept(args, e),

  // x + 0 stays: it turns -0 into 0.
  add: folding(
    (x, y) => x + y,
    common,
    (args, e) => {
      const minus = under(args[1]!, 'neg');
      return minus ? made('sub', [args[0]!, minus], e) : kept(args, e);
    },
  ),
  sub: folding(
    (x, y) => x - y,
    common,
    (args, e) => {
      const [a, b] = args as readonly [Expr, Expr];
      if (isConst(b) && Object.is(b.value, 0)) return a;
      const minus = under(b, 'neg');
      return minus ? made('add', [a, minus], e) : kept(args, e);
    },
  ),
  mul: multiply,
  div: folding(
    (x, y) => x / y,
    (a, b) => divDim(a.dim, b.dim),
    (args, e) => {
      const [a, b] = args as readonly [Expr, Expr];
      if (isNumber(b, 1)) return a;
      return bothNegated('div', args, e);
    },
  ),
  neg: folding(
    (x) => -x,
    common,
    (args, e) => under(args[0]!, 'neg') ?? kept(args, e),
  ),
  pow: folding(
    (x, n) => (n === 2 ? x * x : n === 1 ? x : NaN),
    (a, n) => (isOne(n.dim) ? powDim(a.dim, n.value) : undefined),
    power,
  ),

  lt: kept,
  le: kept,
  gt: kept,
  ge: kept,
  eq: kept,
  ne: kept,
  and: (args, e) => {
    const [a, b] = args as readonly [Expr, Expr];
    const [x, y] = [truthOf(a), truthOf(b)];
    return x === true || y === false ? b : y === true || x === false ? a : kept(args, e);
  },
  or: (args, e) => {
    const [a, b] = args as readonly [Expr, Expr];
    const [x, y] = [truthOf(a), truthOf(b)];
    return x === false || y === true ? b : y === false || x === true ? a : kept(args, e);
  },
  not: (args, e) => under(args[0]!, 'not') ?? kept(args, e),
  select: (args, e) => {
    const [c, a, b] = args as readonly [Expr, Expr, Expr];
    const known = truthOf(c);
    if (known !== undefined) return known ? a : b;
    if (sameExpr(a, b) && !draws(a)) return a;
    const opposite = under(c, 'not');
    return opposite ? made('select', [opposite, b, a], e) : kept(args, e);
  },

  abs: folding(Math.abs, common, (args, e) => {
    const x = args[0]!;
    const opposite = under(x, 'neg');
    return x.tag === 'abs' ? x : opposite ? made('abs', [opposite], e) : kept(args, e);
  }),
  sqrt: folding(Math.sqrt, (a) => (isOne(a.dim) ? ONE : undefined)),
  min: folding(Math.min, common, idempotent),
  max: folding(Math.max, common, idempotent),
  floor: folding(Math.floor, (a) => (isOne(a.dim) ? ONE : undefined)),
  mod: kept,
  sign: folding((x) => Number(x > 0) - Number(x < 0), plain),
  exp: knownAt(0, 1),
  log: knownAt(1, 0),
  sin: knownAt(0, 0),
  cos: knownAt(0, 1),
  tanh: knownAt(0, 0),
  exprel: knownAt(0, 1),
  ticks: kept,
  rand: kept,
  randn: kept,
  chance: kept,
};

/**
 * Units and types of a formula: a total fold over the operations, which says where two quantities cannot meet
 * and which name in reach would repair it.
 */
import type { Problem } from '../errors.ts';
import { NeuroloomError } from '../errors.ts';
import type { Dim } from '../units/dimension.ts';
import { divDim, isOne, mulDim, ONE, sameDim } from '../units/dimension.ts';
import { lookupUnit, unitOf } from '../units/unit.ts';
import type { Expr, Fold } from './expr.ts';
import { fold } from './expr.ts';
import { nearestFirst } from './nearest.ts';
import { problemAt } from './parse.ts';

/** `int` is a number without a unit that is always whole: tick counters, positions, counts. It serves as a real anywhere. */
export type ValueType = 'real' | 'bool' | 'int';

export interface Known {
  readonly dim: Dim;
  readonly type: ValueType;
}

/** The names in reach of a formula. `names` lists them in the order in which a remedy should try them. */
export interface Names {
  /** What a name is; `zero` when it is known to be 0 of whatever unit is wanted. */
  lookup(name: string): (Known & { readonly zero?: boolean }) | undefined;
  names(): Iterable<string>;
}

export interface Checked extends Known {
  /** A bare 0 (or a sum or choice of such), which fits every unit. */
  readonly zero: boolean;
}

/** What a formula is, or a NeuroloomError at the first place where it makes no sense. */
export function check(e: Expr, names: Names, source: string, where: string): Checked {
  return fold(e, checker(names, source, where));
}

/** Checks that a formula is a `type` of dimension `dim`, and says with which name it would be. */
export function checkIs(e: Expr, dim: Dim, type: ValueType, names: Names, source: string, where: string): Checked {
  const is = check(e, names, source, where);
  const fail = (what: string, remedy?: string): never => {
    throw new NeuroloomError(problemAt(where, what, source, e.at, remedy));
  };
  if (type === 'bool' && is.type !== 'bool')
    fail(`expected a truth value, got ${spoken(is)}`, 'compare it, such as x > 0');
  if (type !== 'bool' && is.type === 'bool') fail(`expected ${unitName(dim)}, got a truth value`, 'write c ? 1 : 0');
  if (type === 'int' && is.type !== 'int')
    fail(`expected a whole number of ticks, got ${spoken(is)}`, 'write ticks(…) to count a time in ticks');
  if (type !== 'bool' && !is.zero && !sameDim(is.dim, dim))
    fail(`expected ${unitName(dim)}, got ${unitName(is.dim)}`, repair(is.dim, dim, names));
  return is;
}

const spoken = (c: Known): string =>
  c.type === 'bool' ? 'a truth value' : isOne(c.dim) ? 'a plain number' : unitOf(c.dim);
const unitName = (dim: Dim): string => (isOne(dim) ? 'a plain number' : unitOf(dim));

/** How to get from one unit to another with one name in reach. */
function repair(from: Dim, to: Dim, names: Names): string | undefined {
  const factor = divDim(to, from);
  const divisor = divDim(from, to);
  const target = isOne(to) ? 'a plain number' : unitOf(to);
  if (isOne(factor)) return undefined;
  for (const name of names.names()) {
    const known = name === 't' ? undefined : names.lookup(name);
    if (!known || known.type === 'bool') continue;
    if (sameDim(known.dim, factor)) return `multiply by ${name} to get ${target}`;
    if (sameDim(known.dim, divisor)) return `divide by ${name} to get ${target}`;
  }
  return undefined;
}

function checker(names: Names, source: string, where: string): Fold<Checked> {
  const fail = (what: string, e: Expr, remedy?: string): never => {
    const problem: Problem = problemAt(where, what, source, e.at, remedy);
    throw new NeuroloomError(problem);
  };
  const real = (dim: Dim, zero = false): Checked => ({ dim, type: 'real', zero });
  const truth: Checked = { dim: ONE, type: 'bool', zero: false };
  const whole = (...args: readonly Checked[]): ValueType => (args.every((a) => a.type === 'int') ? 'int' : 'real');

  const numbers = (args: readonly Checked[], e: Expr): void => {
    const k = args.findIndex((a) => a.type === 'bool');
    if (k >= 0) fail('a truth value stands where a number is expected', argument(e, k), 'write c ? 1 : 0');
  };
  const truths = (args: readonly Checked[], e: Expr): Checked => {
    const k = args.findIndex((a) => a.type !== 'bool');
    if (k >= 0) fail(`expected a truth value, got ${spoken(args[k]!)}`, argument(e, k), 'compare it, such as x > 0');
    return truth;
  };
  /** Two quantities that must have one unit; the bare 0 takes the other's. */
  const alike = (verb: string, a: Checked, b: Checked, e: Expr): Dim => {
    if (a.zero) return b.dim;
    if (b.zero || sameDim(a.dim, b.dim)) return a.dim;
    const remedy =
      isOne(b.dim) || isOne(a.dim)
        ? (unitless(e, a, b) ?? repair(b.dim, a.dim, names) ?? repair(a.dim, b.dim, names))
        : (repair(b.dim, a.dim, names) ?? repair(a.dim, b.dim, names));
    return fail(`cannot ${verb} ${spoken(a)} and ${spoken(b)}`, e, remedy ?? 'both need one unit');
  };
  const unitless = (e: Expr, a: Checked, b: Checked): string | undefined => {
    const k = isOne(b.dim) ? 1 : 0;
    const bare = argument(e, k);
    return bare.tag === 'const' ? `write the unit too: ${bare.value} ${unitOf((k === 1 ? a : b).dim)}` : undefined;
  };
  const both =
    (verb: string) =>
    ([a, b]: readonly Checked[], e: Expr): Checked => {
      numbers([a!, b!], e);
      return { dim: alike(verb, a!, b!, e), type: whole(a!, b!), zero: a!.zero && b!.zero };
    };
  const compare = ([a, b]: readonly Checked[], e: Expr): Checked => {
    numbers([a!, b!], e);
    alike('compare', a!, b!, e);
    return truth;
  };
  const plain = ([x]: readonly Checked[], e: Expr): Checked => {
    numbers([x!], e);
    if (!isOne(x!.dim)) {
      fail(
        `${e.tag} of ${unitOf(x!.dim)} has no meaning`,
        argument(e, 0),
        repair(x!.dim, ONE, names) ?? 'divide by a quantity of that unit first',
      );
    }
    return real(ONE);
  };
  const same = ([x]: readonly Checked[], e: Expr): Checked => {
    numbers([x!], e);
    return x!;
  };

  return {
    const: (value, dim) => {
      const bare = isOne(dim);
      return {
        dim,
        type: bare && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'int' : 'real',
        zero: bare && value === 0,
      };
    },
    name: (name, e) => {
      const known = names.lookup(name);
      if (known) return { zero: false, ...known };
      const unit = lookupUnit(name) ? `write a number before a unit: 1 ${name}; ` : '';
      return fail(
        `unknown name ${name}`,
        e,
        `${unit}known here: ${nearestFirst(name, names.names()).join(', ') || 'nothing'}`,
      );
    },
    axis: () => ({ dim: ONE, type: 'int', zero: false }),
    reduce: (op, _axis, args, e) => {
      const [x, q] = args as readonly [Checked, Checked?];
      if (op === 'count') {
        truths([x], e);
        return { dim: ONE, type: 'int', zero: false };
      }
      numbers(args, e);
      if (q && !isOne(q.dim)) fail(`a quantile is a fraction between 0 and 1, got ${unitOf(q.dim)}`, argument(e, 1));
      return { dim: x.dim, type: op === 'sum' || op === 'least' || op === 'most' ? x.type : 'real', zero: x.zero };
    },

    add: both('add'),
    sub: both('subtract'),
    min: both('take the smaller of'),
    max: both('take the larger of'),
    mod: ([a, b], e) => ({ ...both('divide')([a!, b!], e), zero: false }),
    mul: ([a, b], e) => {
      numbers([a!, b!], e);
      return { dim: mulDim(a!.dim, b!.dim), type: whole(a!, b!), zero: false };
    },
    div: ([a, b], e) => {
      numbers([a!, b!], e);
      return real(divDim(a!.dim, b!.dim));
    },
    neg: same,
    abs: same,
    pow: ([x, n], e) => {
      numbers([x!, n!], e);
      if (!isOne(n!.dim))
        fail(`an exponent is a plain number, got ${unitOf(n!.dim)}`, argument(e, 1), repair(n!.dim, ONE, names));
      if (isOne(x!.dim)) return real(ONE);
      const power = constant(argument(e, 1));
      if (power === undefined)
        return fail(
          `${unitOf(x!.dim)} to a power that varies has no unit`,
          e,
          'divide by a quantity of that unit first',
        );
      return real(
        powered(x!.dim, power) ??
          fail(`${unitOf(x!.dim)} to the power ${power} has no unit`, e, 'divide by a quantity of that unit first'),
      );
    },
    sqrt: ([x], e) => {
      numbers([x!], e);
      return real(
        powered(x!.dim, 0.5) ??
          fail(`the square root of ${unitOf(x!.dim)} has no unit`, e, 'divide by a quantity of that unit first'),
      );
    },
    sign: ([x], e) => {
      numbers([x!], e);
      return { dim: ONE, type: 'int', zero: false };
    },
    floor: (args, e) => ({ ...plain(args, e), type: args[0]!.type }),
    exp: plain,
    log: plain,
    sin: plain,
    cos: plain,
    tanh: plain,
    exprel: plain,

    lt: compare,
    le: compare,
    gt: compare,
    ge: compare,
    eq: compare,
    ne: compare,
    and: truths,
    or: truths,
    not: truths,
    select: ([c, a, b], e) => {
      if (c!.type !== 'bool')
        fail(`expected a truth value, got ${spoken(c!)}`, argument(e, 0), 'compare it, such as x > 0');
      if (a!.type === 'bool' && b!.type === 'bool') return truth;
      const k = a!.type === 'bool' ? 1 : b!.type === 'bool' ? 2 : 0;
      if (k) fail('one branch is a truth value, the other a number', argument(e, k), 'write c ? 1 : 0');
      return { dim: alike('choose between', a!, b!, e), type: whole(a!, b!), zero: a!.zero && b!.zero };
    },
    ticks: ([x], e) => {
      numbers([x!], e);
      if (!x!.zero && !sameDim(x!.dim, [1, 0, 0, 0, 0])) {
        fail(
          `ticks counts a time, got ${spoken(x!)}`,
          argument(e, 0),
          repair(x!.dim, [1, 0, 0, 0, 0], names) ?? 'write a time such as 2 ms',
        );
      }
      return { dim: ONE, type: 'int', zero: false };
    },
    rand: () => real(ONE),
    randn: () => real(ONE),
    chance: (args, e) => (plain(args, e), truth),
  };
}

/** The operand at fault; the operation itself when it has none. */
function argument(e: Expr, k: number): Expr {
  return e.tag === 'const' || e.tag === 'name' || e.tag === 'axis' ? e : (e.args[k] ?? e);
}

/** The value of `2`, `-2` or `1/2`. */
function constant(e: Expr): number | undefined {
  if (e.tag === 'const') return isOne(e.dim) ? e.value : undefined;
  if (e.tag === 'neg') {
    const x = constant(e.args[0]!);
    return x === undefined ? undefined : -x;
  }
  if (e.tag !== 'div') return undefined;
  const [a, b] = [constant(e.args[0]!), constant(e.args[1]!)];
  return a === undefined || b === undefined ? undefined : a / b;
}

/** A dimension to a power, when the exponents stay whole. */
function powered(dim: Dim, n: number): Dim | undefined {
  const to = dim.map((x) => (x === 0 ? 0 : x * n));
  return to.every((x) => Number.isInteger(x) && Math.abs(x) <= 99)
    ? [to[0]!, to[1]!, to[2]!, to[3]!, to[4]!]
    : undefined;
}

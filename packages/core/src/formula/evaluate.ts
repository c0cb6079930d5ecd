/**
 * The value of a formula in double precision, for tools on the host: resolving params, hoisting, claims, docs.
 * Truth values are 1 and 0. What a *run* means is said by the runtime, which rounds after every operation and
 * brings elementary functions of its own; `Math.exp` and friends may differ between machines in the last place.
 */
import { NeuroloomError } from '../errors.ts';
import type { Expr, Fold, Reduction } from './expr.ts';
import { fold } from './expr.ts';

/** Functions that IEEE 754 does not fix to the last place. */
export interface Elementary {
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
  readonly pow: (x: number, y: number) => number;
  readonly sin: (x: number) => number;
  readonly cos: (x: number) => number;
  readonly tanh: (x: number) => number;
  /** (e^x - 1) / x, and 1 at 0. */
  readonly exprel: (x: number) => number;
}

/** The platform's own, good to a unit or two in the last place. */
export const PLATFORM: Elementary = {
  exp: Math.exp,
  log: Math.log,
  pow: Math.pow,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  exprel: (x) => (x === 0 ? 1 : Math.expm1(x) / x),
};

/** What a formula reads. Everything is in the coherent system; `dt` is looked up as a name, `ticks` reads it too. */
export interface Values {
  lookup(name: string): number | undefined;
  axis?(what: 'index' | 'size', axis: string): number;
  reduce?(op: Reduction, axis: string | null, e: Expr): number;
  rand?(): number;
  randn?(): number;
  readonly math?: Elementary;
}

/** Evaluates a formula. Throws a NeuroloomError where it reads something that `values` does not give. */
export function evaluate(e: Expr, values: Values | Readonly<Record<string, number>>): number {
  const from = isValues(values)
    ? values
    : { lookup: (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined) };
  return fold(e, evaluator(from));
}

const isValues = (v: Values | Readonly<Record<string, number>>): v is Values =>
  typeof (v as { lookup?: unknown }).lookup === 'function';

function evaluator(values: Values): Fold<number> {
  const math = values.math ?? PLATFORM;
  const absent = (what: string): never => {
    throw new NeuroloomError({ where: '', what: `${what} has no value here` });
  };
  const lookup = (name: string): number => values.lookup(name) ?? absent(name);
  const one =
    (f: (x: number) => number) =>
    ([x]: readonly number[]): number =>
      f(x!);
  const two =
    (f: (x: number, y: number) => number) =>
    ([x, y]: readonly number[]): number =>
      f(x!, y!);
  return {
    const: (value) => value,
    name: lookup,
    axis: (what, axis) => values.axis?.(what, axis) ?? absent(`${what}(${axis})`),
    reduce: (op, axis, _args, e) => values.reduce?.(op, axis, e) ?? absent(`${op} over ${axis ?? 'everything'}`),

    add: two((x, y) => x + y),
    sub: two((x, y) => x - y),
    mul: two((x, y) => x * y),
    div: two((x, y) => x / y),
    neg: one((x) => -x),
    pow: two(math.pow),

    lt: two((x, y) => Number(x < y)),
    le: two((x, y) => Number(x <= y)),
    gt: two((x, y) => Number(x > y)),
    ge: two((x, y) => Number(x >= y)),
    eq: two((x, y) => Number(x === y)),
    ne: two((x, y) => Number(x !== y)),
    and: two((x, y) => Number(x !== 0 && y !== 0)),
    or: two((x, y) => Number(x !== 0 || y !== 0)),
    not: one((x) => Number(x === 0)),
    select: ([c, x, y]) => (c !== 0 ? x! : y!),

    abs: one(Math.abs),
    sqrt: one(Math.sqrt),
    min: two(Math.min),
    max: two(Math.max),
    floor: one(Math.floor),
    // The remainder has the sign of the divisor, so that a phase stays within its period.
    mod: two((x, y) => x - y * Math.floor(x / y)),
    sign: one((x) => Number(x > 0) - Number(x < 0)),

    exp: one(math.exp),
    log: one(math.log),
    sin: one(math.sin),
    cos: one(math.cos),
    tanh: one(math.tanh),
    exprel: one(math.exprel),

    ticks: one((time) => Math.round(time / lookup('dt'))),
    rand: () => values.rand?.() ?? absent('rand()'),
    randn: () => values.randn?.() ?? absent('randn()'),
    chance: one((p) => Number((values.rand?.() ?? absent('chance(p)')) < p)),
  };
}

/**
 * Formulas as expressions of Brian2: Python's signs, units written out, and choices as sums of two products,
 * because Brian2 has no `a if c else b`. What it has no word for is refused, never approximated.
 */
import { NeuroloomError } from '../errors.ts';
import type { Dim } from '../units/dimension.ts';
import { divDim, isOne, mulDim, ONE, powDim, sameDim } from '../units/dimension.ts';
import type { Expr, Fold, Op } from './expr.ts';
import { fold } from './expr.ts';
import type { InfixOp } from './precedence.ts';
import { BINDING, INFIX } from './precedence.ts';

/** What names and axes are called where the expression will stand. */
export interface Brian2Words {
  readonly name: (name: string) => { readonly text: string; readonly dim: Dim };
  readonly axis: (what: 'index' | 'size', axis: string) => string;
}
export interface Brian2Text {
  readonly text: string;
  readonly dim: Dim;
}

/** Writes a formula. Throws a NeuroloomError where Brian2 has no counterpart. */
export function brian2(e: Expr, words: Brian2Words): Brian2Text {
  const { text, dim } = fold(e, writer(words));
  return { text, dim };
}

/** `20.0*ms`, `-0.0`, `5.0*mV/ms`: a number of the coherent system. */
export function brian2Quantity(value: number, dim: Dim): string {
  const digits = brian2Number(value);
  const unit = brian2Unit(dim);
  return unit === '1' ? digits : `${digits}*${unit}`;
}

/** The coherent unit of a dimension as Brian2 writes it, with the units in which it is kept: `mV/ms`. */
export const brian2Unit = (dim: Dim): string => unitFrom(dim, COHERENT);

/** The SI unit of a dimension, for declarations: `volt/second`. */
export const brian2Dimension = (dim: Dim): string => unitFrom(dim, SI);

function brian2Number(x: number): string {
  if (Number.isNaN(x)) throw refusal('a number that is not one');
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  const text = Object.is(x, -0) ? '-0' : String(x);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

type UnitTable = readonly (readonly [string, Dim])[];
const COHERENT: UnitTable = [
  ['ms', [1, 0, 0, 0, 0]],
  ['mV', [0, 1, 0, 0, 0]],
  ['nA', [0, 0, 1, 0, 0]],
  ['Mohm', [0, 1, -1, 0, 0]],
  ['uS', [0, -1, 1, 0, 0]],
  ['nF', [1, -1, 1, 0, 0]],
  ['kHz', [-1, 0, 0, 0, 0]],
  ['um', [0, 0, 0, 1, 0]],
  ['mM', [0, 0, 0, -3, 1]],
  ['amol', [0, 0, 0, 0, 1]],
];
const SI: UnitTable = [
  ['second', [1, 0, 0, 0, 0]],
  ['volt', [0, 1, 0, 0, 0]],
  ['amp', [0, 0, 1, 0, 0]],
  ['ohm', [0, 1, -1, 0, 0]],
  ['siemens', [0, -1, 1, 0, 0]],
  ['farad', [1, -1, 1, 0, 0]],
  ['hertz', [-1, 0, 0, 0, 0]],
  ['metre', [0, 0, 0, 1, 0]],
  ['mmolar', [0, 0, 0, -3, 1]],
  ['mole', [0, 0, 0, 0, 1]],
];

function unitFrom(dim: Dim, table: UnitTable): string {
  if (isOne(dim)) return '1';
  const one = table.find(([, d]) => sameDim(d, dim));
  if (one) return one[0];
  for (const [above, a] of table) {
    const under = table.find(([, b]) => sameDim(divDim(a, b), dim));
    if (under) return `${above}/${under[0]}`;
  }
  const base = (axis: number): string => table.find(([, d]) => d.every((p, k) => p === Number(k === axis)))![0];
  const factor = (k: number): string => (dim[k] === 1 ? base(k) : `${base(k)}**${dim[k]}`);
  return [0, 1, 2, 3, 4]
    .filter((k) => dim[k] !== 0)
    .map(factor)
    .join('*');
}

interface Written extends Brian2Text {
  readonly binding: number;
  /** A bare 0 of whatever unit is wanted. */
  readonly zero?: boolean;
  readonly truth?: boolean;
  /** The value, where it is a plain constant: exponents change the unit. */
  readonly value?: number;
  /** x and low, of max(x, low): with an upper bound it becomes `clip`. */
  readonly atLeast?: readonly [Written, Written];
}

const refusal = (what: string, remedy?: string): NeuroloomError =>
  new NeuroloomError({
    where: 'brian2',
    what: `${what} cannot be written in an expression of Brian2`,
    ...(remedy ? { remedy } : {}),
  });

const atom = (text: string, dim: Dim = ONE): Written => ({ text, dim, binding: BINDING.atom });
const within = (w: Written, least: number): string => (w.binding >= least ? w.text : `(${w.text})`);

/** Two operands that must have one unit; a bare 0 takes the other's. */
function alike(a: Written, b: Written): readonly [Written, Written, Dim] {
  const dressed = (zero: Written, dim: Dim): Written =>
    isOne(dim) ? zero : { ...zero, text: brian2Quantity(0, dim), binding: BINDING.product, dim };
  if (a.zero && !b.zero) return [dressed(a, b.dim), b, b.dim];
  if (b.zero && !a.zero) return [a, dressed(b, a.dim), a.dim];
  return [a, b, a.dim];
}

function writer(words: Brian2Words): Fold<Written> {
  const infix = (op: InfixOp, a: Written, b: Written, dim: Dim): Written => {
    const { text, binding, left, right } = INFIX[op];
    return { text: `${within(a, left)} ${text} ${within(b, right)}`, dim, binding };
  };
  const sum =
    (op: 'add' | 'sub') =>
    ([x, y]: readonly Written[]): Written => {
      const [a, b, dim] = alike(x!, y!);
      return infix(op, a, b, dim);
    };
  const compare =
    (op: InfixOp) =>
    ([x, y]: readonly Written[]): Written => {
      const [a, b] = alike(x!, y!);
      return { ...infix(op, a, b, ONE), truth: true };
    };
  const joined =
    (op: 'and' | 'or') =>
    ([a, b]: readonly Written[]): Written => ({ ...infix(op, a!, b!, ONE), truth: true });
  const called =
    (op: Op, dimOf: (x: Written) => Dim = () => ONE) =>
    ([x]: readonly Written[]): Written =>
      atom(`${op}(${x!.text})`, dimOf(x!));
  const same = (x: Written): Dim => x.dim;
  const choice = (c: Written, x: Written, y: Written): Written => {
    if (x.truth && y.truth) {
      const [yes, no] = [x, y].map((w) => within(w, BINDING.not));
      const when = within(c, BINDING.not);
      return { text: `(${when} and ${yes}) or (not ${when} and ${no})`, dim: ONE, binding: BINDING.or, truth: true };
    }
    const [a, b, dim] = alike(x, y);
    const part = (when: string, w: Written): string | undefined =>
      w.value === 0 ? undefined : w.value === 1 && isOne(dim) ? when : `${when} * ${within(w, BINDING.sign)}`;
    const parts = [part(`int(${c.text})`, a), part(`int(not (${c.text}))`, b)].filter((p) => p !== undefined);
    if (parts.length === 0) return { ...a, dim };
    return { text: parts.join(' + '), dim, binding: parts.length > 1 ? BINDING.sum : BINDING.product };
  };
  /** The smaller or the larger of two. */
  const extreme = (op: 'min' | 'max', x: Written, y: Written): Written => {
    const [a, b] = alike(x, y);
    const c = infix(op === 'min' ? 'le' : 'ge', a, b, ONE);
    return choice({ ...c, truth: true }, a, b);
  };

  return {
    const: (value, dim) => {
      const text = brian2Quantity(value, dim);
      const binding = !isOne(dim) ? BINDING.product : value < 0 || Object.is(value, -0) ? BINDING.sign : BINDING.atom;
      return { text, dim, binding, value, zero: value === 0 && isOne(dim) };
    },
    name: (name) => {
      const { text, dim } = words.name(name);
      return { text, dim, binding: /^\w+$/.test(text) ? BINDING.atom : BINDING.or };
    },
    axis: (what, axis) => {
      const text = words.axis(what, axis);
      return { text, dim: ONE, binding: /^[\w.]+$/.test(text) ? BINDING.atom : BINDING.or };
    },
    reduce: (op, axis) => {
      const alone = 'there a neuron sees itself alone, and what synapses sum up for it stands still for a whole step';
      throw refusal(`${op} over ${axis ?? 'all elements'}`, `couple them through a projection; ${alone}`);
    },

    add: sum('add'),
    sub: sum('sub'),
    mul: ([a, b]) => infix('mul', a!, b!, mulDim(a!.dim, b!.dim)),
    div: ([a, b]) => infix('div', a!, b!, divDim(a!.dim, b!.dim)),
    neg: ([x]) => ({ text: `-${within(x!, BINDING.sign)}`, dim: x!.dim, binding: BINDING.sign }),
    pow: ([a, b]) => {
      const { left, right, binding } = INFIX.pow;
      const dim = isOne(a!.dim) ? ONE : b!.value === undefined ? undefined : powDim(a!.dim, b!.value);
      if (!dim) throw refusal('a power of a quantity with a unit by a number that varies');
      return { text: `${within(a!, left)}**${within(b!, right)}`, dim, binding };
    },

    lt: compare('lt'),
    le: compare('le'),
    gt: compare('gt'),
    ge: compare('ge'),
    eq: compare('eq'),
    ne: compare('ne'),
    and: joined('and'),
    or: joined('or'),
    not: ([x]) => ({ text: `not ${within(x!, BINDING.atom)}`, dim: ONE, binding: BINDING.not, truth: true }),
    select: ([c, a, b]) => choice(c!, a!, b!),

    abs: called('abs', same),
    sqrt: called('sqrt', ({ dim: [t, v, i, l, n] }) => [t / 2, v / 2, i / 2, l / 2, n / 2]),
    min: ([a, b]) => {
      if (!a!.atLeast) return extreme('min', a!, b!);
      const [x, low] = alike(...a!.atLeast);
      const [, high] = alike(x, b!);
      return atom(`clip(${x.text}, ${low.text}, ${high.text})`, x.dim);
    },
    max: ([a, b]) => ({ ...extreme('max', a!, b!), atLeast: [a!, b!] }),
    floor: called('floor', same),
    // The remainder has the sign of the divisor; written out, because Brian2's % refuses some units.
    mod: ([x, y]) => {
      const [a, b, dim] = alike(x!, y!);
      const [p, q] = [within(a, BINDING.product), within(b, BINDING.sign)];
      return { text: `${p} - ${q} * floor(${p} / ${q})`, dim, binding: BINDING.sum };
    },
    sign: called('sign'),
    exp: called('exp'),
    log: called('log'),
    sin: called('sin'),
    cos: called('cos'),
    tanh: called('tanh'),
    exprel: called('exprel'),
    ticks: ([x]) => atom(`floor(${within(x!, BINDING.product)} / ${words.name('dt').text} + 0.5)`),
    rand: () => atom('rand()'),
    randn: () => atom('randn()'),
    chance: ([p]) => ({ ...infix('lt', atom('rand()'), p!, ONE), truth: true }),
  };
}

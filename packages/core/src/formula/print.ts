/** A formula as text again, with as few parentheses as its shape allows: `parse(print(e))` is `e`. */
import type { Dim } from '../units/dimension.ts';
import { isOne, sameDim } from '../units/dimension.ts';
import { UNITS, unitOf } from '../units/unit.ts';
import type { Expr, Fold, Op } from './expr.ts';
import { fold } from './expr.ts';
import type { InfixOp } from './precedence.ts';
import { BINDING, INFIX } from './precedence.ts';

interface Written {
  readonly text: string;
  readonly binding: number;
}

export function print(e: Expr): string {
  return fold(e, PRINTER).text;
}

const atom = (text: string): Written => ({ text, binding: BINDING.atom });
const within = (w: Written, least: number): string => (w.binding >= least ? w.text : `(${w.text})`);

const infix =
  (op: InfixOp) =>
  ([a, b]: readonly Written[]): Written => {
    const { text, binding, left, right } = INFIX[op];
    return { text: `${within(a!, left)} ${text} ${within(b!, right)}`, binding };
  };
const callOf =
  (op: Op) =>
  (args: readonly Written[]): Written =>
    atom(`${op}(${args.map((a) => a.text).join(', ')})`);

const PRINTER: Fold<Written> = {
  const: quantity,
  name: atom,
  axis: (what, axis) => atom(`${what}(${axis})`),
  reduce: (op, axis, args) =>
    atom(`${op}(${[...args.map((a) => a.text), ...(axis === null ? [] : [axis])].join(', ')})`),
  select: ([c, a, b]) => ({ text: `${within(c!, BINDING.or)} ? ${a!.text} : ${b!.text}`, binding: BINDING.select }),
  not: ([x]) => ({ text: `not ${within(x!, BINDING.not)}`, binding: BINDING.not }),
  neg: ([x]) => ({ text: `-${within(x!, BINDING.sign)}`, binding: BINDING.sign }),
  add: infix('add'),
  sub: infix('sub'),
  mul: infix('mul'),
  div: infix('div'),
  pow: infix('pow'),
  lt: infix('lt'),
  le: infix('le'),
  gt: infix('gt'),
  ge: infix('ge'),
  eq: infix('eq'),
  ne: infix('ne'),
  and: infix('and'),
  or: infix('or'),
  abs: callOf('abs'),
  sqrt: callOf('sqrt'),
  min: callOf('min'),
  max: callOf('max'),
  floor: callOf('floor'),
  mod: callOf('mod'),
  sign: callOf('sign'),
  exp: callOf('exp'),
  log: callOf('log'),
  sin: callOf('sin'),
  cos: callOf('cos'),
  tanh: callOf('tanh'),
  exprel: callOf('exprel'),
  ticks: callOf('ticks'),
  rand: callOf('rand'),
  randn: callOf('randn'),
  chance: callOf('chance'),
};

/** The shortest digits that read back as the same double, with the coherent unit. */
function quantity(value: number, dim: Dim): Written {
  const signed = value < 0 || Object.is(value, -0);
  const binding = signed ? BINDING.sign : BINDING.atom;
  const digits = Object.is(value, -0) ? '-0' : String(value);
  if (isOne(dim)) return { text: digits, binding };
  const unit = coherentName(dim);
  if (unit) return { text: `${digits} ${unit}`, binding };
  // No single word names this unit: 140 mV / 1 ms, 3 ms * 1 mV.
  const powers = BASE.map((base, k) => ({ base, power: dim[k]! })).sort(
    (p, q) => Number(q.power === 1) - Number(p.power === 1),
  );
  const head = powers[0]!.power === 1 ? `${digits} ${powers.shift()!.base}` : digits;
  const factors = powers
    .filter((p) => p.power !== 0)
    .map(
      ({ base, power }) => ` ${power > 0 ? '*' : '/'} 1 ${base}${Math.abs(power) === 1 ? '' : ` ^ ${Math.abs(power)}`}`,
    );
  return { text: head + factors.join(''), binding: BINDING.product };
}

const BASE = ['ms', 'mV', 'nA', 'µm', 'amol'] as const;

function coherentName(dim: Dim): string | undefined {
  const usual = unitOf(dim);
  const isCoherent = (name: string): boolean => {
    const unit = Object.hasOwn(UNITS, name) ? UNITS[name as keyof typeof UNITS] : undefined;
    return unit !== undefined && unit[0] === 1 && sameDim(unit[1], dim);
  };
  return isCoherent(usual) ? usual : Object.keys(UNITS).find(isCoherent);
}

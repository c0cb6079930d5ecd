/** Formulas typeset as MathML, which browsers draw by themselves. */
import type { Dim } from '../units/dimension.ts';
import { isOne } from '../units/dimension.ts';
import { unitOf } from '../units/unit.ts';
import type { Expr, Fold, Op, Reduction } from './expr.ts';
import { fold } from './expr.ts';
import type { InfixOp } from './precedence.ts';
import { BINDING, INFIX } from './precedence.ts';

interface Set {
  readonly markup: string;
  readonly binding: number;
}

/** A formula as the content of a `<math>` element. */
export const mathml = (e: Expr): string => fold(e, TYPESETTER).markup;

/** A name: Greek letters by their names, and what follows the first underscore as an index. */
export function mathmlName(name: string): string {
  const at = name.indexOf('_', 1);
  const [head, index] = at < 0 || at === name.length - 1 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  const base = letter(head);
  return index
    ? `<msub>${base}${upright(
        index
          .split('_')
          .map((part) => GREEK[part] ?? part)
          .join(','),
      )}</msub>`
    : base;
}

const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Delta: 'Δ',
  Theta: 'Θ',
  Phi: 'Φ',
  Omega: 'Ω',
  inf: '∞',
};

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
/** One letter slants; a word stands upright, as names of functions do. */
const letter = (name: string): string => `<mi>${escape(Object.hasOwn(GREEK, name) ? GREEK[name]! : name)}</mi>`;
const upright = (text: string): string => `<mi mathvariant="normal">${escape(text)}</mi>`;
const mo = (text: string): string => `<mo>${escape(text)}</mo>`;
const row = (...parts: readonly string[]): string => `<mrow>${parts.join('')}</mrow>`;
const atom = (markup: string): Set => ({ markup, binding: BINDING.atom });
const within = (s: Set, least: number): string => (s.binding >= least ? s.markup : row(mo('('), s.markup, mo(')')));
const list = (args: readonly Set[]): string => args.map((a) => a.markup).join(mo(','));

const SIGNS: Readonly<Record<Exclude<InfixOp, 'div' | 'pow'>, string>> = {
  or: 'or',
  and: 'and',
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
  eq: '=',
  ne: '≠',
  add: '+',
  sub: '−',
  mul: '\u2062',
};
const infix =
  (op: keyof typeof SIGNS) =>
  ([a, b]: readonly Set[]): Set => {
    const { binding, left, right } = INFIX[op];
    const sign = op === 'and' || op === 'or' ? `<mtext>\u00a0${op}\u00a0</mtext>` : mo(SIGNS[op]);
    return { markup: row(within(a!, left), sign, within(b!, right)), binding };
  };
const call =
  (op: Op) =>
  (args: readonly Set[]): Set =>
    atom(row(upright(op), mo('\u2061'), mo('('), list(args), mo(')')));
const enclosed =
  (open: string, close: string) =>
  ([x]: readonly Set[]): Set =>
    atom(row(mo(open), x!.markup, mo(close)));

/** A choice among cases, one line each: nested choices continue the list. */
const CASES = /^<mrow><mo>\{<\/mo><mtable columnalign="left">([^]*)<\/mtable><\/mrow>$/;
function select([condition, yes, no]: readonly Set[]): Set {
  const line = (value: string, when: string): string => `<mtr><mtd>${value}</mtd><mtd>${when}</mtd></mtr>`;
  const rest = CASES.exec(no!.markup)?.[1] ?? line(no!.markup, '<mtext>otherwise</mtext>');
  const first = line(yes!.markup, row('<mtext>if\u00a0</mtext>', condition!.markup));
  return { markup: row(mo('{'), `<mtable columnalign="left">${first}${rest}</mtable>`), binding: BINDING.select };
}

const FOLDS: Readonly<Record<Reduction, string>> = {
  sum: '∑',
  mean: 'mean',
  least: 'min',
  most: 'max',
  count: 'count',
  quantile: 'quantile',
};
function reduction(op: Reduction, axis: string | null, args: readonly Set[]): Set {
  const head = op === 'sum' ? mo(FOLDS.sum) : upright(FOLDS[op]);
  const under = axis === null ? head : `<munder>${head}${upright(axis)}</munder>`;
  if (op === 'sum') return { markup: row(under, within(args[0]!, BINDING.product)), binding: BINDING.product };
  return atom(row(under, mo('('), list(args), mo(')')));
}

function quantity(value: number, dim: Dim): Set {
  const binding = value < 0 ? BINDING.sign : BINDING.atom;
  const [digits = '0', power] = String(Math.abs(value)).split('e');
  const scaled = power
    ? row(`<mn>${digits}</mn>`, mo('·'), `<msup><mn>10</mn><mn>${power.replace('+', '').replace('-', '−')}</mn></msup>`)
    : `<mn>${digits}</mn>`;
  const unit = isOne(dim) ? '' : `<mspace width="0.17em"></mspace>${upright(unitOf(dim))}`;
  const number = unit || value < 0 ? row(value < 0 ? mo('−') : '', scaled, unit) : scaled;
  return { markup: number, binding };
}

const TYPESETTER: Fold<Set> = {
  const: quantity,
  name: (name) => atom(mathmlName(name)),
  axis: (what, axis) => atom(`<msub><mi>${what === 'index' ? 'i' : 'N'}</mi>${upright(axis)}</msub>`),
  reduce: reduction,
  select,
  not: ([x]) => ({ markup: row(mo('¬'), within(x!, BINDING.not)), binding: BINDING.not }),
  neg: ([x]) => ({ markup: row(mo('−'), within(x!, BINDING.sign)), binding: BINDING.sign }),
  add: infix('add'),
  sub: infix('sub'),
  mul: infix('mul'),
  div: ([a, b]) => ({ markup: `<mfrac>${row(a!.markup)}${row(b!.markup)}</mfrac>`, binding: BINDING.product }),
  pow: ([a, b]) => ({
    markup: `<msup>${row(within(a!, BINDING.atom))}${row(b!.markup)}</msup>`,
    binding: BINDING.power,
  }),
  lt: infix('lt'),
  le: infix('le'),
  gt: infix('gt'),
  ge: infix('ge'),
  eq: infix('eq'),
  ne: infix('ne'),
  and: infix('and'),
  or: infix('or'),
  abs: enclosed('|', '|'),
  floor: enclosed('⌊', '⌋'),
  sqrt: ([x]) => atom(`<msqrt>${x!.markup}</msqrt>`),
  exp: ([x]) => ({ markup: `<msup><mi mathvariant="normal">e</mi>${row(x!.markup)}</msup>`, binding: BINDING.power }),
  mod: ([a, b]) => ({
    markup: row(within(a!, BINDING.product), '<mtext>\u00a0mod\u00a0</mtext>', within(b!, BINDING.sign)),
    binding: BINDING.product,
  }),
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
};

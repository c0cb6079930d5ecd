/** Formulas as MathML Core, which browsers draw by themselves, without a library and under any content policy. */
import type { Expr, Reduction } from './expr.ts';
import { digitsOf, GREEK, symbolOf } from './symbols.ts';
import type { Sign, Style } from './typeset.ts';
import { typeset } from './typeset.ts';

/** A formula as the content of a `<math>` element. */
export const mathml = (e: Expr): string => typeset(e, STYLE);

/** A name: Greek letters by their names, and what follows the first underscore as an index. */
export function mathmlName(name: string): string {
  const { head, index } = symbolOf(name);
  const base = `<mi>${escape(GREEK.get(head) ?? head)}</mi>`;
  if (index.length === 0) return base;
  return `<msub>${base}${upright(index.map((part) => GREEK.get(part) ?? part).join(','))}</msub>`;
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
/** One letter slants of itself, unless it is a unit, an index or a function; a word never does. */
const upright = (text: string): string => `<mi mathvariant="normal">${escape(text)}</mi>`;
const mo = (text: string): string => `<mo>${escape(text)}</mo>`;
const mtext = (text: string): string => `<mtext>${text}</mtext>`;
const row = (...parts: readonly string[]): string => `<mrow>${parts.join('')}</mrow>`;
const list = (args: readonly string[]): string => row(mo('('), args.join(mo(',')), mo(')'));
const below = (sign: string, axis: string | null): string =>
  axis === null ? sign : `<munder>${sign}${upright(axis)}</munder>`;

const SIGNS: Readonly<Record<Sign, string>> = {
  or: mtext('\u00a0or\u00a0'),
  and: mtext('\u00a0and\u00a0'),
  lt: mo('<'),
  le: mo('≤'),
  gt: mo('>'),
  ge: mo('≥'),
  eq: mo('='),
  ne: mo('≠'),
  add: mo('+'),
  sub: mo('−'),
};
const FENCES = { parentheses: ['(', ')'], abs: ['|', '|'], floor: ['⌊', '⌋'] } as const;
const FOLDS: Readonly<Record<Exclude<Reduction, 'sum'>, string>> = {
  mean: 'mean',
  least: 'min',
  most: 'max',
  count: 'count',
  quantile: 'quantile',
};

const STYLE: Style = {
  number: (value, unit) => {
    const { negative, mantissa, power } = digitsOf(value);
    const digits = `<mn>${mantissa}</mn>`;
    const exponent = `<msup><mn>10</mn><mn>${String(power).replace('-', '−')}</mn></msup>`;
    const number = power === undefined ? digits : row(digits, mo('·'), exponent);
    const unitPart = unit === undefined ? '' : `<mspace width="0.17em"></mspace>${upright(unit)}`;
    return negative || unitPart ? row(negative ? mo('−') : '', number, unitPart) : number;
  },
  name: (name) => (name === 'dt' ? row(upright('Δ'), '<mi>t</mi>') : mathmlName(name)),
  axis: (what, axis) => `<msub><mi>${what === 'index' ? 'i' : 'N'}</mi>${upright(axis)}</msub>`,
  minus: (x) => row(mo('−'), x),
  not: (x) => row(mo('¬'), x),
  infix: (sign, a, b) => row(a, SIGNS[sign], b),
  // U+2062 is the product that is not drawn.
  product: (a, b, dot) => row(a, mo(dot ? '·' : '\u2062'), b),
  fraction: (above, under) => `<mfrac>${row(above)}${row(under)}</mfrac>`,
  power: (base, exponent) => `<msup>${row(base)}${row(exponent)}</msup>`,
  exponential: (x) => `<msup>${upright('e')}${row(x)}</msup>`,
  root: (x) => `<msqrt>${x}</msqrt>`,
  remainder: (a, b) => row(a, mtext('\u00a0mod\u00a0'), b),
  between: (what, x) => row(mo(FENCES[what][0]), x, mo(FENCES[what][1])),
  // U+2061 applies a function and is not drawn.
  call: (op, args) => row(upright(op), mo('\u2061'), list(args)),
  sum: (axis, x) => row(below(mo('∑'), axis), x),
  reduce: (op, axis, args) => row(below(upright(FOLDS[op]), axis), list(args)),
  cases: (cases) => {
    const line = (value: string, when?: string): string =>
      `<mtr><mtd>${value}</mtd><mtd>${when === undefined ? mtext('otherwise') : row(mtext('if\u00a0'), when)}</mtd></mtr>`;
    return row(
      mo('{'),
      `<mtable columnalign="left">${cases.map(([value, when]) => line(value, when)).join('')}</mtable>`,
    );
  },
};

/** Formulas as LaTeX, for papers and for pages that load a typesetter. */
import type { Expr, Op, Reduction } from './expr.ts';
import { digitsOf, GREEK, symbolOf } from './symbols.ts';
import type { Sign, Style } from './typeset.ts';
import { typeset } from './typeset.ts';

/** A formula as LaTeX for math mode; `symbols` may give a name another sign. */
export function latex(e: Expr, symbols: Readonly<Record<string, string>> = {}): string {
  const name = (n: string): string => (Object.hasOwn(symbols, n) ? symbols[n]! : latexName(n));
  return typeset(e, { ...STYLE, name });
}

/** A name as LaTeX: `tau_mem` is `\tau_{\mathrm{mem}}`, `g_e` is `g_{e}`, `dt` is `\Delta t`. */
export function latexName(name: string): string {
  if (name === 'dt') return '\\Delta t';
  const { head, index } = symbolOf(name);
  return index.length === 0 ? letter(head) : `${letter(head)}_{${index.map(letter).join(', ')}}`;
}

const COMMANDS: ReadonlyMap<string, string> = new Map(
  [...GREEK].map(([name, sign]) => [sign, name === 'inf' ? '\\infty' : `\\${name}`]),
);

/** One letter slants, a Greek one has a command, and a word stands upright. */
function letter(part: string): string {
  const command = COMMANDS.get(GREEK.get(part) ?? part);
  if (command) return command;
  const safe = part.replace(/[\\{}$&#^_%~]/g, (c) =>
    c === '\\' ? '\\backslash ' : `\\${c}${c === '^' || c === '~' ? '{}' : ''}`,
  );
  return [...part].length === 1 ? safe : `\\mathrm{${safe}}`;
}

const SIGNS: Readonly<Record<Sign, string>> = {
  or: '\\lor',
  and: '\\land',
  lt: '<',
  le: '\\le',
  gt: '>',
  ge: '\\ge',
  eq: '=',
  ne: '\\ne',
  add: '+',
  sub: '-',
};
const FENCES = { parentheses: ['(', ')'], abs: ['|', '|'], floor: ['\\lfloor ', '\\rfloor '] } as const;
const CALLS: Partial<Record<Op, string>> = {
  log: '\\ln',
  sin: '\\sin',
  cos: '\\cos',
  tanh: '\\tanh',
  min: '\\min',
  max: '\\max',
};
const FOLDS: Readonly<Record<Exclude<Reduction, 'sum'>, string>> = {
  mean: '\\operatorname*{mean}',
  least: '\\min',
  most: '\\max',
  count: '\\operatorname*{count}',
  quantile: '\\operatorname*{quantile}',
};
const below = (axis: string | null): string => (axis === null ? '' : `_{${letter(axis)}}`);
const list = (args: readonly string[]): string => `\\left(${args.join(', ')}\\right)`;

/** `mV/ms`, `nA*ms^2`, in upright letters. */
const unitText = (unit: string): string =>
  unit
    .replace(/µ/g, '\\mu ')
    .replace(/Ω/g, '\\Omega ')
    .replace(/\^(\d+)/g, '^{$1}')
    .replace(/\*/g, '\\, ');

const STYLE: Style = {
  number: (value, unit) => {
    const { negative, mantissa, power } = digitsOf(value);
    const number = power === undefined ? mantissa : `${mantissa} \\cdot 10^{${power}}`;
    return `${negative ? '-' : ''}${number}${unit === undefined ? '' : `\\,\\mathrm{${unitText(unit)}}`}`;
  },
  name: latexName,
  axis: (what, axis) => `${what === 'index' ? 'i' : 'N'}_{${letter(axis)}}`,
  minus: (x) => `-${x}`,
  not: (x) => `\\lnot ${x}`,
  infix: (sign, a, b) => `${a} ${SIGNS[sign]} ${b}`,
  product: (a, b, dot) => `${a} ${dot ? '\\cdot' : '\\,'} ${b}`,
  fraction: (above, under) => `\\frac{${above}}{${under}}`,
  power: (base, exponent) => `{${base}}^{${exponent}}`,
  exponential: (x) => `\\mathrm{e}^{${x}}`,
  root: (x) => `\\sqrt{${x}}`,
  remainder: (a, b) => `${a} \\bmod ${b}`,
  between: (what, x) => `\\left${FENCES[what][0]}${x}\\right${FENCES[what][1]}`,
  call: (op, args) => `${CALLS[op] ?? `\\operatorname{${op === 'sign' ? 'sgn' : op}}`}${list(args)}`,
  sum: (axis, x) => `\\sum${below(axis)} ${x}`,
  reduce: (op, axis, args) => `${FOLDS[op]}${below(axis)}${list(args)}`,
  cases: (cases) => {
    const lines = cases.map(
      ([value, when]) => `${value} & ${when === undefined ? '\\text{otherwise}' : `\\text{if } ${when}`}`,
    );
    return `\\begin{cases} ${lines.join(' \\\\ ')} \\end{cases}`;
  },
};

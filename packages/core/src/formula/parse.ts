/**
 * Reads formula text. A number followed by a word is a quantity (`20 ms`), whatever else is called `ms`; all
 * other words are names. Text may come from strangers: length, nesting and size are bounded, and every refusal
 * is a sentence with a caret.
 */
import type { Problem } from '../errors.ts';
import { NeuroloomError } from '../errors.ts';
import { ONE } from '../units/dimension.ts';
import { lookupUnit, UNITS } from '../units/unit.ts';
import type { Expr, Op, Reduction } from './expr.ts';
import { num, OPS, REDUCTIONS } from './expr.ts';
import { nearestFirst } from './nearest.ts';
import type { InfixOp } from './precedence.ts';
import { BINDING, INFIX } from './precedence.ts';
import type { Token } from './tokens.ts';
import { insteadOf, shown, tokenAt } from './tokens.ts';

/** What a formula may be at most. Deeper or larger ones would overflow a stack or stall a page further on. */
export const FORMULA_LIMITS = { length: 4000, nesting: 100, depth: 500, size: 2000 } as const;

/** Words that cannot name a param, a state or a port. */
export const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'dt', 't', 'pi']);

/** What a name in a formula looks like: a letter, then letters, digits and underscores. */
export const VARIABLE = /^\p{L}[\p{L}\p{N}_]*$/u;

/** Operators as written, their other spellings included. */
const OPERATORS: ReadonlyMap<string, InfixOp> = new Map<string, InfixOp>([
  ...(Object.keys(INFIX) as InfixOp[]).map((op): [string, InfixOp] => [INFIX[op].text, op]),
  ['**', 'pow'],
  ['&&', 'and'],
  ['||', 'or'],
]);
/** Parses a formula. Throws a NeuroloomError with the source, a caret and a remedy. */
export function parse(text: string, where = ''): Expr {
  if (typeof text !== 'string') {
    throw new NeuroloomError({
      where,
      what: `expected a formula as text, got ${text === null ? 'null' : typeof text}`,
    });
  }
  if (text.length > FORMULA_LIMITS.length) {
    throw new NeuroloomError({
      where,
      what: `the formula has ${text.length} characters; ${FORMULA_LIMITS.length} are allowed`,
      remedy: 'split it with a state or a param of its own',
    });
  }
  return new Reader(text, where).whole();
}

/** Parses a formula, with the refusal as a value. */
export function tryParse(text: string, where = ''): { readonly expr: Expr } | { readonly problem: Problem } {
  try {
    return { expr: parse(text, where) };
  } catch (error) {
    if (error instanceof NeuroloomError) return { problem: error.problems[0]! };
    throw error;
  }
}

/** A problem at a place in a text, of which at most a line's worth around the fault is kept. */
export function problemAt(where: string, what: string, text: string, at: number, remedy?: string): Problem {
  const from = text.length <= 100 ? 0 : Math.max(0, at - 60);
  const shown = text.slice(from, from + 100).replace(/[\s\p{C}]/gu, ' ');
  const source = `${from > 0 ? '…' : ''}${shown}${from + 100 < text.length ? '…' : ''}`;
  return { where, what, source, at: at - from + (from > 0 ? 1 : 0), ...(remedy === undefined ? {} : { remedy }) };
}

class Reader {
  readonly #text: string;
  readonly #where: string;
  readonly #depths = new Map<Expr, number>();
  #token: Token = { kind: 'end', text: '', at: 0 };
  #next = 0;
  #nesting = 0;
  #size = 0;

  constructor(text: string, where: string) {
    this.#text = text;
    this.#where = where;
    this.#advance();
  }

  whole(): Expr {
    if (this.#ended()) this.#fail('the formula is empty', 0, 'write a number such as 0, or a name');
    const e = this.#expression();
    if (!this.#ended()) this.#unexpected(this.#is(')') ? 'no parenthesis is open here' : undefined);
    return e;
  }

  /** `a ? b : c`, or whatever binds tighter. */
  #expression(): Expr {
    return this.#nested(() => {
      const condition = this.#infix(BINDING.or);
      if (!this.#is('?')) return condition;
      const at = this.#take().at;
      const yes = this.#expression();
      if (!this.#is(':')) this.#unexpected('a condition is written c ? a : b');
      this.#take();
      return this.#make({ tag: 'select', args: [condition, yes, this.#expression()], at });
    });
  }

  #infix(least: number): Expr {
    let left = least <= BINDING.not && this.#isNot() ? this.#negation() : this.#signed();
    for (;;) {
      const op = this.#operator();
      if (!op || op === 'pow' || INFIX[op].binding < least) return left;
      const at = this.#take().at;
      left = this.#make({ tag: op, args: [left, this.#infix(INFIX[op].right)], at });
      const again = INFIX[op].binding === BINDING.compare ? this.#operator() : undefined;
      if (again && INFIX[again].binding === BINDING.compare) {
        this.#fail('comparisons do not chain', this.#token.at, 'write a < b and b < c');
      }
    }
  }

  #negation(): Expr {
    return this.#nested(() => {
      const at = this.#take().at;
      return this.#make({ tag: 'not', args: [this.#infix(BINDING.not)], at });
    });
  }

  #signed(): Expr {
    if (!this.#is('-') && !this.#is('+')) return this.#power();
    return this.#nested(() => {
      const sign = this.#take();
      const of = this.#signed();
      return sign.text === '+' ? of : this.#make({ tag: 'neg', args: [of], at: sign.at });
    });
  }

  #power(): Expr {
    const base = this.#atom();
    if (this.#operator() !== 'pow') return base;
    const at = this.#take().at;
    return this.#nested(() => this.#make({ tag: 'pow', args: [base, this.#signed()], at }));
  }

  #atom(): Expr {
    const token = this.#token;
    if (token.kind === 'number') return this.#quantity();
    if (token.kind === 'word' && !OPERATORS.has(token.text) && token.text !== 'not') {
      this.#take();
      if (this.#is('(')) return this.#call(token);
      if (token.text === 'pi') return this.#make({ tag: 'const', value: Math.PI, dim: ONE, at: token.at });
      return this.#make({ tag: 'name', name: token.text, at: token.at });
    }
    if (this.#is('(')) {
      this.#take();
      const e = this.#expression();
      this.#close();
      return e;
    }
    if (token.text === '!' || token.text === 'not') {
      return this.#fail(
        `'${token.text}' stands where a number is expected`,
        token.at,
        'put the negation in parentheses',
      );
    }
    return this.#unexpected();
  }

  #quantity(): Expr {
    const token = this.#take();
    const value = Number(token.text);
    if (!Number.isFinite(value)) this.#fail(`${token.text.slice(0, 20)} is too large for a number`, token.at);
    const word = this.#token;
    if (word.kind !== 'word' || OPERATORS.has(word.text))
      return this.#make({ tag: 'const', value, dim: ONE, at: token.at });
    this.#take();
    const unit = lookupUnit(word.text);
    if (!unit) {
      this.#fail(
        `'${word.text}' is not a unit`,
        word.at,
        `units here: ${nearestFirst(word.text, Object.keys(UNITS), 6).join(', ')}, …; write * to multiply by a name`,
      );
    }
    const inUnits = value * unit.factor;
    if (!Number.isFinite(inUnits)) this.#fail(`${token.text} ${word.text} is too large for a number`, token.at);
    return this.#make({ tag: 'const', value: inUnits, dim: unit.dim, at: token.at });
  }

  #call(name: Token): Expr {
    const f = name.text;
    this.#take();
    if (f === 'index' || f === 'size') {
      const axis = this.#axis(f);
      this.#close();
      return this.#make({ tag: 'axis', what: f, axis, at: name.at });
    }
    if (!Object.hasOwn(SUGAR, f) && !Object.hasOwn(REDUCTIONS, f) && !isCallable(f)) {
      this.#fail(
        `unknown function ${f.slice(0, 40)}`,
        name.at,
        `known here: ${nearestFirst(f, FUNCTIONS).join(', ')}, …`,
      );
    }
    if (Object.hasOwn(REDUCTIONS, f)) return this.#reduction(f as Reduction, name.at);
    const args: Expr[] = [];
    while (!this.#is(')')) {
      if (args.length) this.#comma();
      args.push(this.#expression());
    }
    const { arity: want, more = false } = Object.hasOwn(SUGAR, f) ? SUGAR[f]! : { arity: OPS[f as Op] };
    if (more ? args.length < want : args.length !== want) {
      this.#fail(
        `${f} takes ${more ? 'at least ' : ''}${want === 1 ? '1 value' : `${want} values`}, got ${args.length}`,
        name.at,
        `write ${usage(f)}`,
      );
    }
    this.#take();
    if (!Object.hasOwn(SUGAR, f)) return this.#make({ tag: f as Op, args, at: name.at });
    return SUGAR[f]!.means(args, (tag, ...of) => this.#make({ tag, args: of, at: name.at }));
  }

  /** `sum(x, axis)`, `quantile(x, q, axis)`; without an axis, over everything. */
  #reduction(op: Reduction, at: number): Expr {
    const args: Expr[] = [];
    for (let k = 0; k < REDUCTIONS[op]; k++) {
      if (this.#is(')'))
        this.#fail(
          `${op} takes more than ${args.length === 1 ? '1 value' : `${args.length} values`}`,
          at,
          `write ${usage(op)}`,
        );
      if (k > 0) this.#comma();
      args.push(this.#expression());
    }
    let axis: string | null = null;
    if (this.#is(',')) {
      this.#take();
      axis = this.#axis(op);
    }
    this.#close();
    return this.#make({ tag: 'reduce', op, axis, args, at });
  }

  #axis(of: string): string {
    if (this.#token.kind !== 'word')
      this.#fail(`${of} wants the name of an axis here`, this.#token.at, `write ${usage(of)}`);
    return this.#take().text;
  }

  #comma(): void {
    if (!this.#is(',')) this.#unexpected('separate values with a comma');
    this.#take();
  }

  #close(): void {
    if (!this.#is(')')) this.#unexpected("a ')' is missing");
    this.#take();
  }

  #make(e: Expr): Expr {
    if (++this.#size > FORMULA_LIMITS.size)
      this.#fail(`the formula has more than ${FORMULA_LIMITS.size} parts`, e.at, 'split it with a state of its own');
    let depth = 1;
    if (e.tag !== 'const' && e.tag !== 'name' && e.tag !== 'axis') {
      for (let k = 0; k < e.args.length; k++) depth = Math.max(depth, 1 + (this.#depths.get(e.args[k]!) ?? 0));
    }
    if (depth > FORMULA_LIMITS.depth)
      this.#fail(
        `more than ${FORMULA_LIMITS.depth} operations hang on one another`,
        e.at,
        'use parentheses or a state to split it',
      );
    this.#depths.set(e, depth);
    return e;
  }

  #nested<T>(read: () => T): T {
    if (++this.#nesting > FORMULA_LIMITS.nesting) {
      this.#fail(
        `nested more than ${FORMULA_LIMITS.nesting} deep`,
        this.#token.at,
        'split the formula with a state of its own',
      );
    }
    const e = read();
    this.#nesting--;
    return e;
  }

  #operator(): InfixOp | undefined {
    return this.#token.kind === 'number' || this.#token.kind === 'end' ? undefined : OPERATORS.get(this.#token.text);
  }
  #ended(): boolean {
    return this.#token.kind === 'end';
  }
  #is(symbol: string): boolean {
    return this.#token.kind === 'symbol' && this.#token.text === symbol;
  }
  #isNot(): boolean {
    return this.#is('!') || (this.#token.kind === 'word' && this.#token.text === 'not');
  }

  #take(): Token {
    const token = this.#token;
    this.#advance();
    return token;
  }

  #advance(): void {
    this.#token = tokenAt(this.#text, this.#next);
    const { kind, text, at } = this.#token;
    this.#next = at + text.length;
    if (kind === 'foreign') this.#fail(`${shown(text)} is not part of the formula language`, at, insteadOf(text));
  }

  #unexpected(remedy?: string): never {
    const { kind, text, at } = this.#token;
    if (kind === 'end') return this.#fail('the formula ends too early', at, remedy ?? 'a value is missing');
    const between = kind === 'word' || kind === 'number' || text === '(';
    return this.#fail(
      `unexpected '${text.slice(0, 40)}'`,
      at,
      remedy ?? (between ? 'an operator is missing before it' : 'a value is missing before it'),
    );
  }

  #fail(what: string, at: number, remedy?: string): never {
    throw new NeuroloomError(problemAt(this.#where, what, this.#text, at, remedy));
  }
}

type Make = (tag: Op, ...args: Expr[]) => Expr;
/** Functions that are only another way of writing. */
const SUGAR: Readonly<
  Record<
    string,
    {
      readonly arity: number;
      /** Any number of further values may follow. */
      readonly more?: boolean;
      readonly means: (args: readonly Expr[], make: Make) => Expr;
    }
  >
> = {
  clip: { arity: 3, means: ([x, low, high], make) => make('min', make('max', x!, low!), high!) },
  /** The k-th of a list, counted from 0; before the first the first, after the last the last. */
  pick: { arity: 2, more: true, means: ([k, ...values], make) => picked(k!, values, 0, make) },
  ceil: { arity: 1, means: ([x], make) => make('neg', make('floor', make('neg', x!))) },
};

/** Choices by halves, so that a long list is not deep. */
function picked(k: Expr, values: readonly Expr[], from: number, make: Make): Expr {
  if (values.length === 1) return values[0]!;
  const half = values.length >> 1;
  const below = make('lt', k, num(from + half, ONE, k.at));
  return make(
    'select',
    below,
    picked(k, values.slice(0, half), from, make),
    picked(k, values.slice(half), from + half, make),
  );
}

/** Operations that are written as a call; the others have signs of their own. */
const isCallable = (f: string): boolean =>
  Object.hasOwn(OPS, f) && (!Object.hasOwn(INFIX, f) || f === 'pow') && f !== 'not' && f !== 'neg' && f !== 'select';

/** Every word that may stand before a parenthesis. */
export const FUNCTIONS: readonly string[] = [
  ...Object.keys(OPS).filter((op) => isCallable(op)),
  ...Object.keys(SUGAR),
  ...Object.keys(REDUCTIONS),
  'index',
  'size',
];

function usage(f: string): string {
  if (f === 'index' || f === 'size') return `${f}(neuron)`;
  if (f === 'clip') return 'clip(x, low, high)';
  if (f === 'pick') return 'pick(k, first, second, third)';
  if (f === 'quantile') return 'quantile(x, 0.9, axis)';
  if (Object.hasOwn(REDUCTIONS, f)) return `${f}(x, axis)`;
  const arity = Object.hasOwn(SUGAR, f) ? SUGAR[f]!.arity : OPS[f as Op];
  return `${f}(${['a', 'b', 'c'].slice(0, arity).join(', ')})`;
}

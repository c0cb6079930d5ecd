/**
 * Functions of one state alone, as the rates of a channel are of the voltage, are read off tables: where a population's
 * step has many of them, a few numbers fetched and a polynomial cost less than their exponentials. What is linear in one
 * other state, as a gate's step is, becomes two such functions. Where a table has no row, the formula is computed.
 */
import type { Body, Group, Kernel, Table } from '../program.ts';
import type { Primitive, Term, Terms } from '../term.ts';
import { HOLDS, visit } from '../term.ts';
import { mapBody, termsOf } from './rewrite.ts';

/** What costs many operations. */
const DEAR: ReadonlySet<Term['op']> = new Set(['exp', 'exp2', 'exprel', 'exprel2', 'decay2', 'tanh', 'sin', 'cos']);
/** What has no corner and no jump: polynomials come close to functions made of these. */
const SMOOTH: ReadonlySet<Term['op']> = new Set([...DEAR, 'const', 'param', 'load', 'add', 'sub', 'mul', 'div', 'neg']);
/** Dear operations from which on a table is worth its rows. */
const WORTH = 4;

/** Replaces them in the steps of populations; the tables, for the host to fill. */
export function tabulate(terms: Terms, groups: Map<Group, Kernel[]>): Map<string, Table> {
  const tables = new Map<string, Table>();
  groups.set(
    'tick',
    groups.get('tick')!.map((k) => {
      if (k.loop.over !== 'axis' || k.loop.columns !== undefined || k.when || k.active) return k;
      let { body } = k;
      for (const x of statesOf(body)) {
        const table = new Tabulation(terms, x, `$table${tables.size}`);
        const after = mapBody(body, (t) => table.rewrite(t));
        if (table.dear() < WORTH) continue;
        tables.set(table.name, { name: table.name, argument: x, functions: table.functions });
        body = after;
      }
      return body === k.body ? k : { ...k, body };
    }),
  );
  return tables;
}

/** The states that dear operations read. */
function statesOf(body: Body): Set<Term> {
  const found = new Set<Term>();
  const [seen, inside] = [new Set<Term>(), new Set<Term>()];
  const state = (t: Term): void => void (t.op === 'load' && isState(t) && found.add(t));
  for (const root of termsOf(body))
    if ((root.holds & HOLDS.composite) !== 0)
      visit(root, (t) => void (DEAR.has(t.op) && visit(t, state, inside)), seen);
  return found;
}

const isState = (t: Term): boolean => t.op === 'load' && t.type === 'real' && t.place === 'element';

/** A term as what does not depend on a state and what multiplies it; without either, where it is nothing. */
interface Line {
  readonly rest?: Term;
  readonly factor?: Term;
}

class Tabulation {
  readonly name: string;
  readonly functions: Term[] = [];
  readonly #terms: Terms;
  readonly #x: Term;
  readonly #pure = new Map<Term, boolean>();
  readonly #done = new Map<Term, Term>();

  constructor(terms: Terms, x: Term, name: string) {
    this.#terms = terms;
    this.#x = x;
    this.name = name;
  }

  /** How many dear operations the tables spare. */
  dear(): number {
    const seen = new Set<Term>();
    let count = 0;
    for (const f of this.functions) visit(f, (t) => void (count += DEAR.has(t.op) ? 1 : 0), seen);
    return count;
  }

  rewrite(t: Term): Term {
    if ((t.holds & HOLDS.load) === 0 || t.op === 'lookup') return t;
    let after = this.#done.get(t);
    if (!after) {
      after =
        this.#tabled(t) ??
        this.#line(t) ??
        this.#terms.withArgs(
          t,
          t.args.map((a) => this.rewrite(a)),
        );
      this.#done.set(t, after);
    }
    return after;
  }

  /** A function of the state alone that is worth a column. */
  #tabled(t: Term): Term | undefined {
    if (!this.#isFunction(t) || !isDear(t)) return undefined;
    let which = this.functions.indexOf(t);
    if (which < 0) which = this.functions.push(t) - 1;
    return this.#terms.lookup(this.name, which, this.#x, t);
  }

  /** What the state and params alone decide, without a corner. */
  #isFunction(t: Term): boolean {
    let pure = this.#pure.get(t);
    if (pure === undefined) {
      pure =
        t.type === 'real' &&
        SMOOTH.has(t.op) &&
        (t.op !== 'load' || t === this.#x) &&
        t.args.every((a) => this.#isFunction(a));
      this.#pure.set(t, pure);
    }
    return pure;
  }

  /** What is linear in one other state, as two functions, where it would take more than two otherwise. */
  #line(t: Term): Term | undefined {
    if ((t.op !== 'mul' && t.op !== 'div') || !isDear(t)) return undefined;
    const others = new Set<Term>();
    visit(t, (a) => void (a.op === 'load' && a !== this.#x && others.add(a)));
    const [y] = others;
    if (others.size !== 1 || !isState(y!) || this.#largest(t).size <= 2) return undefined;
    const { rest, factor } = this.#linear(t, y!) ?? {};
    if (!rest || !factor) return undefined;
    const [p, q] = [this.#tabled(rest), this.#tabled(factor)];
    return p && q && this.#terms.op('add', p, this.#terms.op('mul', q, y!));
  }

  /** The largest parts of a term that would be columns. */
  #largest(t: Term, found = new Set<Term>()): Set<Term> {
    if (this.#isFunction(t)) {
      if (isDear(t)) found.add(t);
    } else for (const a of t.args) this.#largest(a, found);
    return found;
  }

  #linear(t: Term, y: Term): Line | undefined {
    if (t === y) return { factor: this.#terms.constant(1) };
    if (this.#isFunction(t)) return { rest: t };
    const lines = t.args.map((a) => this.#linear(a, y));
    const [a, b] = lines;
    if (!a || (t.args.length > 1 && !b)) return undefined;
    switch (t.op) {
      case 'neg':
        return this.#each(a, (x) => this.#apply('neg', x));
      case 'add':
      case 'sub':
        return lineOf(this.#sum(t.op, a.rest, b!.rest), this.#sum(t.op, a.factor, b!.factor));
      case 'mul':
        return b!.factor
          ? a.factor
            ? undefined
            : this.#each(b!, (x) => this.#apply('mul', a.rest!, x))
          : this.#each(a, (x) => this.#apply('mul', x, b!.rest!));
      case 'div':
        return b!.factor ? undefined : this.#each(a, (x) => this.#apply('div', x, b!.rest!));
      default:
        return undefined;
    }
  }

  #apply(op: Primitive, ...args: readonly Term[]): Term {
    return this.#terms.op(op, ...args);
  }

  #sum(op: 'add' | 'sub', a: Term | undefined, b: Term | undefined): Term | undefined {
    if (!b) return a;
    return a ? this.#apply(op, a, b) : op === 'add' ? b : this.#apply('neg', b);
  }

  #each({ rest, factor }: Line, f: (x: Term) => Term): Line {
    return lineOf(rest && f(rest), factor && f(factor));
  }
}

const lineOf = (rest: Term | undefined, factor: Term | undefined): Line => ({
  ...(rest ? { rest } : {}),
  ...(factor ? { factor } : {}),
});

/** Of a function without a corner, whose composite operations are all dear. */
const isDear = (t: Term): boolean => (t.holds & HOLDS.composite) !== 0;

/** A kernel's body as WGSL: what no iteration changes, ahead of the loop, and what every iteration does. */
import { hashName } from '@neuroloom/core';
import { termsOf } from '../../compile/rewrite.ts';
import type { Body, Emit, Fold } from '../../program.ts';
import type { Place, Primitive, Term } from '../../term.ts';
import { isDraw, some, visit } from '../../term.ts';
import type { Context } from './context.ts';
import { word } from './context.ts';
import { literal, OPS } from './ops.ts';

/** Variables that hold an iteration's indices. */
export const CURSOR: { readonly [P in Exclude<Place, 'zero'>]: string } = { element: 'e', row: 'r', column: 'c' };

/** How events are noted and folds folded; a value is a WGSL expression. */
export interface Writers {
  emit(emit: Emit, when: string): readonly string[];
  fold(fold: Fold, value: string): readonly string[];
}

export interface BodyText {
  readonly before: readonly string[];
  readonly inside: readonly string[];
}

export function bodyText(c: Context, body: Body, writers: Writers): BodyText {
  const t = new TermText(c, body);
  // Every right-hand side before any write: they read memory as it was before the iteration.
  const stored = body.stores.map((s) => t.named(s.value));
  const fired = body.emits.map((e) => t.named(e.when));
  const folded = body.folds.map((f) => t.named(f.value));
  const writes = [
    ...body.emits.flatMap((e, k) => writers.emit(e, fired[k]!)),
    ...body.folds.flatMap((f, k) => writers.fold(f, folded[k]!)),
    ...body.stores.map((s, k) => {
      const real = c.program.buffers.get(s.buffer)!.type === 'real';
      return `${place(c, s.buffer, s.place)} = ${bits(stored[k]!, s.value, real)};`;
    }),
  ];
  return { before: t.before, inside: [...t.inside, ...writes] };
}

/** A term that no iteration changes, as an expression. */
export const invariantText = (c: Context, t: Term): string =>
  new TermText(c, { stores: [], emits: [], folds: [] }).inline(t);

/** The word of memory where a buffer's value is at a place. */
export const place = (c: Context, buffer: string, p: Place): string =>
  p === 'zero' ? `memory[${start(c, buffer)}]` : `memory[${start(c, buffer)} + ${CURSOR[p]}]`;

/** The word a buffer begins at, or the slot of a ring that is this tick's. */
function start(c: Context, buffer: string): string {
  const slotBytes = c.layout.rings.get(buffer);
  if (slotBytes === undefined) return `${word(c, buffer)}u`;
  return `slot(${word(c, buffer)}u, ${c.program.buffers.get(buffer)!.slots!}, ${slotBytes / 4}u, 0)`;
}

function bits(value: string, t: Term, real: boolean): string {
  if (t.type === 'bool') return real ? `bitcast<u32>(select(0f, 1f, ${value}))` : `select(0u, 1u, ${value})`;
  return `bitcast<u32>(${value})`;
}

class TermText {
  readonly before: string[] = [];
  readonly inside: string[] = [];
  readonly #c: Context;
  readonly #names = new Map<Term, string>();
  readonly #uses = new Map<Term, number>();
  readonly #written: ReadonlySet<string>;

  constructor(c: Context, body: Body) {
    this.#c = c;
    this.#written = new Set([...body.stores.map((s) => s.buffer), ...body.folds.map((f) => f.into)]);
    const seen = new Set<Term>();
    for (const root of termsOf(body))
      visit(root, (t) => t.args.forEach((a) => this.#uses.set(a, (this.#uses.get(a) ?? 0) + 1)), seen);
  }

  /** The name of a constant that holds the term's value. */
  named(t: Term): string {
    const known = this.#names.get(t);
    if (known !== undefined) return known;
    const text = this.#compute(t);
    if (t.op === 'const') return text;
    const name = `${t.op === 'load' || isDraw(t) ? t.op : 't'}${this.#names.size}`;
    (this.#still(t) ? this.before : this.inside).push(`let ${name} = ${text};`);
    this.#names.set(t, name);
    return name;
  }

  /** The term where it is used: by name when it is used twice or is the same for all iterations. */
  inline(t: Term): string {
    const twice = (this.#uses.get(t) ?? 0) > 1 && t.op !== 'const' && t.op !== 'index';
    if (twice || this.#names.has(t)) return this.named(t);
    return this.#compute(t, this.#uses.size > 0);
  }

  #compute(t: Term, hoist = false): string {
    const text = this.#text(t);
    if (!hoist || t.op === 'const' || !this.#still(t) || t.args.length > 0) return text;
    const name = `${t.op}${this.#names.size}`;
    this.before.push(`let ${name} = ${text};`);
    this.#names.set(t, name);
    return name;
  }

  #still(t: Term): boolean {
    return !some(
      t,
      (x) => isDraw(x) || x.op === 'index' || (x.op === 'load' && (x.place !== 'zero' || this.#written.has(x.name))),
    );
  }

  #text(t: Term): string {
    switch (t.op) {
      case 'const':
        return literal(t);
      case 'uniform':
        return typed(`memory[${this.#c.layout.uniforms / 4 + t.value}u]`, t);
      case 'load':
        return typed(place(this.#c, t.name, t.place), t);
      case 'index':
        return t.place === 'zero' ? '0i' : `i32(${CURSOR[t.place]})`;
      case 'tick':
        return 'tick';
      case 'rand':
        return `draw(${CURSOR.element}, ${t.value}u, ${hashName(t.name)}u)`;
      case 'coin':
        return `coin(${CURSOR.element}, ${t.value}u, ${hashName(t.name)}u)`;
      // A device has exponentials of its own.
      case 'lookup':
        return this.inline(t.args[1]!);
      default: {
        const [a = '', b = '', d = ''] = t.args.map((x) => this.inline(x));
        return OPS[t.op as Primitive](a, b, d, t.args.at(-1)!.type);
      }
    }
  }
}

const typed = (at: string, t: Term): string =>
  t.type === 'bool' ? `(${at} != 0u)` : `bitcast<${t.type === 'real' ? 'f32' : 'i32'}>(${at})`;

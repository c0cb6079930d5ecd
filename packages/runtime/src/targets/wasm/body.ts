/**
 * Terms to instructions, inside one loop nest. A term that no iteration changes is computed before the loop, one
 * that only the row changes before the inner loop, and a term used twice is computed once.
 */
import { hashName } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Body } from '../../program.ts';
import { termsOf } from '../../compile/rewrite.ts';
import type { Place, Primitive, Term, TermType } from '../../term.ts';
import { visit } from '../../term.ts';
import type { Context } from './control.ts';
import type { FuncBuilder } from './encode.ts';
import { i32x4 } from './encode.ts';
import type { ValType } from './instructions.ts';
import { emitColumns } from './lookup.ts';
import type { Numeric } from './numeric.ts';
import { numericOf } from './numeric.ts';
import type { OpTable } from './ops.ts';
import { INT_COMPARE, opsOf } from './ops.ts';
import { emitBlock } from './draw.ts';
import { type Level, levelsOf, partsOf } from './parts.ts';
import { emitToss } from './toss.ts';

/** Where the places are, in locals: index × 4, which is the byte offset of an integer. */
export type Cursor = { readonly [P in Exclude<Place, 'zero'>]?: number };

export class BodyEmitter {
  readonly f: FuncBuilder;
  readonly layout: Layout;
  readonly numeric: Numeric;
  /** Elements at once: one, or a vector of numbers. */
  readonly vector: boolean;
  readonly cursor: Cursor;
  readonly #context: Context;
  readonly #body: Body;
  /** What the row loop fixes: places that change only per row. */
  readonly #perRow: ReadonlySet<Place>;
  readonly #locals = new Map<Term, number>();
  /** Locals that hold what was rounded, with the integer in the last bits. */
  readonly #lifted = new Map<Term, number>();
  /** Locals that hold where rings stand. */
  readonly #turned = new Map<string, number>();
  readonly #uses: ReadonlyMap<Term, number>;
  readonly #level: (t: Term) => Level;

  constructor(c: Context, vector: boolean, cursor: Cursor, perRow: ReadonlySet<Place>, body: Body) {
    this.f = c.f;
    this.layout = c.layout;
    this.#context = c;
    this.#body = body;
    this.numeric = numericOf(c.layout.bytesPerReal);
    this.vector = vector;
    this.cursor = cursor;
    this.#perRow = perRow;
    this.#uses = partsOf(body).uses;
    this.#level = levelsOf(body, perRow);
  }

  /** Computes what is the same all through the loop (level 0) or the row (level 1), ahead of it. */
  prepare(body: Body, level: 0 | 1): void {
    if (level === 0) this.#turns(body);
    const wanted = this.#wanted(body, level);
    if (wanted.size === 0) return;
    for (const t of partsOf(body).terms) if (wanted.has(t)) this.#ahead(t);
  }

  /** Reads buffers ahead of their being written. */
  load(buffers: ReadonlySet<string>, body: Body): void {
    for (const t of partsOf(body).terms) if (t.op === 'load' && buffers.has(t.name)) this.#ahead(t);
  }

  /** Computes terms before they are needed, for this and for others. */
  ahead(terms: readonly Term[], others: readonly BodyEmitter[]): void {
    for (const t of terms) {
      this.#ahead(t);
      for (const b of others) b.bind(t, this.#locals.get(t)!);
    }
  }

  /** Computes a term before it is needed, unless it has been. */
  #ahead(t: Term): void {
    if (this.#locals.has(t)) return;
    this.push(t);
    const local = this.f.local(this.type(t));
    this.f.push('local.set', local);
    this.#locals.set(t, local);
  }

  /** The same body at other elements; what is computed ahead of the loop is shared. */
  beside(cursor: Cursor): BodyEmitter {
    const other = new BodyEmitter(this.#context, this.vector, cursor, this.#perRow, this.#body);
    for (const [t, local] of this.#locals) other.bind(t, local);
    for (const [ring, local] of this.#turned) other.#turned.set(ring, local);
    return other;
  }

  /** Binds a term to a local that already holds it. */
  bind(t: Term, local: number): void {
    this.#locals.set(t, local);
  }

  /** Takes what is in locals for what these buffers hold. */
  follow(body: Body, stored: readonly (readonly [buffer: string, local: number])[]): void {
    const known = new Map(stored);
    const seen = new Set<Term>();
    for (const root of termsOf(body))
      visit(
        root,
        (t) => {
          const local = t.op === 'load' ? known.get(t.name) : undefined;
          if (local !== undefined) this.bind(t, local);
        },
        seen,
      );
  }

  /** Forgets what was computed inside the loop, so that the body can be emitted again for the next block. */
  forgetInner(): void {
    for (const known of [this.#locals, this.#lifted])
      for (const t of [...known.keys()]) if (this.#level(t) === 2) known.delete(t);
  }

  type(t: Term): ValType {
    if (this.vector) return 'v128';
    return t.type === 'real' ? this.numeric.one : 'i32';
  }

  push(t: Term): void {
    const known = this.#locals.get(t);
    if (known !== undefined) {
      this.f.push('local.get', known);
      return;
    }
    this.#compute(t);
    if ((this.#uses.get(t) ?? 0) > 1 && t.op !== 'const') {
      const local = this.f.local(this.type(t));
      this.f.push('local.tee', local);
      this.#locals.set(t, local);
    }
  }

  /** Terms of a level that the body needs as they are, or for terms of a deeper level. */
  #wanted(body: Body, level: Level): Set<Term> {
    const { roots, terms } = partsOf(body);
    const wanted = new Set(roots.filter((t) => this.#level(t) === level));
    for (const p of terms)
      if (this.#level(p) > level) for (const t of p.args) if (this.#level(t) === level) wanted.add(t);
    return wanted;
  }

  #compute(t: Term): void {
    const { f } = this;
    switch (t.op) {
      case 'const':
        return this.#constant(t);
      case 'uniform':
        return this.#uniform(t);
      case 'load':
        return this.#load(t);
      case 'index':
        return this.#index(t);
      case 'tick':
        f.push('i32.const', 0).push('i32.load', { offset: REGISTERS.tick });
        if (this.vector) f.push('i32x4.splat');
        return;
      case 'rand':
      case 'coin':
        return emitBlock(f, {
          of: t.op,
          element: this.cursor.element!,
          site: t.value,
          node: hashName(t.name),
          numeric: this.numeric,
          vector: this.vector,
        });
      case 'lt':
        return this.#tossed(t) ? emitToss(this, t) : this.#apply(t);
      case 'and': {
        if (!this.vector) return this.#apply(t);
        const without = t.args.find((a) => a.op === 'not' && !this.#locals.has(a) && this.#uses.get(a) === 1);
        if (!without) return this.#apply(t);
        this.push(t.args.find((a) => a !== without)!);
        this.push(without.args[0]!);
        f.push('v128.andnot');
        return;
      }
      case 'select': {
        const [c, a, b] = t.args;
        if (this.vector) return this.#select(c!, a!, b!);
        for (const x of [a!, b!, c!]) this.push(x);
        return this.#ops.select(f, a!.type);
      }
      case 'lookup':
        emitColumns(
          this.#context,
          this,
          partsOf(this.#body).lookups.filter((x) => x.name === t.name),
        );
        return this.push(t);
      case 'whole':
        this.#lift(t);
        return this.#plus('sub', this.numeric.low);
      default: {
        if (t.op === 'scale2' && this.vector && t.args[1]!.op === 'whole') return this.#scale(t);
        if (this.#context.relaxed && this.vector && this.#fused(t)) return;
        return this.#apply(t);
      }
    }
  }

  /** Is it `rand() < x - coin`, with a draw of its own? */
  #tossed(t: Term): boolean {
    const [drawn, left] = t.args as [Term, Term];
    if (drawn.op !== 'rand' || this.#locals.has(drawn) || this.#uses.get(drawn) !== 1) return false;
    return left.op === 'sub' && left.args[1]!.op === 'coin';
  }

  #apply(t: Term): void {
    for (const a of t.args) this.push(a);
    this.#ops[t.op as Primitive](this.f, t.args[0]!.type);
  }

  /** a · b + c and c - a · b in one instruction, where nobody else needs the product. */
  #fused(t: Term): boolean {
    if (t.type !== 'real' || (t.op !== 'add' && t.op !== 'sub')) return false;
    const [x, y] = t.args as readonly [Term, Term];
    const alone = (p: Term): boolean => p.op === 'mul' && this.#uses.get(p) === 1 && !this.#locals.has(p);
    const product = alone(y) ? y : t.op === 'add' && alone(x) ? x : null;
    if (!product) return false;
    for (const a of [...product.args, product === x ? y : x]) this.push(a);
    this.f.push(`${this.numeric.many}.${t.op === 'add' ? 'relaxed_madd' : 'relaxed_nmadd'}`);
    return true;
  }

  get #ops(): OpTable {
    return opsOf(this.numeric.bytes, this.vector);
  }

  /** All bits of zero are zero, so one `and` does for a choice between it and something else. */
  #select(c: Term, a: Term, b: Term): void {
    if (!isZero(a)) this.push(a);
    if (!isZero(b) || isZero(a)) this.push(b);
    this.#condition(c, a.type);
    this.f.push(isZero(a) ? 'v128.andnot' : isZero(b) ? 'v128.and' : 'v128.bitselect');
  }

  /** A number whose last bits are the integer nearest to the argument. */
  #lift(t: Term): void {
    const known = this.#lifted.get(t);
    if (known !== undefined) {
      this.f.push('local.get', known);
      return;
    }
    this.push(t.args[0]!);
    this.#plus('add', this.numeric.low);
    const local = this.f.local(this.type(t));
    this.f.push('local.tee', local);
    this.#lifted.set(t, local);
  }

  #plus(op: 'add' | 'sub', x: number): void {
    const { f, numeric: n } = this;
    if (this.vector) f.push('v128.const', n.numbers(x)).push(`${n.many}.${op}`);
    else f.push(`${n.one}.const`, x).push(`${n.one}.${op}`);
  }

  /** Moves an exponent by an integer that was made by rounding: its bits are at hand. */
  #scale(t: Term): void {
    const { f, numeric: n } = this;
    this.push(t.args[0]!);
    this.#lift(t.args[1]!);
    f.push('i32.const', n.fraction).push(`${n.words}.shl`).push(`${n.words}.add`);
  }

  /** A condition as wide as the values it chooses from. */
  #condition(c: Term, type: TermType): void {
    const [a, b] = c.args;
    if (type === 'int' && a?.type === 'int' && c.op in INT_COMPARE && !this.#locals.has(c)) {
      this.push(a);
      this.push(b!);
      this.f.push(INT_COMPARE[c.op as keyof typeof INT_COMPARE]);
      return;
    }
    this.push(c);
    if (type === 'int') this.numeric.narrow(this.f);
  }

  #constant(t: Term): void {
    const { f, numeric: n } = this;
    if (!this.vector) f.push(t.type === 'real' ? `${n.one}.const` : 'i32.const', t.value);
    else f.push('v128.const', t.type === 'real' ? n.numbers(t.value) : i32x4(t.type === 'bool' ? -t.value : t.value));
  }

  #uniform(t: Term): void {
    const offset = this.layout.uniforms + this.numeric.bytes * t.value;
    this.f.push('i32.const', 0);
    this.#fetch(t.type, offset, true);
    if (this.vector && t.type === 'bool') this.f.push('v128.const', i32x4(0)).push('i32x4.ne');
  }

  #load(t: Term): void {
    this.address(t.place, t.type);
    this.turn(t.name);
    this.#fetch(t.type, this.layout.buffers.get(t.name)!, t.place === 'zero' || this.#perRow.has(t.place));
  }

  /** Loads from the address on the stack: the elements there, or one element into all lanes. */
  #fetch(type: TermType, offset: number, splat: boolean): void {
    const { f, numeric: n } = this;
    if (!this.vector) f.push(type === 'real' ? `${n.one}.load` : 'i32.load', { offset });
    else if (splat) f.push(type === 'real' ? n.loadSplat : 'v128.load32_splat', { offset });
    else f.push(type === 'real' ? 'v128.load' : n.loadIntegers, { offset });
  }

  /** Pushes how many bytes beyond a buffer's first element a place is. */
  address(place: Place, type: TermType): void {
    if (place === 'zero') {
      this.f.push('i32.const', 0);
      return;
    }
    this.f.push('local.get', this.cursor[place]!);
    if (type === 'real' && this.numeric.bytes === 8) this.f.push('i32.const', 1).push('i32.shl');
  }

  /** Adds to the address on the stack where a ring stands in this tick. */
  turn(buffer: string): void {
    const slotBytes = this.layout.rings.get(buffer);
    if (slotBytes === undefined) return;
    const known = this.#turned.get(buffer);
    if (known !== undefined) this.f.push('local.get', known);
    else {
      const { slots } = this.#context.program.buffers.get(buffer)!;
      this.f.push('i32.const', 0).push('i32.load', { offset: REGISTERS.tick });
      this.f.push('i32.const', slots!).push('i32.rem_u').push('i32.const', slotBytes).push('i32.mul');
    }
    this.f.push('i32.add');
  }

  /** Finds where rings stand once, ahead of the loop. */
  #turns(body: Body): void {
    if (this.layout.rings.size === 0) return;
    const loads = new Set<string>();
    for (const t of partsOf(body).terms) if (t.op === 'load') loads.add(t.name);
    for (const name of new Set([...loads, ...body.stores.map((s) => s.buffer)])) {
      if (!this.layout.rings.has(name) || this.#turned.has(name)) continue;
      const local = this.f.local('i32', 'turn');
      this.f.push('i32.const', 0);
      this.turn(name);
      this.f.push('local.set', local);
      this.#turned.set(name, local);
    }
  }

  #index(t: Term): void {
    this.f
      .push('local.get', this.cursor[t.place as 'element']!)
      .push('i32.const', 2)
      .push('i32.shr_u');
    if (!this.vector) return;
    this.f.push('i32x4.splat');
    if (!this.#perRow.has(t.place)) this.f.push('v128.const', i32x4(0, 1, 2, 3)).push('i32x4.add');
  }
}

const isZero = (t: Term): boolean => t.op === 'const' && t.type !== 'bool' && Object.is(t.value, 0);

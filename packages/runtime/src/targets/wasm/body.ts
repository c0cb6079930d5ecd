/**
 * Terms to instructions, inside one loop nest. A term that no iteration changes is computed before the loop, one
 * that only the row changes before the inner loop, and a term used twice is computed once.
 */
import { hashName } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Body } from '../../program.ts';
import { termsOf } from '../../compile/rewrite.ts';
import type { Place, Primitive, Term } from '../../term.ts';
import { visit } from '../../term.ts';
import type { FuncBuilder } from './encode.ts';
import { f32x4, i32x4 } from './encode.ts';
import type { ValType } from './instructions.ts';
import { SCALAR, VECTOR } from './ops.ts';
import { emitBlock } from './draw.ts';

/** How deep in the nest a term must be computed: before the loop, once per row, or per element. */
export type Level = 0 | 1 | 2;

/** Byte offsets (index × 4) of the places, in locals. */
export type Cursor = { readonly [P in Exclude<Place, 'zero'>]?: number };

export class BodyEmitter {
  readonly f: FuncBuilder;
  readonly layout: Layout;
  readonly lanes: 1 | 4;
  readonly cursor: Cursor;
  /** What the row loop fixes: places that change only per row. */
  readonly #perRow: ReadonlySet<Place>;
  readonly #locals = new Map<Term, number>();
  readonly #uses = new Map<Term, number>();
  readonly #levels = new Map<Term, Level>();
  /** What the body itself writes may differ from one iteration to the next. */
  readonly #written: ReadonlySet<string>;

  constructor(f: FuncBuilder, layout: Layout, lanes: 1 | 4, cursor: Cursor, perRow: ReadonlySet<Place>, body: Body) {
    this.f = f;
    this.layout = layout;
    this.lanes = lanes;
    this.cursor = cursor;
    this.#perRow = perRow;
    this.#written = new Set(body.stores.map((s) => s.buffer));
    const roots = termsOf(body);
    const seen = new Set<Term>();
    for (const r of roots) {
      this.#uses.set(r, (this.#uses.get(r) ?? 0) + 1);
      visit(
        r,
        (t) => {
          for (const a of t.args) this.#uses.set(a, (this.#uses.get(a) ?? 0) + 1);
        },
        seen,
      );
    }
  }

  /** Computes what is the same all through the loop (level 0) or the row (level 1), ahead of it. */
  prepare(body: Body, level: 0 | 1): void {
    const wanted = this.#wanted(body, level);
    const seen = new Set<Term>();
    for (const root of termsOf(body)) {
      visit(
        root,
        (t) => {
          if (!wanted.has(t) || this.#locals.has(t)) return;
          this.push(t);
          const local = this.f.local(this.type(t));
          this.f.push('local.set', local);
          this.#locals.set(t, local);
        },
        seen,
      );
    }
  }

  /** Binds a term to a local that already holds it. */
  bind(t: Term, local: number): void {
    this.#locals.set(t, local);
  }

  /** Forgets what was computed inside the loop, so that the body can be emitted again for the next block. */
  forgetInner(): void {
    for (const t of [...this.#locals.keys()]) if (this.#level(t) === 2) this.#locals.delete(t);
  }

  type(t: Term): ValType {
    if (this.lanes === 4) return 'v128';
    return t.type === 'real' ? 'f32' : 'i32';
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
    const roots = termsOf(body);
    const wanted = new Set(roots.filter((t) => this.#level(t) === level));
    const seen = new Set<Term>();
    const consider = (p: Term): void => {
      if (this.#level(p) > level) for (const t of p.args) if (this.#level(t) === level) wanted.add(t);
    };
    for (const root of roots) visit(root, consider, seen);
    return wanted;
  }

  #level(t: Term): Level {
    const known = this.#levels.get(t);
    if (known !== undefined) return known;
    let level: Level = 0;
    if (t.op === 'load' || t.op === 'index')
      level =
        this.#written.has(t.name) && t.op === 'load' ? 2 : t.place === 'zero' ? 0 : this.#perRow.has(t.place) ? 1 : 2;
    else if (t.op === 'rand') level = 2;
    for (const a of t.args) level = Math.max(level, this.#level(a)) as Level;
    this.#levels.set(t, level);
    return level;
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
        if (this.lanes === 4) f.push('i32x4.splat');
        return;
      case 'rand':
        return emitBlock(f, {
          element: this.cursor.element!,
          site: t.value,
          node: hashName(t.name),
          lanes: this.lanes,
        });
      case 'select': {
        const [c, a, b] = t.args;
        this.push(a!);
        this.push(b!);
        this.push(c!);
        return (this.lanes === 4 ? VECTOR : SCALAR).select(f, a!.type);
      }
      default: {
        for (const a of t.args) this.push(a);
        return (this.lanes === 4 ? VECTOR : SCALAR)[t.op as Primitive](f, t.args[0]!.type);
      }
    }
  }

  #constant(t: Term): void {
    if (this.lanes === 1) this.f.push(t.type === 'real' ? 'f32.const' : 'i32.const', t.value);
    else this.f.push('v128.const', t.type === 'real' ? f32x4(t.value) : i32x4(t.type === 'bool' ? -t.value : t.value));
  }

  #uniform(t: Term): void {
    const offset = this.layout.uniforms + 4 * t.value;
    this.f.push('i32.const', 0);
    if (this.lanes === 1) this.f.push(t.type === 'real' ? 'f32.load' : 'i32.load', { offset });
    else this.f.push('v128.load32_splat', { offset });
    if (this.lanes === 4 && t.type === 'bool') this.f.push('v128.const', i32x4(0)).push('i32x4.ne');
  }

  #load(t: Term): void {
    const offset = this.layout.buffers.get(t.name)!;
    if (t.place === 'zero') this.f.push('i32.const', 0);
    else this.f.push('local.get', this.cursor[t.place]!);
    if (this.lanes === 1) this.f.push(t.type === 'real' ? 'f32.load' : 'i32.load', { offset });
    else if (t.place === 'zero' || this.#perRow.has(t.place)) this.f.push('v128.load32_splat', { offset });
    else this.f.push('v128.load', { offset });
  }

  #index(t: Term): void {
    this.f
      .push('local.get', this.cursor[t.place as 'element']!)
      .push('i32.const', 2)
      .push('i32.shr_u');
    if (this.lanes === 1) return;
    this.f.push('i32x4.splat');
    if (!this.#perRow.has(t.place)) this.f.push('v128.const', i32x4(0, 1, 2, 3)).push('i32x4.add');
  }
}

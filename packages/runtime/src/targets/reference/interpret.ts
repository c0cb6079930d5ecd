/**
 * The reference target: it interprets a program as it stands, element by element, rounding to the graph's
 * precision after every operation. Slow, and the definition of meaning: any other target that claims the grade
 * *exact* gives these numbers, bit for bit.
 */
import { hashName, philox4x32, uniformOf } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import { HEAD, PER_UNIT, REACH, rowsOf } from '../../compile/rows.ts';
import type { Body, Buffer, Fold, Group, Kernel, Program } from '../../program.ts';
import type { Place, Primitive, Term } from '../../term.ts';
import type { Machine, Target } from '../target.ts';
import { forEachIteration } from './loops.ts';

/** Where an iteration is: one index per place. */
export interface Cursor {
  element: number;
  row: number;
  column: number;
}

type Meaning = (a: number, b: number, c: number, round: (x: number) => number) => number;
const bits = new DataView(new ArrayBuffer(8));

/** One meaning per primitive. Conditions are 1 or 0. `round` rounds to the graph's precision. */
export const MEANINGS: { readonly [K in Primitive]: Meaning } = {
  add: (a, b, _c, round) => round(a + b),
  sub: (a, b, _c, round) => round(a - b),
  mul: (a, b, _c, round) => round(a * b),
  div: (a, b, _c, round) => round(a / b),
  neg: (a) => -a,
  abs: (a) => Math.abs(a),
  sqrt: (a, _b, _c, round) => round(Math.sqrt(a)),
  min: (a, b) => (b < a ? b : a),
  max: (a, b) => (a < b ? b : a),
  floor: (a) => Math.floor(a),
  nearest: (a) => nearest(a),
  whole: (a) => nearest(a) + 0,
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  not: (a) => 1 - a,
  select: (a, b, c) => (a ? b : c),
  real: (a, _b, _c, round) => round(a),
  // In two steps: 2^1024 is no number, and half of it may be a factor of one.
  scale2: (a, n, _c, round) => normal(round(a * 2 ** Math.trunc(n / 2) * 2 ** (n - Math.trunc(n / 2))), round),
  exponent: (a) => {
    bits.setFloat64(0, a);
    return ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023;
  },
  mantissa: (a) => {
    bits.setFloat64(0, a);
    bits.setUint32(0, (bits.getUint32(0) & 0x800fffff) | 0x3ff00000);
    return Math.abs(bits.getFloat64(0));
  },
};

/** The number, or zero where it is subnormal. */
const normal = (x: number, round: (x: number) => number): number =>
  Math.abs(x) < (round(2 ** -1000) === 0 ? 2 ** -126 : 2 ** -1022) ? 0 : x;

/** Ties to even, and -0 for what rounds to zero from below, as WebAssembly's `nearest`. */
function nearest(x: number): number {
  const r = Math.round(x);
  const even = Math.abs(x - Math.trunc(x)) === 0.5 ? 2 * Math.round(x / 2) : r;
  return even === 0 && (x < 0 || Object.is(x, -0)) ? -0 : even;
}

export const reference: Target = {
  name: 'reference',
  reach: Infinity,
  instantiate: (program, layout) => Promise.resolve(new Interpreter(program, layout)),
};

/** Elements of a buffer, all slots of a ring included. */
const lengthOf = (b: Buffer, layout: Layout): number =>
  b.length + ((layout.rings.get(b.name) ?? 0) * ((b.slots ?? 1) - 1)) / layout.bytesPerReal;

class Interpreter implements Machine {
  readonly memory: ArrayBuffer;
  readonly program: Program;
  readonly layout: Layout;
  readonly registers: Int32Array;
  readonly #views = new Map<string, Float32Array | Float64Array | Int32Array>();
  readonly #round: (x: number) => number;
  readonly #words = new Uint32Array(4);

  constructor(program: Program, layout: Layout) {
    this.program = program;
    this.layout = layout;
    this.memory = new ArrayBuffer(layout.bytes);
    this.registers = new Int32Array(this.memory, 0, 16);
    this.#round = program.precision === 'f32' ? Math.fround : (x) => x;
    const Real = program.precision === 'f32' ? Float32Array : Float64Array;
    for (const b of program.buffers.values()) {
      this.#views.set(
        b.name,
        new (b.type === 'int' ? Int32Array : Real)(this.memory, layout.buffers.get(b.name), lengthOf(b, layout)),
      );
    }
    this.#views.set('uniform real', new Real(this.memory, layout.uniforms, Math.max(1, program.uniforms.length)));
    this.#views.set(
      'uniform int',
      new Int32Array(this.memory, layout.uniforms, 2 * Math.max(1, program.uniforms.length)),
    );
  }

  run(group: Group): void {
    for (const k of this.program.groups.get(group) ?? []) this.#kernel(k);
  }

  ticks(from: number, to: number): void {
    for (let tick = from; tick < to; tick++) {
      this.registers[REGISTERS.tick / 4] = tick;
      this.run('tick');
    }
  }

  /** Ids of a list, `delay` ticks ago: the count first. */
  slot(list: string, delay: number): Int32Array {
    const l = this.layout.lists.get(list)!;
    const tick = this.registers[REGISTERS.tick / 4]!;
    const at = l.at + ((((tick - delay) % l.slots) + l.slots) % l.slots) * l.slotBytes;
    return new Int32Array(this.memory, at, l.slotBytes / 4);
  }

  /** Where a ring stands in this tick, in elements. */
  #turn(buffer: string): number {
    const slotBytes = this.layout.rings.get(buffer);
    if (slotBytes === undefined) return 0;
    const tick = this.registers[REGISTERS.tick / 4]! >>> 0;
    return ((tick % this.program.buffers.get(buffer)!.slots!) * slotBytes) / this.layout.bytesPerReal;
  }

  #kernel(k: Kernel): void {
    const cursor: Cursor = { element: 0, row: 0, column: 0 };
    const body: Body = k.when && !this.#valueOf(k.when, cursor, new Map()) ? k.otherwise! : k.body;
    if (body.stores.length + body.emits.length + body.folds.length === 0) return;
    for (const e of body.emits) this.slot(e.list, 0)[0] = 0;
    const quantiles = new Map<Fold, number[]>();
    for (const f of body.folds) {
      if (f.op === 'quantile') quantiles.set(f, []);
      else this.#views.get(f.into)!.fill(f.op === 'sum' ? 0 : f.op === 'least' ? Infinity : -Infinity);
    }
    forEachIteration(this, k.loop, cursor, () => {
      const known = new Map<Term, number>();
      // All right-hand sides first: they read memory as it was before this iteration.
      const values = body.stores.map((s) => this.#valueOf(s.value, cursor, known));
      for (const e of body.emits) {
        if (this.#valueOf(e.when, cursor, known)) {
          const ids = this.slot(e.list, 0);
          ids[4 + ids[0]!++] = cursor.element;
        }
      }
      for (const f of body.folds) {
        const x = this.#valueOf(f.value, cursor, known);
        if (f.op === 'quantile') quantiles.get(f)!.push(x);
        else this.#fold(f, x, cursor);
      }
      body.stores.forEach((s, j) => {
        this.#views.get(s.buffer)![this.#turn(s.buffer) + index(s.place, cursor)] = values[j]!;
      });
    });
    for (const [f, all] of quantiles) {
      const q = this.#valueOf(f.q!, cursor, new Map());
      all.sort((a, b) => a - b);
      this.#views.get(f.into)![0] = all[Math.min(all.length - 1, Math.max(0, Math.floor(q * all.length)))]!;
    }
  }

  #fold(f: Fold, x: number, cursor: Cursor): void {
    const view = this.#views.get(f.into)!;
    const at = index(f.place, cursor);
    const y = view[at]!;
    view[at] =
      f.op === 'sum'
        ? this.#round(y + x)
        : f.op === 'least'
          ? MEANINGS.min(y, x, 0, this.#round)
          : MEANINGS.max(y, x, 0, this.#round);
  }

  #valueOf(t: Term, cursor: Cursor, known: Map<Term, number>): number {
    const before = known.get(t);
    if (before !== undefined) return before;
    const value =
      this.#leaf(t, cursor) ?? (t.op === 'lookup' ? this.#lookup(t, cursor, known) : this.#apply(t, cursor, known));
    known.set(t, value);
    return value;
  }

  #leaf(t: Term, cursor: Cursor): number | undefined {
    switch (t.op) {
      case 'const':
        return t.type === 'real' ? this.#round(t.value) : t.value;
      case 'uniform':
        return t.type === 'real'
          ? this.#views.get('uniform real')![t.value]!
          : this.#views.get('uniform int')![t.value * (this.layout.bytesPerReal / 4)]!;
      case 'load':
        return this.#views.get(t.name)![this.#turn(t.name) + index(t.place, cursor)]!;
      case 'index':
        return index(t.place, cursor);
      case 'tick':
        return this.registers[REGISTERS.tick / 4]!;
      case 'rand':
        return uniformOf(this.#word(t, this.registers[REGISTERS.tick / 4]!, cursor));
      case 'coin': {
        const tick = this.registers[REGISTERS.tick / 4]!;
        return (this.#word(t, tick >>> 2, cursor) >>> (8 * (tick & 3))) & 255;
      }
      default:
        return undefined;
    }
  }

  /** 32 random bits of an element; `time` is in the place of the tick. */
  #word(t: Term, time: number, cursor: Cursor): number {
    const r = this.registers;
    const salt = r[REGISTERS.salt / 4]!;
    philox4x32(
      time,
      r[REGISTERS.sample / 4]!,
      cursor.element >>> 2,
      salt | t.value,
      r[REGISTERS.seed / 4]!,
      hashName(t.name),
      this.#words,
    );
    return this.#words[cursor.element & 3]!;
  }

  /** By the polynomial of the row that is nearest, from the highest power down; by the formula where there is none. */
  #lookup(t: Term, cursor: Cursor, known: Map<Term, number>): number {
    const round = this.#round;
    const table = this.program.tables.get(t.name)!;
    const at = this.layout.tables.get(t.name)!;
    const Real = this.program.precision === 'f32' ? Float32Array : Float64Array;
    const place = this.#valueOf(t.args[0]!, cursor, known) * PER_UNIT;
    if (!(Math.abs(place) <= new Real(this.memory, at, 1)[0]!)) return this.#valueOf(t.args[1]!, cursor, known);
    const row = nearest(place);
    const { degree, columns, bytes } = rowsOf(table, this.program.precision);
    const numbers = new Real(this.memory, at + HEAD + (REACH + row) * bytes, (degree + 1) * columns);
    let y = numbers[t.value]!;
    for (let k = 1; k <= degree; k++) y = round(round(y * (place - row)) + numbers[k * columns + t.value]!);
    return y;
  }

  #apply(t: Term, cursor: Cursor, known: Map<Term, number>): number {
    const [a, b, c] = t.args;
    const x = this.#valueOf(a!, cursor, known);
    const y = b ? this.#valueOf(b, cursor, known) : 0;
    const z = c ? this.#valueOf(c, cursor, known) : 0;
    if (t.type === 'int' && (t.op === 'add' || t.op === 'sub')) return t.op === 'add' ? (x + y) | 0 : (x - y) | 0;
    return MEANINGS[t.op as Primitive](x, y, z, this.#round);
  }
}

const index = (place: Place, c: Cursor): number =>
  place === 'element' ? c.element : place === 'row' ? c.row : place === 'column' ? c.column : 0;

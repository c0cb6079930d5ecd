/** What the host puts into tables: the polynomials of their rows, found by interpolation in double precision. */
import { cos, f64Arith } from '../math/index.ts';
import type { Program, Table } from '../program.ts';
import { ARGUMENT, columnsOf } from '../targets/wasm/columns.ts';
import { type Primitive, type Term, Terms } from '../term.ts';
import { hostKnows } from './hoist.ts';
import { type HostScope, hostScope, hostValue } from './host.ts';
import type { Layout } from './memory.ts';
import { realsAt } from './memory.ts';
import { HEAD, PER_UNIT, REACH, rowsOf } from './rows.ts';

/** How far from the formula a polynomial may lie, of the function's value; where one lies further its table is not used. */
const TOLERANCE = { f32: 2 ** -22, f64: 2 ** -46 } as const;

/** Rows between two that are looked at for that: where one errs, so do its neighbours, for formulas here have no corner. */
const LOOK_EVERY = 4;

/** Fills all tables of a program, for these params. Tables of equal functions of equal params are computed once. */
export function fillTables(
  program: Program,
  layout: Layout,
  memory: ArrayBufferLike,
  params: ReadonlyMap<string, number>,
): void {
  const host = hostScope(program, params);
  const made = new Map<string, Filled>();
  for (const table of program.tables.values()) {
    const key = contentOf(table, host);
    let filled = made.get(key);
    if (!filled) made.set(key, (filled = fill(table, program.precision, host)));
    const at = layout.tables.get(table.name)!;
    realsAt(layout, memory, at, 1)[0] = filled.limit;
    realsAt(layout, memory, at + HEAD, filled.numbers.length).set(filled.numbers);
  }
}

/** The functions as text, with numbers for what the host knows. */
function contentOf(table: Table, host: HostScope): string {
  const names = new Map<Term, number>();
  const parts: string[] = [];
  const name = (t: Term): number => {
    let n = names.get(t);
    if (n !== undefined) return n;
    const args = hostKnows(t) ? [hostValue(t, host)] : [t.op, ...t.args.map(name)];
    n = parts.push(args.join(' '));
    names.set(t, n);
    return n;
  };
  parts.push(table.functions.map(name).join(' '));
  return parts.join('\n');
}

interface Filled {
  readonly limit: number;
  readonly numbers: Float64Array;
}

function fill(table: Table, precision: Program['precision'], host: HostScope): Filled {
  const { degree, columns } = rowsOf(table, precision);
  const points = chebyshev(degree + 1);
  const basis = interpolation(points);
  const rows = 2 * REACH + 1;
  const x = new Float64Array(rows * points.length + Math.ceil(rows / LOOK_EVERY));
  for (let r = 0; r < rows; r++) {
    points.forEach((p, j) => void (x[j * rows + r] = (r - REACH + p) / PER_UNIT));
    // Half a row from its middle, where interpolation errs most.
    if (r % LOOK_EVERY === 0) x[points.length * rows + r / LOOK_EVERY] = (r - REACH + 0.5) / PER_UNIT;
  }
  const numbers = new Float64Array(rows * (degree + 1) * columns);
  let worst = 0;
  sample(table, x, host).forEach((values, column) => {
    for (let r = 0; r < rows; r++) {
      // Of the differences, which are small, so that what rounding made of the basis matters little.
      const near = values[(degree >> 1) * rows + r]!;
      let sum = 0;
      for (let power = degree; power >= 0; power--) {
        const by = basis[power]!;
        let c = 0;
        for (let j = 0; j <= degree; j++) c += by[j]! * (values[j * rows + r]! - near);
        if (power === 0) c += near;
        numbers[(r * (degree + 1) + degree - power) * columns + column] = c;
        sum = sum / 2 + c;
      }
      if (r % LOOK_EVERY !== 0) continue;
      const value = values[points.length * rows + r / LOOK_EVERY]!;
      const off = Math.abs(sum - value) / Math.abs(value);
      // What is no number is not off by little, either.
      if (!(off <= worst)) worst = off;
    }
  });
  return { limit: worst <= TOLERANCE[precision] ? REACH : -1, numbers };
}

/** The points of (-1/2, 1/2) at which interpolation errs least. */
function chebyshev(n: number): number[] {
  return Array.from({ length: n }, (_, j) =>
    2 * j + 1 === n ? 0 : cos(f64Arith, (Math.PI * (2 * j + 1)) / (2 * n)) / 2,
  );
}

/** By powers: what each point's value adds to the coefficient. */
function interpolation(points: readonly number[]): number[][] {
  const basis = points.map(() => points.map(() => 0));
  points.forEach((p, j) => {
    // The polynomial that is 1 at this point and 0 at the others, multiplied out.
    let line = [1];
    points.forEach((q, k) => {
      if (k === j) return;
      const next = [0, ...line].map((c) => c / (p - q));
      line.forEach((c, power) => void (next[power]! -= (c * q) / (p - q)));
      line = next;
    });
    line.forEach((c, power) => void (basis[power]![j] = c));
  });
  return basis;
}

/** The functions' values for many values of their argument. */
function sample({ argument, functions }: Table, x: Float64Array, host: HostScope): Float64Array[] {
  const terms = new Terms();
  const made = new Map<Term, Term>([[argument, terms.load(ARGUMENT, 'element')]]);
  const copy = (t: Term): Term => {
    let own = made.get(t);
    if (!own) {
      own = hostKnows(t) ? terms.constant(hostValue(t, host)) : terms.apply(t.op as Primitive, t.args.map(copy));
      made.set(t, own);
    }
    return own;
  };
  return columnsOf(terms, functions.map(copy), x);
}

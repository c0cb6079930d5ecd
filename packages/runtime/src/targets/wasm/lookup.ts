/**
 * Functions read off tables (compile/rows.ts): all lanes find their rows at once; each lane then works out the
 * polynomials of several functions at once, and the results are turned round. Where a lane is in no row, the formulas
 * are computed as well, for all.
 */
import { HEAD, PER_UNIT, REACH, type Rows, rowsOf } from '../../compile/rows.ts';
import type { Table } from '../../program.ts';
import type { Term } from '../../term.ts';
import type { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { i32x4, shuffle32 } from './encode.ts';
import type { Numeric } from './numeric.ts';

/** Where the states of a vector stand in a table: locals. */
export interface Standing {
  readonly table: Table;
  /** How far from the row's middle, in rows; the row's number in the lowest bits; whether there is such a row. */
  readonly off: number;
  readonly row: number;
  readonly inside: number;
}

/** Finds the rows of a vector of states. */
export function emitStanding(c: Context, b: BodyEmitter, table: Table): Standing {
  const { f } = c;
  const { many, numbers, low, loadSplat } = b.numeric;
  const [off, row, inside, place] = ['off', 'row', 'inside', 'place'].map((name) => f.local('v128', name)) as [
    number,
    number,
    number,
    number,
  ];
  b.push(table.argument);
  f.push('v128.const', numbers(PER_UNIT)).push(`${many}.mul`).push('local.tee', place).push(`${many}.abs`);
  f.push('i32.const', 0)
    .push(loadSplat, { offset: c.layout.tables.get(table.name)! })
    .push(`${many}.le`);
  f.push('local.set', inside);
  f.push('local.get', place).push('local.get', place).push('v128.const', numbers(low)).push(`${many}.add`);
  f.push('local.tee', row).push('v128.const', numbers(low)).push(`${many}.sub`).push(`${many}.sub`);
  f.push('local.set', off);
  return { table, off, row, inside };
}

/** Computes the functions that a body wants of a table, and binds them. `outside`: some lanes may be in no row. */
export function emitColumns(
  c: Context,
  b: BodyEmitter,
  standing: Standing,
  wanted: readonly Term[],
  outside: boolean,
): void {
  const { f } = c;
  const { lanes } = b.numeric;
  const rows = rowsOf(standing.table, c.program.precision);
  const at = rowAddresses(c, b.numeric, standing, rows, outside);
  const off = Array.from({ length: lanes }, (_, lane) => {
    const local = f.local('v128', 'off');
    const k = (word: number): number => (lane * 4) / lanes + word;
    f.push('local.get', standing.off).push('local.get', standing.off);
    f.push('i8x16.shuffle', lanes === 4 ? shuffle32(lane, lane, lane, lane) : shuffle32(k(0), k(1), k(0), k(1)));
    f.push('local.set', local);
    return local;
  });
  for (let first = 0; first < rows.columns; first += lanes) {
    const these = wanted.filter((t) => t.value >= first && t.value < first + lanes);
    if (these.length === 0) continue;
    const byLane = at.map((address, lane) =>
      polynomials(c, b, standing.table.name, rows, [address, off[lane]!, first]),
    );
    const turned =
      lanes === 4
        ? turnFour(
            c,
            byLane,
            these.map((t) => t.value - first),
          )
        : turnTwo(c, byLane);
    for (const t of these) {
      let local = turned[t.value - first]!;
      if (outside) {
        f.push('local.get', local);
        b.push(t.args[1]!);
        f.push('local.get', standing.inside).push('v128.bitselect');
        f.push('local.set', (local = f.local('v128', 'looked')));
      }
      b.bind(t, local);
    }
  }
}

/**
 * What the lowest word of a row's number, times a row's bytes, lacks to where the row begins: the number stands beside the
 * bits of `low`.
 */
function firstRow(n: Numeric, rows: Rows): number {
  const beside = n.bytes === 4 ? new Int32Array(new Float32Array([n.low]).buffer)[0]! : 0;
  return REACH * rows.bytes - Math.imul(beside, rows.bytes);
}

/** Where the rows of the lanes begin, beyond the first: one local each. A lane without a row gets that of 0. */
function rowAddresses(c: Context, n: Numeric, standing: Standing, rows: Rows, outside: boolean): number[] {
  const { f } = c;
  const all = f.local('v128', 'rows');
  f.push('local.get', standing.row).push('v128.const', i32x4(rows.bytes)).push('i32x4.mul');
  f.push('v128.const', i32x4(firstRow(n, rows))).push('i32x4.add');
  if (outside)
    f.push('v128.const', i32x4(REACH * rows.bytes))
      .push('local.get', standing.inside)
      .push('v128.bitselect');
  f.push('local.set', all);
  return Array.from({ length: n.lanes }, (_, lane) => {
    const address = f.local('i32', 'at');
    f.push('local.get', all)
      .push('i32x4.extract_lane', (lane * 4) / n.lanes)
      .push('local.set', address);
    return address;
  });
}

/** The polynomials of neighbouring functions for one lane: a local. */
function polynomials(
  c: Context,
  { numeric: { many, bytes } }: BodyEmitter,
  table: string,
  rows: Rows,
  [address, off, first]: readonly [number, number, number],
): number {
  const { f } = c;
  const coefficients = (k: number): void =>
    void f
      .push('local.get', address)
      .push('v128.load', { offset: c.layout.tables.get(table)! + HEAD + (k * rows.columns + first) * bytes });
  coefficients(0);
  for (let k = 1; k <= rows.degree; k++) {
    f.push('local.get', off);
    if (!c.relaxed) f.push(`${many}.mul`);
    coefficients(k);
    f.push(c.relaxed ? `${many}.relaxed_madd` : `${many}.add`);
  }
  const y = f.local('v128', 'lane');
  f.push('local.set', y);
  return y;
}

const LOWER = { 4: shuffle32(0, 4, 1, 5), 8: shuffle32(0, 1, 4, 5) } as const;
const UPPER = { 4: shuffle32(2, 6, 3, 7), 8: shuffle32(2, 3, 6, 7) } as const;

/** Takes numbers of so many bytes from two vectors in turn, of their lower or their upper halves. */
function zip(c: Context, a: number, b: number, halves: (typeof LOWER)[4]): number {
  const both = c.f.local('v128', 'zip');
  c.f.push('local.get', a).push('local.get', b).push('i8x16.shuffle', halves).push('local.set', both);
  return both;
}

/** From functions by lane to lanes by function; `wanted` of four functions. */
function turnFour(c: Context, lanes: readonly number[], wanted: readonly number[]): (number | undefined)[] {
  const [p, q, r, s] = lanes as readonly [number, number, number, number];
  return [LOWER[4], UPPER[4]].flatMap((half, k) => {
    const these = [2 * k, 2 * k + 1].map((j) => wanted.includes(j));
    if (!these.includes(true)) return [undefined, undefined];
    const [a, b] = [zip(c, p, q, half), zip(c, r, s, half)];
    return [LOWER[8], UPPER[8]].map((x, j) => (these[j] ? zip(c, a, b, x) : undefined));
  });
}

const turnTwo = (c: Context, [p, q]: readonly number[]): number[] =>
  [LOWER[8], UPPER[8]].map((half) => zip(c, p!, q!, half));

/** One function of one state, or its formula. */
export function emitLookup(c: Context, b: BodyEmitter, t: Term): void {
  const { f } = c;
  const { one, bytes, low } = b.numeric;
  const table = c.program.tables.get(t.name)!;
  const at = c.layout.tables.get(t.name)!;
  const rows = rowsOf(table, c.program.precision);
  const [place, row, y] = ['place', 'row', 'looked'].map((name) => f.local(one, name)) as [number, number, number];
  const address = f.local('i32', 'at');
  b.push(t.args[0]!);
  f.push(`${one}.const`, PER_UNIT).push(`${one}.mul`).push('local.tee', place).push(`${one}.abs`);
  f.push('i32.const', 0).push(`${one}.load`, { offset: at }).push(`${one}.le`);
  f.if(
    () => {
      f.push('local.get', place).push(`${one}.const`, low).push(`${one}.add`).push('local.tee', row);
      if (bytes === 4) f.push('i32.reinterpret_f32');
      else f.push('i64.reinterpret_f64').push('i32.wrap_i64');
      f.push('i32.const', rows.bytes).push('i32.mul');
      f.push('i32.const', firstRow(b.numeric, rows) | 0)
        .push('i32.add')
        .push('local.set', address);
      f.push('local.get', place).push('local.get', row).push(`${one}.const`, low).push(`${one}.sub`);
      f.push(`${one}.sub`).push('local.set', place);
      for (let k = 0; k <= rows.degree; k++) {
        if (k > 0) f.push('local.get', place).push(`${one}.mul`);
        f.push('local.get', address);
        f.push(`${one}.load`, { offset: at + HEAD + (k * rows.columns + t.value) * bytes });
        if (k > 0) f.push(`${one}.add`);
      }
      f.push('local.set', y);
    },
    () =>
      b.branch(true, () => {
        b.push(t.args[1]!);
        f.push('local.set', y);
      }),
  );
  f.push('local.get', y);
}

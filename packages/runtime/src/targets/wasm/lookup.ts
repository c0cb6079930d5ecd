/**
 * Functions read off tables (compile/rows.ts): all lanes find their rows at once; each lane, or two, then work out the
 * polynomials of several functions at once, and the results are turned round. A lane that is in no row gets one of its
 * own, written on the spot, of what the formulas say.
 */
import { HEAD, PER_UNIT, REACH, type Rows, rowsOf, spareAt } from '../../compile/rows.ts';
import type { Term } from '../../term.ts';
import type { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import type { FuncBuilder } from './encode.ts';
import { i32x4, shuffle32 } from './encode.ts';
import type { Numeric } from './numeric.ts';

/** Computes the functions that a body wants of a table, and binds them. */
export function emitColumns(c: Context, b: BodyEmitter, wanted: readonly Term[]): void {
  const { f } = c;
  const [{ name, args }] = wanted as readonly [Term];
  const rows = rowsOf(c.program.tables.get(name)!, c.program.precision);
  const { lanes } = b.numeric;
  b.push(args[0]!);
  if (!b.vector) f.push(`${b.numeric.many}.splat`);
  const { off, at } = standing(c, b.numeric, name, rows);
  for (let first = 0; first < rows.columns; ) {
    // Two functions of two lanes fill a vector of four as well as four functions of one.
    const width = lanes === 4 && rows.columns - first < 4 ? 2 : lanes;
    const these = wanted.filter((t) => t.value >= first && t.value < first + width);
    if (these.length > 0) {
      const make: Columns = {
        c,
        n: b.numeric,
        base: c.layout.tables.get(name)! + HEAD,
        rows,
        first,
        results: spareOf(c, name, rows, lanes * rows.bytes + lanes * first * b.numeric.bytes),
      };
      const turned = width < lanes ? byPairs(make, off, at) : byLanes(make, off, at, these);
      for (const t of these) {
        const all = turned[t.value - first]!;
        if (b.vector) b.bind(t, all);
        else {
          const one = f.local(b.numeric.one, 'looked');
          f.push('local.get', all).push(`${b.numeric.many}.extract_lane`, 0).push('local.set', one);
          b.bind(t, one);
        }
      }
    }
    first += width;
  }
}

/**
 * Where the states on the stack stand: a vector of how far each is from the middle of its row, in rows, and where the
 * row of each lane begins, from the first row on.
 */
function standing(c: Context, n: Numeric, name: string, rows: Rows): { readonly off: number; readonly at: number[] } {
  const { f } = c;
  const { many, numbers, low } = n;
  const [state, place, inside, row, off, at] = ['state', 'place', 'inside', 'row', 'off', 'rows'].map((x) =>
    f.local('v128', x),
  ) as [number, number, number, number, number, number];
  f.push('local.tee', state).push('v128.const', numbers(PER_UNIT)).push(`${many}.mul`);
  f.push('local.tee', place).push(`${many}.abs`);
  f.push('i32.const', 0)
    .push(n.loadSplat, { offset: c.layout.tables.get(name)! })
    .push(`${many}.le`);
  f.push('local.set', inside);
  // The row's number stands in the lowest bits, beside those of what was added to round it.
  const low32 = n.bytes === 4 ? new Int32Array(new Float32Array([low]).buffer)[0]! : 0;
  f.push('local.get', place).push('local.get', place).push('v128.const', numbers(low)).push(`${many}.add`);
  f.push('local.tee', row).push('v128.const', numbers(low)).push(`${many}.sub`).push(`${many}.sub`);
  f.push('local.set', off);
  f.push('local.get', row).push('v128.const', i32x4(rows.bytes)).push('i32x4.mul');
  f.push('v128.const', i32x4(REACH * rows.bytes - Math.imul(low32, rows.bytes))).push('i32x4.add');
  f.push('local.set', at);
  f.push('local.get', inside).push(`${n.words}.all_true`).push('i32.eqz');
  f.if(() => {
    const spare = f.local('i32', 'spare');
    const [base, offset] = spareOf(c, name, rows, 0);
    base();
    f.push('i32.const', offset).push('i32.add').push('local.set', spare);
    f.push('local.get', state).push('local.get', spare).call(c.outside.get(name)!);
    f.push('local.get', at);
    f.push('local.get', spare)
      .push('i32.const', c.layout.tables.get(name)! + HEAD)
      .push('i32.sub')
      .push('i32x4.splat');
    f.push('v128.const', i32x4(...[0, 1, 2, 3].map((k) => Math.floor((k * n.lanes) / 4) * rows.bytes)));
    f.push('i32x4.add').push('local.get', inside).push('v128.bitselect').push('local.set', at);
    f.push('local.get', off).push('local.get', inside).push('v128.and').push('local.set', off);
  });
  return { off, at: Array.from({ length: n.lanes }, (_, lane) => extract(f, at, (lane * 4) / n.lanes)) };
}

function extract(f: FuncBuilder, all: number, word: number): number {
  const one = f.local('i32', 'at');
  f.push('local.get', all).push('i32x4.extract_lane', word).push('local.set', one);
  return one;
}

/** Neighbouring functions of a table. */
interface Columns {
  readonly c: Context;
  readonly n: Numeric;
  /** Address of the first row. */
  readonly base: number;
  readonly rows: Rows;
  readonly first: number;
  readonly results: readonly [base: () => void, offset: number];
}

/** Where spare rows are: what is pushed, and what is added to it. */
function spareOf(c: Context, name: string, rows: Rows, more: number): readonly [base: () => void, offset: number] {
  const { share, f } = c;
  return share
    ? [() => void f.push('local.get', share.own), share.area.spare + more]
    : [() => void f.push('i32.const', 0), c.layout.tables.get(name)! + HEAD + spareAt(rows) + more];
}

/** Lets vectors wait in memory: so that each is computed before numbers for the next are fetched, and registers suffice. */
function waiting({ c: { f }, results: [base, offset] }: Columns, vectors: readonly (() => void)[]): number[] {
  vectors.forEach((push, k) => {
    base();
    push();
    f.push('v128.store', { offset: offset + 16 * k });
  });
  return vectors.map((_, k) => {
    const y = f.local('v128', 'y');
    base();
    f.push('v128.load', { offset: offset + 16 * k }).push('local.set', y);
    return y;
  });
}

/** The polynomials, from the highest power down; `load` pushes coefficients, given how far they lie into a row. */
function polynomials({ c, n, base, rows, first }: Columns, off: number, load: (offset: number) => void): void {
  const { f } = c;
  const coefficients = (k: number): void => load(base + (k * rows.columns + first) * n.bytes);
  coefficients(0);
  for (let k = 1; k <= rows.degree; k++) {
    f.push('local.get', off);
    if (!c.relaxed) f.push(`${n.many}.mul`);
    coefficients(k);
    f.push(c.relaxed ? `${n.many}.relaxed_madd` : `${n.many}.add`);
  }
}

const LOWER = { 4: shuffle32(0, 4, 1, 5), 8: shuffle32(0, 1, 4, 5) } as const;
const UPPER = { 4: shuffle32(2, 6, 3, 7), 8: shuffle32(2, 3, 6, 7) } as const;
const [EVEN, ODD] = [shuffle32(0, 2, 4, 6), shuffle32(1, 3, 5, 7)];

function shuffled(f: FuncBuilder, a: number, b: number, words: number[]): number {
  const both = f.local('v128', 'turned');
  f.push('local.get', a).push('local.get', b).push('i8x16.shuffle', words).push('local.set', both);
  return both;
}

/** As many functions as there are lanes, lane by lane; what of them is wanted, lanes side by side. */
function byLanes(of: Columns, off: number, at: readonly number[], wanted: readonly Term[]): (number | undefined)[] {
  const { f } = of.c;
  const each = waiting(
    of,
    at.map((address, lane) => () => {
      const own = shuffled(f, off, off, of.n.bytes === 4 ? shuffle32(lane, lane, lane, lane) : WORDS[lane]!);
      polynomials(of, own, (offset) => f.push('local.get', address).push('v128.load', { offset }));
    }),
  );
  const [p, q, r, s] = each as [number, number, number, number];
  if (of.n.bytes === 8) return [LOWER[8], UPPER[8]].map((half) => shuffled(f, p, q, half));
  return [LOWER[4], UPPER[4]].flatMap((half, k) => {
    const these = [2 * k, 2 * k + 1].map((j) => wanted.some((t) => t.value === of.first + j));
    if (!these.includes(true)) return [undefined, undefined];
    const [a, b] = [shuffled(f, p, q, half), shuffled(f, r, s, half)];
    return [LOWER[8], UPPER[8]].map((x, j) => (these[j] ? shuffled(f, a, b, x) : undefined));
  });
}

const WORDS = [shuffle32(0, 1, 0, 1), shuffle32(2, 3, 2, 3)];

/** Two functions, two lanes at a time. */
function byPairs(of: Columns, off: number, at: readonly number[]): number[] {
  const { f } = of.c;
  const each = waiting(
    of,
    [LOWER[4], UPPER[4]].map((half, k) => () => {
      const own = shuffled(f, off, off, half);
      polynomials(of, own, (offset) => {
        f.push('local.get', at[2 * k + 1]!);
        f.push('local.get', at[2 * k]!).push('v128.load64_zero', { offset });
        f.push('v128.load64_lane', { offset }, 1);
      });
    }),
  );
  return [EVEN, ODD].map((words) => shuffled(f, each[0]!, each[1]!, words));
}

/**
 * Tables of functions of one state. A row stands for the neighbourhood of a multiple of a quarter of the state's unit in
 * the coherent system (0.25 mV), and holds of each function the polynomial of how far away the state is, in rows. The
 * host finds it in double precision, by interpolation at Chebyshev's points. At 1/16 of the voltage in which a rate
 * changes e-fold, that errs by 5e-9 with degree 3 and by 1e-16 with degree 6 of the function's value.
 */
import type { Program, Table } from '../program.ts';

/** Rows per unit: a power of two, so that a state falls into its row without rounding. */
export const PER_UNIT = 4;
/** Rows on either side of that of 0: a voltage lies between -100 and 100 mV, and elsewhere the formula is computed. */
export const REACH = 100 * PER_UNIT;
/** Of the polynomials, by precision. */
const DEGREE = { f32: 3, f64: 6 } as const;
/**
 * Where a row's numbers are: first all coefficients of the highest power, function by function, then those of the next.
 * There is an even number of functions, the last one without use where need be.
 */
export interface Rows {
  readonly degree: number;
  /** Numbers of one power. */
  readonly columns: number;
  /** Bytes of a row. */
  readonly bytes: number;
}

export function rowsOf(table: Table, precision: Program['precision']): Rows {
  const degree = DEGREE[precision];
  const columns = 2 * Math.ceil(table.functions.length / 2);
  return { degree, columns, bytes: (degree + 1) * columns * (precision === 'f32' ? 4 : 8) };
}

/** Before the rows stands, in as many bytes, how many of them on either side of 0 there are to use: all, or -1. */
export const HEAD = 16;

/**
 * Rows behind the others: one for each lane of a vector, for what formulas say of states that have none, and one in which
 * results wait.
 */
export const SPARE = 5;
/** Where they begin, from the first row. */
export const spareAt = (rows: Rows): number => (2 * REACH + 1) * rows.bytes;

/** Bytes of a table. */
export function tableBytes(table: Table, precision: Program['precision']): number {
  const rows = rowsOf(table, precision);
  return HEAD + spareAt(rows) + SPARE * rows.bytes;
}

/**
 * Matrix exponentials of exact steps, on the host in double precision, whenever a param changes. Only sums,
 * products and quotients are used, so that every machine gets the same bits.
 */
import type { Expr } from './expr.ts';

/** One entry of P = exp(A dt), or of Φ = ∫₀^dt exp(A s) ds, of the system x' = A x + b. */
export interface Coefficient {
  /** Name by which the updates read it. */
  readonly name: string;
  /** Which state each row of the matrix is. */
  readonly states: readonly string[];
  /** A, whose entries are formulas of params. */
  readonly matrix: readonly (readonly Expr[])[];
  readonly row: number;
  readonly column: number;
  readonly of: 'P' | 'Φ';
}

/** The values of coefficients, for the present params: `value` evaluates an entry, `dt` is in ms. */
export function coefficientValues(
  list: readonly Coefficient[],
  value: (e: Expr) => number,
  dt: number,
): Map<string, number> {
  const done = new Map<Coefficient['matrix'], Exponential>();
  const values = new Map<string, number>();
  for (const c of list) {
    const exponential =
      done.get(c.matrix) ??
      exponentialOf(
        c.matrix.map((row) => row.map(value)),
        dt,
      );
    done.set(c.matrix, exponential);
    values.set(c.name, (c.of === 'P' ? exponential.P : exponential.Φ)[c.row]![c.column]!);
  }
  return values;
}

export type Matrix = readonly (readonly number[])[];
export interface Exponential {
  readonly P: Matrix;
  readonly Φ: Matrix;
}

/**
 * exp(A dt) and its integral, by scaling and squaring (Higham 2008, doi:10.1137/1.9780898717778, ch. 10): a
 * Taylor series of X = A dt / 2^s, then s doublings by exp(2X) = exp(X)² and ∫ over 2X = (I + exp(X)) ∫ over X.
 */
export function exponentialOf(A: Matrix, dt: number): Exponential {
  const n = A.length;
  const X = A.map((row) => row.map((a) => a * dt));
  const s = Math.min(MOST_DOUBLINGS, Math.max(0, Math.ceil(Math.log2(radius(X) / REACH))));
  const small = X.map((row) => row.map((x) => x * 2 ** -s));
  // φ = Σ X^k / (k + 1)!, the integral over a step of length one.
  let φ: Matrix = identity(n);
  let term: Matrix = identity(n);
  for (let k = 1; k <= 40; k++) {
    term = multiply(term, small, 1 / (k + 1));
    φ = add(φ, term);
    if (term.every((row, i) => row.every((x, j) => Math.abs(x) <= 2 ** -60 * Math.abs(φ[i]![j]!)))) break;
  }
  let P = add(identity(n), multiply(small, φ));
  for (let k = 0; k < s; k++) {
    φ = add(φ, multiply(P, φ)).map((row) => row.map((x) => x / 2));
    P = multiply(P, P);
  }
  return { P, Φ: φ.map((row) => row.map((x) => x * dt)) };
}

/** How large X may be for the series: 20 terms then reach double precision. */
const REACH = 0.5;
/** Beyond it everything that decays is zero, and everything that grows infinite. */
const MOST_DOUBLINGS = 1100;

/** About the spectral radius of |X|: whatever units the states have, unlike a norm. */
function radius(X: Matrix): number {
  const most = (M: Matrix): number => Math.max(...M.map((row) => row.reduce((a, b) => a + Math.abs(b), 0)));
  const size = most(X);
  if (size === 0) return 0;
  let power: Matrix = X.map((row) => row.map((x) => Math.abs(x) / size));
  for (let k = 0; k < 3; k++) power = multiply(power, power);
  return size * most(power) ** (1 / 8);
}

const identity = (n: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)));
const add = (A: Matrix, B: Matrix): Matrix => A.map((row, i) => row.map((a, j) => a + B[i]![j]!));
const multiply = (A: Matrix, B: Matrix, scale = 1): Matrix =>
  A.map((row) => B.map((_, j) => row.reduce((sum, a, k) => sum + a * B[k]![j]!, 0) * scale));

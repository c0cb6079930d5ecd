/**
 * Ridge regression in closed form (Hoerl & Kennard 1970): W = (XᵀX + λI)⁻¹ XᵀY, with a bias that is not
 * penalised. Sums are kept in double precision as samples come, so no sample is stored.
 */
import { choleskySolve } from './cholesky.ts';

export interface NormalEquations {
  readonly features: number;
  readonly targets: number;
  /** XᵀX with the bias as last feature; the lower triangle is kept. */
  readonly gram: Float64Array;
  readonly cross: Float64Array;
}

export const emptyEquations = (features: number, targets: number): NormalEquations => ({
  features,
  targets,
  gram: new Float64Array((features + 1) ** 2),
  cross: new Float64Array((features + 1) * targets),
});

/** Adds one sample, in place. */
export function addSample(eq: NormalEquations, x: ArrayLike<number>, y: ArrayLike<number>): void {
  const n = eq.features + 1;
  for (let i = 0; i < n; i++) {
    const xi = i < eq.features ? x[i]! : 1;
    if (xi === 0) continue;
    for (let j = 0; j <= i; j++) eq.gram[i * n + j]! += xi * (j < eq.features ? x[j]! : 1);
    for (let c = 0; c < eq.targets; c++) eq.cross[i * eq.targets + c]! += xi * y[c]!;
  }
}

/** The weights, (features + 1) × targets, row-major; the last row is the bias. */
export function solveRidge(eq: NormalEquations, lambda: number, where: string): Float64Array {
  const n = eq.features + 1;
  const gram = eq.gram.slice();
  for (let i = 0; i < eq.features; i++) gram[i * n + i]! += lambda;
  return choleskySolve(gram, eq.cross.slice(), n, where);
}

/** The outputs of a fit for one sample. */
export function apply(weights: Float64Array, x: ArrayLike<number>, targets: number): Float64Array {
  const features = weights.length / targets - 1;
  return Float64Array.from({ length: targets }, (_, c) => {
    let sum = weights[features * targets + c]!;
    for (let i = 0; i < features; i++) sum += x[i]! * weights[i * targets + c]!;
    return sum;
  });
}

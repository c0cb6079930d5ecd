/** Linear equations with a symmetric positive definite matrix, in double precision. */
import { NeuroloomError } from '@neuroloom/core';

/** Solves A X = B for A (n × n) and B (n × m), both row-major; A is overwritten by its Cholesky factor, B by X. */
export function choleskySolve(a: Float64Array, b: Float64Array, n: number, where: string): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (i !== j) a[i * n + j] = sum / a[j * n + j]!;
      else if (sum > 0) a[i * n + i] = Math.sqrt(sum);
      else {
        throw new NeuroloomError({
          where,
          what: `the features are linearly dependent (pivot ${i} of ${n} is ${sum})`,
          remedy: 'raise lambda above 0',
        });
      }
    }
  }
  const m = b.length / n;
  for (let c = 0; c < m; c++) {
    for (let i = 0; i < n; i++) {
      let sum = b[i * m + c]!;
      for (let k = 0; k < i; k++) sum -= a[i * n + k]! * b[k * m + c]!;
      b[i * m + c] = sum / a[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = b[i * m + c]!;
      for (let k = i + 1; k < n; k++) sum -= a[k * n + i]! * b[k * m + c]!;
      b[i * m + c] = sum / a[i * n + i]!;
    }
  }
  return b;
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choleskySolve } from '../../src/streams/cholesky.ts';
import { addSample, apply, emptyEquations, solveRidge } from '../../src/streams/normal-equations.ts';

describe('Cholesky', () => {
  test('solves a system known by hand', () => {
    // [[4, 2], [2, 3]] x = (2, 5) has x = (-1/2, 2).
    expect([...choleskySolve(Float64Array.of(4, 2, 2, 3), Float64Array.of(2, 5), 2, 'test')]).toEqual([
      expect.closeTo(-0.5, 12),
      expect.closeTo(2, 12),
    ]);
  });

  test('refuses a singular matrix, with the pivot and a remedy', () => {
    expect(() => choleskySolve(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1), 2, 'readout')).toThrow(
      /readout: the features are linearly dependent .*raise lambda/s,
    );
  });
});

describe('ridge', () => {
  test('of one feature is the textbook formula', () => {
    // x = 1, 2, 3 and y = 2, 4, 7: slope = Sxy / (Sxx + λ) about the means, since the bias is free.
    const eq = emptyEquations(1, 1);
    for (const [x, y] of [
      [1, 2],
      [2, 4],
      [3, 7],
    ] as const)
      addSample(eq, [x], [y]);
    for (const lambda of [0, 0.5, 10]) {
      const [slope = NaN, bias = NaN] = solveRidge(eq, lambda, 'test');
      expect(slope).toBeCloseTo(5 / (2 + lambda), 12);
      expect(bias).toBeCloseTo(13 / 3 - 2 * slope, 12);
    }
  });

  test('without penalty finds the line that made the data', () => {
    const eq = emptyEquations(2, 1);
    for (const x of [
      [0, 0],
      [1, 0],
      [0, 1],
      [2, 5],
    ])
      addSample(eq, x, [3 * x[0]! - 2 * x[1]! + 1]);
    expect([...solveRidge(eq, 0, 'test')].map((w) => Math.round(w * 1e9) / 1e9)).toEqual([3, -2, 1]);
  });

  test('satisfies the normal equations: residuals are orthogonal to the features, up to the penalty', () => {
    const sample = fc.tuple(
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 0, max: 1 }),
    );
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 100 }),
        (samples, lambda) => {
          const eq = emptyEquations(3, 2);
          const target = (c: number): number[] => [0, 1].map((k) => (k === c ? 1 : 0));
          for (const [x, c] of samples) addSample(eq, x, target(c));
          const w = solveRidge(eq, lambda, 'test');
          for (let i = 0; i < 4; i++) {
            for (let c = 0; c < 2; c++) {
              const gradient = samples.reduce(
                (sum, [x, k]) => sum + (apply(w, x, 2)[c]! - target(k)[c]!) * (i < 3 ? x[i]! : 1),
                0,
              );
              // Numbers up to 20 × 25 lose at most 1e-13 of themselves in each of a few operations.
              expect(Math.abs(gradient + (i < 3 ? lambda * w[i * 2 + c]! : 0))).toBeLessThan(1e-9);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

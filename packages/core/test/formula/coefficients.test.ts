import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coefficientValues, evaluate, exponentialOf, integrate, parse } from '@neuroloom/core';

const exprel = (x: number): number => (x === 0 ? 1 : Math.expm1(x) / x);
const relative = (got: number, want: number): number => (want === got ? 0 : Math.abs(got - want) / Math.abs(want));
/** Each doubling can double the relative error of an entry; while no rate exceeds 3 per step that stays below 1e-14. */
const CLOSE = 1e-14;

describe('the exponential of a matrix', () => {
  test('one number', () => {
    for (const x of [0, 1e-9, 1e-3, 0.1, 0.5, 1, 2, 5, -1e-9, -1e-3, -0.1, -0.5, -1, -5]) {
      const { P, Φ } = exponentialOf([[x]], 1);
      expect(relative(P[0]![0]!, Math.exp(x))).toBeLessThan(CLOSE);
      expect(relative(Φ[0]![0]!, exprel(x))).toBeLessThan(CLOSE);
    }
  });

  test('a membrane behind a decaying conductance, whatever the time constants', () => {
    const rate = fc.double({ min: 1e-4, max: 3, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (m, e, k) => {
        const { P, Φ } = exponentialOf(
          [
            [-m, k],
            [0, -e],
          ],
          1,
        );
        // k (e^{-e} - e^{-m}) / (m - e), written without cancellation.
        expect(relative(P[0]![1]!, k * Math.exp(-m) * exprel(m - e))).toBeLessThan(CLOSE);
        expect(relative(P[0]![0]!, Math.exp(-m))).toBeLessThan(CLOSE);
        expect(relative(P[1]![1]!, Math.exp(-e))).toBeLessThan(CLOSE);
        expect(relative(Φ[1]![1]!, exprel(-e))).toBeLessThan(CLOSE);
        expect(P[1]![0]).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('equal time constants: t e^{-t}', () => {
    for (const dt of [0.01, 0.1, 1]) {
      const { P, Φ } = exponentialOf(
        [
          [-1, 1],
          [0, -1],
        ],
        dt,
      );
      expect(relative(P[0]![1]!, dt * Math.exp(-dt))).toBeLessThan(CLOSE);
      // ∫ s e^{-s} ds = 1 - (1 + t) e^{-t}, summed as Σ (-t)^k t² / (k! (k + 2)).
      let [integral, power] = [0, dt ** 2];
      for (let k = 0; k < 40; k++, power *= -dt / k) integral += power / (k + 2);
      expect(relative(Φ[0]![1]!, integral)).toBeLessThan(CLOSE);
    }
  });

  test('an oscillator turns by its angle', () => {
    for (const angle of [1e-6, 0.01, 0.3, 1, 2]) {
      const { P, Φ } = exponentialOf(
        [
          [0, -1],
          [1, 0],
        ],
        angle,
      );
      expect(relative(P[0]![0]!, Math.cos(angle))).toBeLessThan(CLOSE);
      expect(relative(P[1]![0]!, Math.sin(angle))).toBeLessThan(CLOSE);
      expect(relative(Φ[0]![0]!, Math.sin(angle))).toBeLessThan(CLOSE);
      expect(relative(Φ[1]![0]!, 2 * Math.sin(angle / 2) ** 2)).toBeLessThan(CLOSE);
    }
  });

  test('a chain of integrators gives t^k / k!', () => {
    const { P } = exponentialOf(
      [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [0, 0, 0, 1],
        [0, 0, 0, 0],
      ],
      2,
    );
    expect(P[0]).toEqual([1, 2, 2, 4 / 3]);
  });

  test('two half steps are one step, and Φ A = P - I', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    const matrix = fc.array(fc.array(entry, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    const times = (A: readonly (readonly number[])[], B: readonly (readonly number[])[]): number[][] =>
      A.map((row) => B.map((_, j) => row.reduce((sum, a, k) => sum + a * B[k]![j]!, 0)));
    fc.assert(
      fc.property(matrix, (A) => {
        const whole = exponentialOf(A, 1),
          half = exponentialOf(A, 0.5);
        const twice = times(half.P, half.P),
          drift = times(whole.Φ, A);
        // Entries may pass through zero, so the error is measured against the matrix: |exp A| ≤ e³.
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            expect(Math.abs(whole.P[i]![j]! - twice[i]![j]!)).toBeLessThan(20 * CLOSE);
            expect(Math.abs(whole.P[i]![j]! - Number(i === j) - drift[i]![j]!)).toBeLessThan(20 * CLOSE);
          }
        }
      }),
    );
  });

  test('units do not matter: the same system in volts and in millivolts', () => {
    const a = exponentialOf(
      [
        [-0.05, 3],
        [0, -0.2],
      ],
      0.1,
    ).P[0]![1]!;
    const b = exponentialOf(
      [
        [-0.05, 3 * 2 ** 60],
        [0, -0.2],
      ],
      0.1,
    ).P[0]![1]!;
    expect(b / 2 ** 60).toBe(a);
  });

  test('extreme rates end in numbers, not in a loop', () => {
    expect(exponentialOf([[-1e300]], 1).P[0]![0]).toBe(0);
    expect(exponentialOf([[1e5]], 1).P[0]![0]).toBe(Infinity);
    expect(exponentialOf([[NaN]], 1).P[0]![0]).toBeNaN();
    expect(exponentialOf([[-Infinity]], 1).P[0]![0]).toBeNaN();
  });
});

test('coefficients of a step are read from params', () => {
  const flow = new Map([
    ['V', parse('(g - V) / tau_m')],
    ['g', parse('-g / tau_e')],
  ]);
  const { coefficients } = integrate(flow, { method: 'auto', constant: (n) => n !== 'V' && n !== 'g' });
  expect(coefficients.map((c) => c.name)).toEqual(['$P_V_g']);
  for (const [tau_m, tau_e] of [
    [20, 5],
    [10, 10],
    [5, 20],
  ] as const) {
    const [m, e] = [0.1 / tau_m, 0.1 / tau_e];
    const value = coefficientValues(coefficients, (x) => evaluate(x, { tau_m, tau_e }), 0.1).get('$P_V_g')!;
    expect(relative(value, m * Math.exp(-m) * exprel(m - e))).toBeLessThan(CLOSE);
  }
});

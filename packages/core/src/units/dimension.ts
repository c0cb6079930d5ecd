/**
 * A physical dimension: integer exponents of time, voltage, current, length and amount, in the coherent
 * system ms, mV, nA, µm, amol. In it no formula needs a conversion factor: mV/nA = MΩ, nA·ms/mV = nF,
 * nA/mV = µS, amol/µm³ = mM.
 */
export type Dim = readonly [time: number, voltage: number, current: number, length: number, amount: number];

export const ONE: Dim = [0, 0, 0, 0, 0];
export const TIME: Dim = [1, 0, 0, 0, 0];

export const sameDim = (a: Dim, b: Dim): boolean => a.every((e, k) => e === b[k]);
export const mulDim = (a: Dim, b: Dim): Dim => zip(a, b, (x, y) => x + y);
export const divDim = (a: Dim, b: Dim): Dim => zip(a, b, (x, y) => x - y);
export const powDim = (a: Dim, n: number): Dim => zip(a, a, (x) => x * n);
export const isOne = (a: Dim): boolean => sameDim(a, ONE);

function zip(a: Dim, b: Dim, f: (x: number, y: number) => number): Dim {
  return [f(a[0], b[0]), f(a[1], b[1]), f(a[2], b[2]), f(a[3], b[3]), f(a[4], b[4])];
}

/**
 * Elementary functions of our own: the same words on every machine and target. Largest errors in units in the last
 * place, in f32 over every single-precision number of the domain (2^x, exprel(x ln 2) and pow: samples), in f64 over samples:
 *
 * |     | exp  | 2^x  | log  | exprel | exprel(x ln 2) | tanh | sin, cos           | pow  | cosTurns |
 * | --- | ---- | ---- | ---- | ------ | -------------- | ---- | ------------------ | ---- | -------- |
 * | f32 | 1.02 | 1.13 | 0.84 | 1.94   | 3.1            | 2.32 | 2.48 (to 10^4)     | 1.2  | 2.0      |
 * | f64 | 0.91 | 1.1  | 0.78 | 1.85   | 2.9            | 2.36 | 2.1 (to 1.6·10^6)  | 1.1  |          |
 */
export * from './arith.ts';
export * from './numbers.ts';
export * from './exponential.ts';
export * from './logarithm.ts';
export * from './trigonometric.ts';
export * from './power.ts';
export * from './normal.ts';
export * from './helpers.ts';

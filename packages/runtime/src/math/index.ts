/** Elementary functions of our own: the same words on every machine and target. */
export * from './arith.ts';
export * from './numbers.ts';
export * from './exponential.ts';
export * from './logarithm.ts';
export * from './trigonometric.ts';
export * from './power.ts';
export * from './normal.ts';
export * from './helpers.ts';

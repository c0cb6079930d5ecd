/** The functions on JavaScript's numbers, in both precisions: `exp32(x)` is single, `exp64(x)` double. */
import { decay2, exp, exp2, exprel, exprel2, tanh } from './exponential.ts';
import { log } from './logarithm.ts';
import { normal } from './normal.ts';
import { f32Arith, f64Arith } from './numbers.ts';
import { pow } from './power.ts';
import { cos, sin } from './trigonometric.ts';

const { fround } = Math;

export const exp32 = (x: number): number => exp(f32Arith, fround(x));
export const exp2of32 = (x: number): number => exp2(f32Arith, fround(x));
export const exprel2of32 = (x: number): number => exprel2(f32Arith, fround(x));
export const decay2of32 = (x: number): number => decay2(f32Arith, fround(x));
export const log32 = (x: number): number => log(f32Arith, fround(x));
export const exprel32 = (x: number): number => exprel(f32Arith, fround(x));
export const tanh32 = (x: number): number => tanh(f32Arith, fround(x));
export const sin32 = (x: number): number => sin(f32Arith, fround(x));
export const cos32 = (x: number): number => cos(f32Arith, fround(x));
export const pow32 = (x: number, y: number): number => pow(f32Arith, fround(x), fround(y));
export const normal32 = (u1: number, u2: number): number => normal(f32Arith, fround(u1), fround(u2));

export const exp64 = (x: number): number => exp(f64Arith, x);
export const exp2of64 = (x: number): number => exp2(f64Arith, x);
export const exprel2of64 = (x: number): number => exprel2(f64Arith, x);
export const decay2of64 = (x: number): number => decay2(f64Arith, x);
export const log64 = (x: number): number => log(f64Arith, x);
export const exprel64 = (x: number): number => exprel(f64Arith, x);
export const tanh64 = (x: number): number => tanh(f64Arith, x);
export const sin64 = (x: number): number => sin(f64Arith, x);
export const cos64 = (x: number): number => cos(f64Arith, x);
export const pow64 = (x: number, y: number): number => pow(f64Arith, x, y);
export const normal64 = (u1: number, u2: number): number => normal(f64Arith, u1, u2);

/** Explicit Runge–Kutta methods as data: Butcher's tableaus (Hairer, Nørsett & Wanner 1993, doi:10.1007/978-3-540-78862-1). */
import type { Expr } from './expr.ts';
import { num } from './expr.ts';

export interface Tableau {
  readonly stages: readonly {
    /** When the stage looks at the flow, in steps. */
    readonly time: Expr;
    /** How much of each earlier slope its states have moved along. */
    readonly weights: readonly Expr[];
  }[];
  readonly result: readonly Expr[];
}

const part = (a: number, b = 1): Expr => num(a / b);

/** The classical method of order four. */
export const RK4: Tableau = {
  stages: [
    { time: part(0), weights: [] },
    { time: part(1, 2), weights: [part(1, 2)] },
    { time: part(1, 2), weights: [part(0), part(1, 2)] },
    { time: part(1), weights: [part(0), part(0), part(1)] },
  ],
  result: [part(1, 6), part(1, 3), part(1, 3), part(1, 6)],
};

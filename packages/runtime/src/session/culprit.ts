/** The innermost operation of a formula that makes something unsound of numbers that are sound. */
import type { Expr } from '@neuroloom/core';
import { evaluate, num } from '@neuroloom/core';

export interface Culprit {
  readonly expr: Expr;
  readonly args: readonly number[];
}

/** `valueOf` gives what a name stands for, or undefined where that is not known; what follows from it is not known either. */
export function culprit(
  formula: Expr,
  valueOf: (name: string) => number | undefined,
  precision: 'f32' | 'f64',
): Culprit | null {
  const round = precision === 'f32' ? Math.fround : (x: number): number => x;
  let found: Culprit | null = null;
  const dt = valueOf('dt') ?? NaN;

  const go = (e: Expr): number | undefined => {
    if (found) return undefined;
    switch (e.tag) {
      case 'const':
        return e.value;
      case 'name':
        return valueOf(e.name);
      case 'axis':
      case 'reduce':
      case 'rand':
      case 'randn':
      case 'chance':
        return undefined;
      case 'select': {
        const [condition, yes, no] = e.args as [Expr, Expr, Expr];
        const truth = go(condition);
        return truth === undefined ? undefined : go(truth ? yes : no);
      }
      default: {
        const args = e.args.map(go);
        if (!args.every((x) => x !== undefined)) return undefined;
        const value = round(evaluate({ ...e, args: args.map((x) => num(x)) }, { dt }));
        if (Number.isFinite(value) || !args.every(Number.isFinite)) return value;
        found ??= { expr: e, args };
        return undefined;
      }
    }
  };
  go(formula);
  return found;
}

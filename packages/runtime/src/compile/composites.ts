/** What composite operations are made of, in any arithmetic: of terms, of the host's numbers, or of many at once. */
import {
  type Arith,
  cos,
  decay2,
  exp,
  exp2,
  exprel,
  exprel2,
  log,
  normal,
  pow,
  powInt,
  sin,
  tanh,
} from '../math/index.ts';
import type { Term } from '../term.ts';

/** The operation on these arguments; undefined where it is none of those that math/ knows. */
export function composite<T, B>(a: Arith<T, B>, t: Term, [x, y]: readonly T[]): T | undefined {
  switch (t.op) {
    case 'exp':
      return exp(a, x!);
    case 'exp2':
      return exp2(a, x!);
    case 'exprel2':
      return exprel2(a, x!);
    case 'decay2':
      return decay2(a, x!);
    case 'log':
      return log(a, x!);
    case 'sin':
      return sin(a, x!);
    case 'cos':
      return cos(a, x!);
    case 'tanh':
      return tanh(a, x!);
    case 'exprel':
      return exprel(a, x!);
    case 'pow': {
      const n = t.args[1]!;
      return n.op === 'const' && isWhole(n.value) ? powInt(a, x!, n.value) : pow(a, x!, y!);
    }
    case 'normal':
      return normal(a, x!, y!);
    default:
      return undefined;
  }
}

/** Exponents that are multiplied out: a negative number has such a power, and `pow` knows only logarithms. */
const isWhole = (n: number): boolean => Number.isInteger(n) && Math.abs(n) <= 64;

/**
 * Which sign a term has whatever the states are, as far as its formula tells: an exponential is never negative, nor is
 * a sum of what is not. The sign is that of the number's bits, so that 0 and -0 differ, as they do in a divisor.
 * Rounding keeps it: what holds of formulas holds of their numbers, NaN aside.
 */
import type { Term } from '../term.ts';

/** Always with the one sign, always with the other, or unknown. */
export type Sign = 1 | -1 | 0;

export function signOf(t: Term, known = new Map<Term, Sign>()): Sign {
  let sign = known.get(t);
  if (sign === undefined) {
    sign = signFrom(
      t,
      t.args.map((a) => signOf(a, known)),
    );
    known.set(t, sign);
  }
  return sign;
}

function signFrom(t: Term, [a = 0, b = 0, c = 0]: readonly Sign[]): Sign {
  switch (t.op) {
    case 'const':
      return t.value > 0 || Object.is(t.value, 0) ? 1 : t.value < 0 || Object.is(t.value, -0) ? -1 : 0;
    case 'exp':
    case 'exp2':
    case 'exprel':
    case 'exprel2':
    case 'decay2':
    case 'abs':
    case 'rand':
    case 'coin':
    case 'index':
    case 'tick':
      return 1;
    case 'neg':
      return opposite(a);
    case 'real':
    case 'floor':
    case 'sqrt':
    case 'tanh':
      return a;
    case 'mul':
    case 'div':
      if (t.op === 'mul' && t.args[0] === t.args[1]) return 1;
      return a === 0 || b === 0 ? 0 : a === b ? 1 : -1;
    case 'add':
    case 'min':
    case 'max':
      return a === b ? a : 0;
    case 'sub':
      return a === opposite(b) ? a : 0;
    case 'select':
      return b === c ? b : 0;
    case 'pow': {
      const n = t.args[1]!;
      return a === 1 || (n.op === 'const' && n.value % 2 === 0) ? 1 : 0;
    }
    default:
      return 0;
  }
}

const opposite = (s: Sign): Sign => (s === 0 ? 0 : s === 1 ? -1 : 1);

/** Normal deviates from uniform ones. */
import type { Arith } from './arith.ts';
import { logOf, split } from './logarithm.ts';
import { cosTurns } from './trigonometric.ts';

/**
 * A standard normal number from two independent uniform ones in [0, 1) (Box & Muller 1958). 1 - u1 is in (0, 1]
 * and exact for multiples of 2^-24, so u1 = 0 gives 0, and no deviate is larger than √(48 ln 2) = 5.77.
 */
export function normal<T, B>(m: Arith<T, B>, u1: T, u2: T): T {
  const ln = logOf(m, split(m, m.sub(m.const(1), u1)));
  return m.mul(m.sqrt(m.mul(ln, m.const(-2))), cosTurns(m, u2));
}

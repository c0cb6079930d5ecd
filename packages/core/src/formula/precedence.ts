/** How tightly the operators of a formula bind, and how they are written: read by the parser, the printer and the typesetters. */
import type { Op } from './expr.ts';

/** From loose to tight. */
export const BINDING = {
  select: 1,
  or: 2,
  and: 3,
  not: 4,
  compare: 5,
  sum: 6,
  product: 7,
  sign: 8,
  power: 9,
  atom: 10,
} as const;

export interface Infix {
  readonly text: string;
  readonly binding: number;
  /** What each operand must bind at least as tightly as, to stand without parentheses. */
  readonly left: number;
  readonly right: number;
}

const leftward = (text: string, binding: number): Infix => ({ text, binding, left: binding, right: binding + 1 });
const alone = (text: string): Infix => ({ text, binding: BINDING.compare, left: BINDING.sum, right: BINDING.sum });

export const INFIX = {
  or: leftward('or', BINDING.or),
  and: leftward('and', BINDING.and),
  lt: alone('<'),
  le: alone('<='),
  gt: alone('>'),
  ge: alone('>='),
  eq: alone('=='),
  ne: alone('!='),
  add: leftward('+', BINDING.sum),
  sub: leftward('-', BINDING.sum),
  mul: leftward('*', BINDING.product),
  div: leftward('/', BINDING.product),
  pow: { text: '^', binding: BINDING.power, left: BINDING.atom, right: BINDING.sign },
} as const satisfies Partial<Record<Op, Infix>>;
export type InfixOp = keyof typeof INFIX;

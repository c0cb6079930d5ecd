/** Random formulas for property tests. */
import fc from 'fast-check';
import type { Dim, Expr, Op } from '@neuroloom/core';
import { ONE, UNITS } from '@neuroloom/core';

const UNARY: readonly Op[] = [
  'neg',
  'abs',
  'sqrt',
  'floor',
  'sign',
  'exp',
  'log',
  'sin',
  'cos',
  'tanh',
  'exprel',
  'ticks',
];
const BINARY: readonly Op[] = ['add', 'sub', 'mul', 'div', 'pow', 'min', 'max', 'mod'];
const COMPARE: readonly Op[] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'];

export const NAMES = ['a', 'b', 'V', 'tau_m'] as const;
const op = (tag: Op, ...args: Expr[]): Expr => ({ tag, args, at: 0 });
const constant = (value: number, dim: Dim = ONE): Expr => ({ tag: 'const', value, dim, at: 0 });

/** What a parser can make: constants are not negative. */
const leaf: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 3, 4, 0.5, 1e-9, 1e30).map((v) => constant(v)) },
  { weight: 1, arbitrary: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((v) => constant(v)) },
  { weight: 4, arbitrary: fc.constantFrom(...NAMES).map((name): Expr => ({ tag: 'name', name, at: 0 })) },
);
const quantity: fc.Arbitrary<Expr> = fc
  .tuple(fc.double({ min: 0, max: 1e100, noNaN: true }), fc.constantFrom(...Object.values(UNITS)))
  .map(([v, [factor, dim]]) => constant(v * factor, dim));
const axis: fc.Arbitrary<Expr> = fc.record({
  tag: fc.constant('axis' as const),
  what: fc.constantFrom('index', 'size'),
  axis: fc.constantFrom('neuron', 'pre'),
  at: fc.constant(0),
});

interface Kinds {
  number: Expr;
  truth: Expr;
}
const expressions = (
  leaves: fc.Arbitrary<Expr>,
  more: (number: fc.Arbitrary<Expr>, truth: fc.Arbitrary<Expr>) => fc.Arbitrary<Expr>[],
  sure: (number: fc.Arbitrary<Expr>) => fc.Arbitrary<Expr>[] = () => [],
) =>
  fc.letrec<Kinds>((tie: fc.LetrecTypedTie<Kinds>) => {
    const number = tie('number');
    const truth = tie('truth');
    return {
      number: fc.oneof(
        { maxDepth: 6, depthSize: 'medium' },
        leaves,
        fc.tuple(fc.constantFrom(...UNARY), number).map(([tag, x]) => op(tag, x)),
        fc.tuple(fc.constantFrom(...BINARY), number, number).map(([tag, x, y]) => op(tag, x, y)),
        fc.tuple(truth, number, number).map(([c, x, y]) => op('select', c, x, y)),
        ...more(number, truth),
      ),
      truth: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.tuple(fc.constantFrom(...COMPARE), number, number).map(([tag, x, y]) => op(tag, x, y)),
        fc.tuple(fc.constantFrom<Op>('and', 'or'), truth, truth).map(([tag, x, y]) => op(tag, x, y)),
        truth.map((x) => op('not', x)),
        ...sure(number),
      ),
    };
  }).number;

/** Numbers and names only: it has a value when the names have. */
export const valued: fc.Arbitrary<Expr> = expressions(leaf, () => []);

/** Everything that the language can say. */
export const anything: fc.Arbitrary<Expr> = expressions(
  fc.oneof(leaf, quantity, axis),
  (number, truth) => [
    fc.constantFrom<Op>('rand', 'randn').map((tag) => op(tag)),
    fc
      .tuple(fc.constantFrom('sum', 'mean', 'least', 'most'), fc.constantFrom('pre', null), number)
      .map(([reduction, over, x]): Expr => ({ tag: 'reduce', op: reduction, axis: over, args: [x], at: 0 })),
    fc
      .tuple(fc.constantFrom('post', null), number, number)
      .map(([over, x, q]): Expr => ({ tag: 'reduce', op: 'quantile', axis: over, args: [x, q], at: 0 })),
    truth.map((c): Expr => ({ tag: 'reduce', op: 'count', axis: 'pre', args: [c], at: 0 })),
  ],
  (number) => [number.map((p) => op('chance', p))],
);

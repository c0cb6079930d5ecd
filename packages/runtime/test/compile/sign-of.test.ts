/** What is said of a term's sign holds for every number its leaves may stand for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signOf } from '../../src/compile/sign-of.ts';
import { exp, exprel, f32Arith, pow } from '../../src/math/index.ts';
import { MEANINGS } from '../../src/targets/reference/interpret.ts';
import type { Primitive, Term } from '../../src/term.ts';
import { Terms } from '../../src/term.ts';

const terms = new Terms();
const loads = ['a', 'b', 'c'].map((n) => terms.load(n, 'element'));
const { fround } = Math;

function valueOf(t: Term, xs: readonly number[]): number {
  if (t.op === 'const') return fround(t.value);
  if (t.op === 'load') return xs[loads.indexOf(t)]!;
  const [a = NaN, b = NaN, c = NaN] = t.args.map((x) => valueOf(x, xs));
  switch (t.op) {
    case 'exp':
      return exp(f32Arith, a);
    case 'exprel':
      return exprel(f32Arith, a);
    case 'pow':
      return pow(f32Arith, a, b);
    default:
      return fround(MEANINGS[t.op as Primitive](a, b, c, fround));
  }
}

const { real } = fc.letrec<{ real: Term }>((tie) => ({
  real: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(
      fc.constantFrom(...loads),
      fc.constantFrom(-2, -1, -0.5, -0, 0, 0.5, 1, 3).map((x) => terms.constant(x)),
    ),
    fc
      .tuple(fc.constantFrom('neg', 'abs', 'sqrt', 'exp', 'exprel', 'floor'), tie('real'))
      .map(([op, x]) => terms.op(op as 'neg', x)),
    fc
      .tuple(fc.constantFrom('add', 'sub', 'mul', 'div', 'min', 'max', 'pow'), tie('real'), tie('real'))
      .map(([op, x, y]) => terms.op(op as 'add', x, y)),
    tie('real').map((x) => terms.op('mul', x, x)),
    fc
      .tuple(tie('real'), tie('real'), tie('real'), tie('real'))
      .map(([p, q, x, y]) => terms.op('select', terms.op('lt', p, q), x, y)),
  ),
}));
const number = fc.oneof(fc.float(), fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity));

test('no number is on the wrong side of zero', () => {
  fc.assert(
    fc.property(real, fc.array(number, { minLength: 3, maxLength: 3 }), (t, xs) => {
      const sign = signOf(t);
      const x = valueOf(t, xs);
      if (Number.isNaN(x)) return;
      const bit = x < 0 || Object.is(x, -0) ? -1 : 1;
      if (sign !== 0) expect(bit).toBe(sign);
    }),
    { numRuns: 20_000 },
  );
});

test('a rate of Hodgkin and Huxley is above 0, and what pulls a gate to its place below', () => {
  const V = loads[0]!;
  const c = (x: number): Term => terms.constant(x);
  const alpha = terms.op('div', c(1.28), terms.op('exprel', terms.op('div', terms.op('sub', c(-50), V), c(4))));
  const beta = terms.op('div', c(4), terms.op('add', c(1), terms.op('exp', terms.op('mul', V, c(0.2)))));
  expect(signOf(alpha)).toBe(1);
  const pull = terms.op('mul', terms.op('sub', terms.op('neg', alpha), beta), c(0.1));
  expect(signOf(pull)).toBe(-1);
  expect(signOf(terms.op('add', V, alpha))).toBe(0);
});

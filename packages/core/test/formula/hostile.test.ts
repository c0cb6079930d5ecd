import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr, Names } from '@neuroloom/core';
import { check, integrate, latex, mathml, NeuroloomError, parse, print, simplify, sizeOf } from '@neuroloom/core';
import { anything } from './arbitrary.ts';

const names: Names = { lookup: () => ({ dim: [0, 0, 0, 0, 0], type: 'real' }), names: () => ['x'] };

/** Every consumer of a formula; how large the largest thing is that one of them makes of it. */
function consume(e: Expr, source: string): number {
  const expected = (work: () => number): number => {
    try {
      return work();
    } catch (error) {
      if (error instanceof NeuroloomError) return 0;
      throw error;
    }
  };
  const flow = new Map([
    ['x', e],
    ['y', parse('x - y')],
    ['z', e],
  ]);
  const constant = (name: string): boolean => name === 'dt' || name.startsWith('k');
  return Math.max(
    sizeOf(simplify(e)),
    print(e).length,
    latex(e).length,
    mathml(e).length,
    expected(() => (check(e, names, source, ''), 0)),
    ...(['auto', 'rk4', 'euler', 'exact'] as const).map((method) =>
      expected(() => {
        const { updates, stages } = integrate(flow, { method, constant });
        return [...updates.values(), ...stages.map((s) => s.value)].reduce((n, u) => n + sizeOf(u), 0);
      }),
    ),
  );
}

const many = (n: number, part: (k: number) => string, by: string): string =>
  Array.from({ length: n }, (_, k) => part(k)).join(by);
const wrapped = (open: string, inner: string, close: string): string => open.repeat(90) + inner + close.repeat(90);

describe('the largest formulas that the parser lets through are digested', () => {
  test.each([
    ['a long sum', many(480, () => 'x', ' + ')],
    ['a long product', many(480, () => 'x', ' * ')],
    ['many terms', many(250, (k) => `I${k % 100} * k${k % 7}`, ' + ')],
    ['a tower of sums', wrapped('(', 'x', ') * k + x')],
    ['a tower of quotients', wrapped('(', 'x + y', ' + I) / k')],
    ['a tower of squares', wrapped('(', 'x', ') ^ 2')],
    ['a tower of fourth powers', wrapped('(', 'x', ') ^ 4')],
    ['a ladder of choices', `${many(90, (k) => `I > ${k} ? x : `, '')}y`],
    ['a sum of choices', many(60, (k) => `(I > ${k} ? x * k1 : y * k2)`, ' + ')],
    ['a sum of choices by four conditions', many(60, (k) => `(I > ${k % 4} ? x * k1 : y * k2)`, ' + ')],
    ['many draws', many(400, () => 'rand()', ' + ')],
    ['nested reductions', wrapped('sum(', 'x', ')')],
    ['nested conditions', `${'not ('.repeat(45)}x > y${')'.repeat(45)}`],
    ['minus upon minus', `${'-'.repeat(95)}x`],
  ])('%s', (_, text) => {
    const e = parse(text);
    // Linear in the text but for nested quotients and choices, where it is quadratic: never 2^n.
    expect(consume(e, text)).toBeLessThan(200_000);
  });

  test('and so is any other', () => {
    fc.assert(
      fc.property(anything, (e) => {
        consume(e, print(e));
      }),
      { numRuns: 1000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr, Values } from '@neuroloom/core';
import { evaluate, NeuroloomError, num, parse, PLATFORM, print, sameExpr, simplify, sizeOf } from '@neuroloom/core';
import { anything, NAMES, valued } from './arbitrary.ts';

describe('print', () => {
  test.each([
    '(a + b) * V',
    'a + b * V',
    'a - (b - V)',
    'a - b - V',
    'a / (b * V)',
    '-(a + b)',
    '(-a) ^ 2',
    '-a ^ 2',
    '2 ^ -a',
    '(2 ^ a) ^ b',
    '2 ^ a ^ b',
    'a ? b : V',
    '(a > b ? a : b) + 1',
    'a > b ? a : b > a ? 1 : 2',
    'not (a > b and b > a)',
    'not a > b and b > a',
    '(a or b) and V',
    '20 ms',
    '0.005 ms',
    '3 MΩ',
    '2 kHz',
    '(2 ms) ^ 2',
    'sum(w * a, pre)',
    'quantile(abs(w), 0.9)',
    'index(neuron) / size(neuron)',
    'rand() < 1 - exp(-a)',
  ])('%s', (text) => {
    const e = parse(text);
    expect(sameExpr(parse(print(e)), e)).toBe(true);
    expect(print(e)).toBe(text.replace('(2 ms) ^', '2 ms ^'));
  });

  test('parse ∘ print is the identity', () => {
    fc.assert(
      fc.property(anything, (e) => {
        expect(sameExpr(parse(print(e)), e)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('a constant of any unit reads back with its value and unit', () => {
    const exponent = fc.integer({ min: -4, max: 4 });
    fc.assert(
      fc.property(
        fc.double({ min: -1e200, max: 1e200, noNaN: true }),
        fc.tuple(exponent, exponent, exponent, exponent, exponent),
        (value, dim) => {
          const e = num(value, dim);
          const values: Values = {
            lookup: () => undefined,
            math: { ...PLATFORM, pow: (x, n) => (x === 1 ? 1 : Math.pow(x, n)) },
          };
          expect(evaluate(parse(print(e)), values)).toBe(value);
        },
      ),
    );
  });
});

describe('evaluate', () => {
  test.each([
    ['1 + 2 * 3 - 4 / 8', 6.5],
    ['2 ^ 3 ^ 2', 512],
    ['20 ms / 1 s', 0.02],
    ['mod(-1, 4)', 3],
    ['mod(7, -4)', -1],
    ['ceil(1.2) + floor(-1.2)', 0],
    ['sign(-3) + sign(0) + sign(2 mV)', 0],
    ['clip(5, 0, 1) + clip(-5, 0, 1)', 1],
    ['exprel(0)', 1],
    ['exprel(1)', Math.E - 1],
    ['exprel(1e-12)', 1 + 0.5e-12],
    ['ticks(5 ms)', 50],
    ['1 < 2 and not 2 < 1 ? 3 : 4', 3],
    ['1 == 1 or 1 != 1 ? 3 : 4', 3],
    ['1 >= 1 and 1 <= 1 and 2 > 1 ? 3 : 4', 3],
    ['sqrt(16) + abs(-2) + min(1, 2) + max(1, 2)', 9],
    ['sin(0) + cos(0) + tanh(0) + log(1) + exp(0)', 2],
  ])('%s = %d', (text, value) => expect(evaluate(parse(text), { dt: 0.1 })).toBeCloseTo(value, 14));

  test.each([
    ['x', 'x has no value here'],
    ['rand()', 'rand() has no value'],
    ['randn()', 'randn() has no value'],
    ['chance(0.5)', 'chance(p) has no value'],
    ['sum(1, pre)', 'sum over pre has no value'],
    ['sum(1)', 'sum over everything has no value'],
    ['size(pre)', 'size(pre) has no value'],
    ['ticks(1 ms)', 'dt has no value'],
    ['toString', 'toString has no value'],
  ])('%s is not known', (text, message) => {
    expect(() => evaluate(parse(text), {})).toThrow(NeuroloomError);
    expect(() => evaluate(parse(text), {})).toThrow(message);
  });

  test('an environment may give draws, axes and reductions', () => {
    const values: Values = {
      lookup: () => 2,
      axis: (what) => (what === 'size' ? 10 : 3),
      reduce: () => 7,
      rand: () => 0.5,
      randn: () => -1,
    };
    expect(evaluate(parse('x * rand() + randn() + size(n) + index(n) + sum(x, n)'), values)).toBe(1 - 1 + 10 + 3 + 7);
    expect(evaluate(parse('chance(0.6) ? 1 : 0'), values)).toBe(1);
    expect(evaluate(parse('chance(0.5) ? 1 : 0'), values)).toBe(0);
  });
});

describe('simplify', () => {
  test.each([
    ['a * 1', 'a'],
    ['1 * a', 'a'],
    ['a / 1', 'a'],
    ['a - 0', 'a'],
    ['--a', 'a'],
    ['a + 0', 'a + 0'],
    ['a * 0', 'a * 0'],
    ['0 / a', '0 / a'],
    ['-1 * a', '-a'],
    ['a - -b', 'a + b'],
    ['a + -b', 'a - b'],
    ['-a * -b', 'a * b'],
    ['-a / -b', 'a / b'],
    ['2 * 3 + a', '6 + a'],
    ['2 ms * 3 mV / (1 mV)', '6 ms'],
    ['a > b ? V : V', 'V'],
    ['1 > 0 ? a : b', 'a'],
    ['1 > 2 ? a : b', 'b'],
    ['not a > b ? a : b', 'a > b ? b : a'],
    ['1 > 0 and a > b', 'a > b'],
    ['1 > 0 or a > b', '1 > 0'],
    ['a > b and 1 > 2', '1 > 2'],
    ['not not a > b', 'a > b'],
    ['a ^ 2', 'a * a'],
    ['a ^ 3', 'a * a * a'],
    ['a ^ 4', 'a * a * (a * a)'],
    ['(a + b) ^ 2', '(a + b) * (a + b)'],
    ['rand() ^ 2', 'rand() ^ 2'],
    ['a ^ 1', 'a'],
    ['a ^ 0.5', 'a ^ 0.5'],
    ['3 ^ 2', '9'],
    ['min(a, a)', 'a'],
    ['min(rand(), rand())', 'min(rand(), rand())'],
    ['clip(7, 0, 1)', '1'],
    ['abs(-a)', 'abs(a)'],
    ['abs(abs(a))', 'abs(a)'],
    ['exp(0)', '1'],
    ['exp(2)', 'exp(2)'],
    ['1 / 0', '1 / 0'],
    ['sqrt(16)', '4'],
    ['a > 0 ? rand() : rand()', 'a > 0 ? rand() : rand()'],
    ['1 ms * a', '1 ms * a'],
    ['a - (2 - 2)', 'a'],
    ['sum(1 * a, pre)', 'sum(a, pre)'],
    ['0 + 2 mV', '2 mV'],
    ['1 ms + 2 mV', '1 ms + 2 mV'],
  ])('%s → %s', (text, expected) => expect(print(simplify(parse(text)))).toBe(print(parse(expected))));

  test('what is simple already is the same object', () => {
    const e = parse('a + b * exp(-V / tau_m)');
    expect(simplify(e)).toBe(e);
  });

  test('it changes no bit of any value', () => {
    // x^2, x^3 and x^4 are *defined* as products; any other power is the platform's on both sides.
    const pow = (x: number, n: number): number =>
      n === 1 ? x : n === 2 ? x * x : n === 3 ? x * x * x : n === 4 ? x * x * (x * x) : Math.pow(x, n);
    const math = { ...PLATFORM, pow };
    const number = fc.oneof(fc.constantFrom(0, -0, 1, -1, 0.5, Infinity, NaN), fc.double());
    fc.assert(
      fc.property(valued, fc.tuple(number, number, number, number), (e, at) => {
        const values: Values = {
          lookup: (name) => (name === 'dt' ? 0.1 : at[NAMES.indexOf(name as (typeof NAMES)[number])]),
          math,
        };
        expect(evaluate(simplify(e), values)).toBe(evaluate(e, values));
      }),
      { numRuns: 5000 },
    );
  });

  test('it is done after once, and powers of powers do not grow without bound', () => {
    fc.assert(
      fc.property(anything, (e) => {
        const once = simplify(e);
        expect(sizeOf(once)).toBeLessThanOrEqual(15 * sizeOf(e));
      }),
      { numRuns: 1000 },
    );
    let tower: Expr = parse('a + b');
    for (let k = 0; k < 40; k++) tower = { tag: 'pow', args: [tower, num(2)], at: 0 };
    expect(sizeOf(simplify(tower))).toBeLessThan(200);
  });
});

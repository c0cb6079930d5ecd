import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latex, latexName, num, parse } from '@neuroloom/core';
import { anything } from './arbitrary.ts';

describe('formulas as LaTeX', () => {
  test.each([
    ['(v_rest - V + R * I) / tau_mem', '\\frac{v_{\\mathrm{rest}} - V + R \\, I}{\\tau_{\\mathrm{mem}}}'],
    ['a + b * c', 'a + b \\, c'],
    ['(a + b) * c', '\\left(a + b\\right) \\, c'],
    ['a - (b - c)', 'a - \\left(b - c\\right)'],
    ['a / b * c', '\\frac{a}{b} \\, c'],
    ['a * (b / c)', 'a \\, \\frac{b}{c}'],
    ['(a / b) ^ 2', '{\\left(\\frac{a}{b}\\right)}^{2}'],
    ['a ^ b ^ 2', '{a}^{{b}^{2}}'],
    ['(a ^ b) ^ 2', '{\\left({a}^{b}\\right)}^{2}'],
    ['-x ^ 2', '-{x}^{2}'],
    ['(-x) ^ 2', '{\\left(-x\\right)}^{2}'],
    // A minus after another sign would read as a subtraction.
    ['a * -b', 'a \\, \\left(-b\\right)'],
    ['a - -b', 'a - \\left(-b\\right)'],
    ['a + -b * c', 'a + \\left(-b \\, c\\right)'],
    ['-a + b', '-a + b'],
    // Two numbers side by side would read as one.
    ['2 * 3', '2 \\cdot 3'],
    ['a * 2 * b', 'a \\cdot 2 \\, b'],
    ['2 * 3 ^ a', '2 \\cdot {3}^{a}'],
    ['2 * (3 + a)', '2 \\, \\left(3 + a\\right)'],
    ['20 ms', '20\\,\\mathrm{ms}'],
    ['3 uS * V', '3\\,\\mathrm{\\mu S} \\, V'],
    ['1e-7', '1 \\cdot 10^{-7}'],
    ['a >= b and not c < d or e != f', 'a \\ge b \\land \\lnot c < d \\lor e \\ne f'],
    [
      'x > 0 ? 1 : y > 0 ? 2 : 3',
      '\\begin{cases} 1 & \\text{if } x > 0 \\\\ 2 & \\text{if } y > 0 \\\\ 3 & \\text{otherwise} \\end{cases}',
    ],
    [
      '(x > 0 ? a : b) + 1',
      '\\left(\\begin{cases} a & \\text{if } x > 0 \\\\ b & \\text{otherwise} \\end{cases}\\right) + 1',
    ],
    ['exp(-dt / tau)', '\\mathrm{e}^{\\frac{-\\Delta t}{\\tau}}'],
    ['sqrt(a + b) * log(x)', '\\sqrt{a + b} \\, \\ln\\left(x\\right)'],
    ['abs(a) + floor(b)', '\\left|a\\right| + \\left\\lfloor b\\right\\rfloor '],
    ['min(a, max(b, c))', '\\min\\left(a, \\max\\left(b, c\\right)\\right)'],
    ['mod(a + b, c)', '\\left(a + b\\right) \\bmod c'],
    ['rand() < exprel(x)', '\\operatorname{rand}\\left(\\right) < \\operatorname{exprel}\\left(x\\right)'],
    ['sign(x) * tanh(x)', '\\operatorname{sgn}\\left(x\\right) \\, \\tanh\\left(x\\right)'],
    ['index(pre) / size(pre)', '\\frac{i_{\\mathrm{pre}}}{N_{\\mathrm{pre}}}'],
    ['a + sum(w * x, pre)', 'a + \\sum_{\\mathrm{pre}} w \\, x'],
    // Without parentheses the sum would take y too.
    ['sum(w * x, pre) * y', '\\left(\\sum_{\\mathrm{pre}} w \\, x\\right) \\, y'],
    ['sum(a + b)', '\\sum \\left(a + b\\right)'],
    ['quantile(abs(w), 0.9)', '\\operatorname*{quantile}\\left(\\left|w\\right|, 0.9\\right)'],
  ])('%s', (text, expected) => expect(latex(parse(text))).toBe(expected));

  test('names', () => {
    expect(latexName('tau_mem')).toBe('\\tau_{\\mathrm{mem}}');
    expect(latexName('v_th')).toBe('v_{\\mathrm{th}}');
    expect(latexName('g_e')).toBe('g_{e}');
    expect(latexName('A_plus_max')).toBe('A_{\\mathrm{plus}, \\mathrm{max}}');
    expect(latexName('theta_0')).toBe('\\theta_{0}');
    expect(latexName('τ_m')).toBe('\\tau_{m}');
    expect(latexName('refr')).toBe('\\mathrm{refr}');
    expect(latexName('$P_V_g')).toBe('\\mathrm{\\$P}_{V, g}');
    for (const name of ['toString', 'constructor', '__proto__', '_', 'a_', '_a'])
      expect(latexName(name)).toMatch(/^\S+$/);
  });

  test('a name may be given another sign', () => {
    expect(latex(parse('V + toString'), { V: 'V_{m}' })).toBe('V_{m} + \\mathrm{toString}');
  });

  test('negative constants and units of several words', () => {
    expect(latex(num(-3))).toBe('-3');
    expect(latex(num(2, [-1, 1, 0, 0, 0]))).toBe('2\\,\\mathrm{mV/ms}');
    expect(latex(num(2, [0, 0, 0, 2, 0]))).toBe('2\\,\\mathrm{\\mu m^{2}}');
  });

  test('every brace, fence and environment that opens also closes', () => {
    fc.assert(
      fc.property(anything, (e) => {
        const text = latex(e);
        const n = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
        expect(n(/\{/g)).toBe(n(/\}/g));
        expect(n(/\\left/g)).toBe(n(/\\right/g));
        expect(n(/\\begin/g)).toBe(n(/\\end/g));
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mathml, mathmlName, parse } from '@neuroloom/core';
import { anything } from './arbitrary.ts';

/** What a reader sees, as one line: fractions with a bar, powers with a caret, indices with an underscore. */
const seen = (text: string): string =>
  mathml(parse(text))
    .replace(/<mfrac><mrow>(.*?)<\/mrow><mrow>(.*?)<\/mrow><\/mfrac>/g, '[$1]/[$2]')
    .replace(/<\/?(mrow|mi|mn|mo|mtext|msub|msup|mtable|mtd|mspace)[^>]*>/g, '')
    .replace(/<\/mtr><mtr[^>]*>/g, ';')
    .replace(/<\/?mtr>/g, '')
    .replace(/[\u2061\u2062]/g, '');

describe('formulas as MathML', () => {
  test.each([
    ['a + b * c', 'a+bc'],
    ['(a + b) * c', '(a+b)c'],
    ['a - (b - c)', 'a−(b−c)'],
    ['-x / tau_mem', '[−x]/[τmem]'],
    ['(a + b) ^ 2', '(a+b)2'],
    ['20 ms', '20ms'],
    ['2 * 3', '2·3'],
    ['a * -b', 'a(−b)'],
    ['sum(w * x) * y', '(∑wx)y'],
    ['exp(-dt / tau)', 'e[−Δt]/[τ]'],
    ['(x > 0 ? a : b) + 1', '({aif\u00a0x&gt;0;botherwise)+1'],
    ['1e-7', '1·10−7'],
    ['a >= b and not c < d', 'a≥b\u00a0and\u00a0¬c&lt;d'],
    ['x > 0 ? 1 : y > 0 ? 2 : 3', '{1if\u00a0x&gt;0;2if\u00a0y&gt;0;3otherwise'],
  ])('%s', (text, expected) => expect(seen(text)).toBe(expected));

  test('Greek letters and indices', () => {
    expect(mathmlName('tau_mem')).toBe('<msub><mi>τ</mi><mi mathvariant="normal">mem</mi></msub>');
    expect(mathmlName('V')).toBe('<mi>V</mi>');
    expect(mathmlName('toString')).toBe('<mi>toString</mi>');
    expect(mathmlName('a_constructor')).toBe('<msub><mi>a</mi><mi mathvariant="normal">constructor</mi></msub>');
    expect(mathmlName('<b>')).toBe('<mi>&lt;b&gt;</mi>');
  });

  test('every formula closes every element it opens', () => {
    fc.assert(
      fc.property(anything, (e) => {
        const open: string[] = [];
        for (const [, close, name] of mathml(e).matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
          if (!close) open.push(name!);
          else if (open.pop() !== name) return false;
        }
        return open.length === 0;
      }),
      { numRuns: 300 },
    );
  });
});

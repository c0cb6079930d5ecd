import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr } from '@neuroloom/core';
import { FORMULA_LIMITS, NeuroloomError, ONE, parse, tryParse } from '@neuroloom/core';

/** A formula as nested brackets, so that tables of cases stay one line each. */
function shape(e: Expr): string {
  if (e.tag === 'const') return e.dim.every((d) => d === 0) ? String(e.value) : `${e.value}[${e.dim.join()}]`;
  if (e.tag === 'name') return e.name;
  if (e.tag === 'axis') return `(${e.what} ${e.axis})`;
  const head = e.tag === 'reduce' ? `${e.op}:${e.axis ?? 'all'}` : e.tag;
  return `(${[head, ...e.args.map(shape)].join(' ')})`;
}

describe('what is read', () => {
  test.each([
    ['1 + 2 * x', '(add 1 (mul 2 x))'],
    ['a - b - c', '(sub (sub a b) c)'],
    ['a / b / c', '(div (div a b) c)'],
    ['2 ^ 3 ^ x', '(pow 2 (pow 3 x))'],
    ['x ** 2', '(pow x 2)'],
    ['-x ^ 2', '(neg (pow x 2))'],
    ['2 ^ -x', '(pow 2 (neg x))'],
    ['-a * b', '(mul (neg a) b)'],
    ['+a', 'a'],
    ['not a < b and c > 0 or d == 1', '(or (and (not (lt a b)) (gt c 0)) (eq d 1))'],
    ['!(a <= b) && c >= 0 || d != 1', '(or (and (not (le a b)) (ge c 0)) (ne d 1))'],
    ['a ? b : c ? d : e', '(select a b (select c d e))'],
    ['a > 0 ? 1 : 2', '(select (gt a 0) 1 2)'],
    ['20 ms', '20[1,0,0,0,0]'],
    ['0.1 s', '100[1,0,0,0,0]'],
    ['5e-3mV', '0.005[0,1,0,0,0]'],
    ['2 μs', '0.002[1,0,0,0,0]'],
    ['3 \u2126', '0.000003[0,1,-1,0,0]'],
    ['1 mV / 1 ms', '(div 1[0,1,0,0,0] 1[1,0,0,0,0])'],
    ['2 ms ^ 2', '(pow 2[1,0,0,0,0] 2)'],
    ['x > 1 and y > 2', '(and (gt x 1) (gt y 2))'],
    ['clip(x, a, b)', '(min (max x a) b)'],
    ['ceil(x)', '(neg (floor (neg x)))'],
    ['pick(k, a)', 'a'],
    ['pick(k, a, b, c)', '(select (lt k 1) a (select (lt k 2) b c))'],
    ['pick(k, a, b, c, d)', '(select (lt k 2) (select (lt k 1) a b) (select (lt k 3) c d))'],
    ['pow(x, 2)', '(pow x 2)'],
    ['size', 'size'],
    ['index(pre) / size(pre)', '(div (index pre) (size pre))'],
    ['sum(w * x, pre)', '(sum:pre (mul w x))'],
    ['quantile(abs(w), 0.9)', '(quantile:all (abs w) 0.9)'],
    ['quantile(w, q, pre)', '(quantile:pre w q)'],
    ['count(w > 0, pre)', '(count:pre (gt w 0))'],
    ['ticks(t_ref)', '(ticks t_ref)'],
    ['rand() < 1 - exp(-x)', '(lt (rand) (sub 1 (exp (neg x))))'],
    ['2 * pi', `(mul 2 ${Math.PI})`],
    ['τ_m', 'τ_m'],
  ])('%s', (text, expected) => expect(shape(parse(text))).toBe(expected));

  test('offsets point at operators, names and functions', () => {
    const e = parse('(E_L - V + I) / tau');
    expect(e.at).toBe(14);
    expect(e).toMatchObject({
      tag: 'div',
      args: [
        { tag: 'add', at: 9, args: [{ at: 5 }, { name: 'I', at: 11 }] },
        { name: 'tau', at: 16 },
      ],
    });
    expect(parse('1 + exp(x)')).toMatchObject({ args: [{ dim: ONE }, { tag: 'exp', at: 4 }] });
  });
});

describe('what is refused', () => {
  test.each([
    ['', 'the formula is empty', 0, 'write a number'],
    ['   ', 'the formula is empty', 0, 'write a number'],
    ['1 +', 'the formula ends too early', 3, 'a value is missing'],
    ['(1 + 2', 'the formula ends too early', 6, "a ')' is missing"],
    ['1)', "unexpected ')'", 1, 'no parenthesis is open'],
    ['a b', "unexpected 'b'", 2, 'an operator is missing'],
    ['a * / b', "unexpected '/'", 4, 'a value is missing'],
    ['a ? b', 'the formula ends too early', 5, 'c ? a : b'],
    ['20 msec', "'msec' is not a unit", 3, 'units here: ms'],
    ['2 x', "'x' is not a unit", 2, 'write * to multiply'],
    ['1e999', '1e999 is too large', 0, undefined],
    ['1e308 mol', '1e308 mol is too large', 0, undefined],
    ['ecp(x)', 'unknown function ecp', 0, 'known here: exp'],
    ['constructor(x)', 'unknown function constructor', 0, 'known here'],
    ['add(1, 2)', 'unknown function add', 0, 'known here'],
    ['exp(1, 2)', 'exp takes 1 value, got 2', 0, 'write exp(a)'],
    ['min(1)', 'min takes 2 values, got 1', 0, 'write min(a, b)'],
    ['clip(1)', 'clip takes 3 values, got 1', 0, 'write clip(x, low, high)'],
    ['pick(k)', 'pick takes at least 2 values, got 1', 0, 'write pick(k, first, second, third)'],
    ['rand(1)', 'rand takes 0 values, got 1', 0, 'write rand()'],
    ['quantile(x)', 'quantile takes more than 1 value', 0, 'quantile(x, 0.9, axis)'],
    ['sum()', 'sum takes more than 0 values', 0, 'sum(x, axis)'],
    ['sum(x, 1)', 'sum wants the name of an axis', 7, 'sum(x, axis)'],
    ['index(1)', 'index wants the name of an axis', 6, 'index(neuron)'],
    ['max(1 2)', "unexpected '2'", 6, 'separate values with a comma'],
    ['a < b < c', 'comparisons do not chain', 6, 'a < b and b < c'],
    ['a = b', "'=' is not part", 2, 'write == to compare'],
    ['a % b', "'%' is not part", 2, 'mod(a, b)'],
    ['$P_V', "'$' is not part", 0, 'belong to the compiler'],
    ['a == not b', "'not' stands where a number is expected", 5, 'parentheses'],
    ['a\u0000', 'U+0000 is not part', 1, undefined],
    ['_x', undefined, 0, undefined],
  ])('%j', (text, what, at, remedy) => {
    const result = tryParse(text, 'node › flow.V');
    if (what === undefined) return expect('expr' in result).toBe(true);
    if (!('problem' in result)) return expect.unreachable();
    expect(result.problem.what).toContain(what);
    expect(result.problem.at).toBe(at);
    expect(result.problem.where).toBe('node › flow.V');
    if (remedy) expect(result.problem.remedy).toContain(remedy);
  });

  test('the caret stands under the fault', () => {
    expect(() => parse('V + ecp(x)', 'exc › flow.V')).toThrow(
      /exc › flow\.V: unknown function ecp\n {2}V \+ ecp\(x\)\n {6}\^ known here: exp,/,
    );
  });

  test('a fault far into a long text is shown with a line of it', () => {
    const text = `${'a + '.repeat(200)}\n\t* b`;
    const result = tryParse(text);
    if (!('problem' in result)) return expect.unreachable();
    const { source, at } = result.problem;
    expect(source!.length).toBeLessThanOrEqual(102);
    expect(source![at!]).toBe('*');
    expect(source).not.toMatch(/[\n\t]/);
  });

  test('what is not text', () => {
    // A graph file may hold anything where a formula is expected.
    for (const value of [null, 3, {}, ['a']]) expect(() => parse(value as never)).toThrow(/expected a formula as text/);
  });
});

describe('hostile text gets a sentence', () => {
  const big = [
    '('.repeat(FORMULA_LIMITS.length),
    '-'.repeat(FORMULA_LIMITS.length),
    '!'.repeat(FORMULA_LIMITS.length),
    'a?'.repeat(2000),
    'a^'.repeat(2000),
    '1+'.repeat(1999) + '1',
    'exp('.repeat(1000),
    'sum('.repeat(1000),
    'a?b:'.repeat(1000),
    '1 '.repeat(2000),
    'x'.repeat(FORMULA_LIMITS.length + 1),
    `${'('.repeat(99)}1${')'.repeat(99)}`.repeat(10),
    'not '.repeat(1000),
    'min(1,'.repeat(600),
    '9'.repeat(4000),
    'a'.repeat(4000) + '(',
  ];
  test.each(big.map((text) => [text.slice(0, 12), text]))('%s…', (_, text) => {
    expect(() => parse(text)).toThrow(NeuroloomError);
  });

  test('a hundred levels are read, a hundred and one are not', () => {
    const nested = (n: number): string => '('.repeat(n) + '1' + ')'.repeat(n);
    expect(shape(parse(nested(FORMULA_LIMITS.nesting - 1)))).toBe('1');
    expect(() => parse(nested(FORMULA_LIMITS.nesting))).toThrow(/nested more than 100 deep/);
  });

  test('random tokens only ever raise NeuroloomErrors', () => {
    const words = [
      'a',
      'V',
      '1',
      '2.5',
      'ms',
      '+',
      '-',
      '*',
      '/',
      '^',
      '**',
      '(',
      ')',
      ',',
      '?',
      ':',
      '<',
      '<=',
      '==',
      '!=',
      '!',
      'not',
      'and',
      '||',
      'exp',
      'sum',
      'quantile',
      'clip',
      'index',
      'rand',
      'pi',
      ' ',
      '\n',
      'µ',
      'Ω',
      '𝒳',
      '\u0000',
      '__proto__',
      'constructor',
      '.',
      '=',
      '$',
    ];
    const soup = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((w) => w.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(soup, (text) => {
        const result = tryParse(text);
        if ('problem' in result) expect(result.problem.what.length).toBeGreaterThan(5);
      }),
      { numRuns: 100_000 },
    );
  });
});

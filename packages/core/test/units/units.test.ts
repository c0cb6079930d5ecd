import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dim } from '@neuroloom/core';
import {
  divDim,
  formatQuantity,
  isOne,
  lookupUnit,
  mulDim,
  ONE,
  parseQuantity,
  parseUnit,
  powDim,
  quantityOf,
  sameDim,
  TIME,
  unitOf,
  UNITS,
} from '@neuroloom/core';

const exponent = fc.integer({ min: -6, max: 6 });
const dim: fc.Arbitrary<Dim> = fc.tuple(exponent, exponent, exponent, exponent, exponent);
const unit = (text: string): { factor: number; dim: Dim } => {
  const u = parseUnit(text);
  if ('unknown' in u) throw new Error(u.unknown);
  return u;
};

describe('dimensions are an Abelian group', () => {
  test('laws', () => {
    fc.assert(
      fc.property(dim, dim, dim, (a, b, c) => {
        expect(mulDim(a, b)).toEqual(mulDim(b, a));
        expect(mulDim(mulDim(a, b), c)).toEqual(mulDim(a, mulDim(b, c)));
        expect(sameDim(mulDim(a, ONE), a)).toBe(true);
        expect(isOne(divDim(a, a))).toBe(true);
        expect(sameDim(mulDim(divDim(a, b), b), a)).toBe(true);
        expect(sameDim(powDim(a, 3), mulDim(a, mulDim(a, a)))).toBe(true);
      }),
    );
  });
});

describe('units', () => {
  // The International System of Units (BIPM 2019): V = Ω·A, F = A·s/V, S = A/V, M = mol/dm³.
  test.each([
    ['V', 'Ω*A'],
    ['F', 'A*s/V'],
    ['S', 'A/V'],
    ['S', '1/Ω'],
    ['Hz', '1/s'],
    ['mV', 'MΩ*nA'],
    ['ms', 'MΩ*nF'],
    ['ms', 'nF/uS'],
    ['mM', 'mol/m^3'],
    ['mM', 'amol/um^3'],
  ])('1 %s = 1 %s', (a, b) => {
    expect(unit(a).factor / unit(b).factor).toBeCloseTo(1, 12);
    expect(unit(a).dim).toEqual(unit(b).dim);
  });

  test.each([
    ['s', 'ms', 1e3],
    ['V', 'mV', 1e3],
    ['A', 'nA', 1e9],
    ['GΩ', 'Ω', 1e9],
    ['S', 'pS', 1e12],
    ['uF/cm^2', 'F/m^2', 1e-2],
    ['M', 'nM', 1e9],
    ['h', 's', 3600],
    ['min', 's', 60],
    ['kHz', 'Hz', 1e3],
    ['mol', 'amol', 1e18],
    ['mmol', 'fmol', 1e12],
    ['mS/cm^2', 'S/m^2', 10],
  ])('1 %s = %s × %d', (a, b, ratio) => {
    expect(unit(a).dim).toEqual(unit(b).dim);
    expect(unit(a).factor / unit(b).factor / ratio).toBeCloseTo(1, 12);
  });

  test('micro and ohm are read from either keyboard', () => {
    expect(lookupUnit('\u03bcs')).toEqual(lookupUnit('\u00b5s'));
    expect(lookupUnit('M\u2126')).toEqual(lookupUnit('M\u03a9'));
    expect(lookupUnit('us')).toEqual(lookupUnit('\u00b5s'));
  });

  test('every dimension has a coherent unit that reads back as itself', () => {
    fc.assert(
      fc.property(dim, (d) => {
        expect(unit(unitOf(d))).toEqual({ factor: 1, dim: d });
      }),
    );
    for (const [, d] of Object.values(UNITS)) expect(unit(unitOf(d))).toEqual({ factor: 1, dim: d });
  });

  test.each([
    [[0, 0, 0, 0, 0], '1'],
    [[-1, 1, 0, 0, 0], 'mV/ms'],
    [[0, 1, 0, 0, 0], 'mV'],
    [[0, -1, 1, 0, 0], 'µS'],
    [[1, -1, 1, 0, 0], 'nF'],
    [[-1, 0, 0, 0, 0], 'kHz'],
    [[0, 0, 0, -3, 1], 'mM'],
  ] as const)('%j is written %s', (d, text) => expect(unitOf(d)).toBe(text));

  test.each(['msec', 'mV*foo', 'mV^x', 'mV^1.5', 'mV^99', '', 'toString', '2'])('%j is not a unit', (text) =>
    expect(parseUnit(text)).toHaveProperty('unknown'),
  );
});

describe('quantities', () => {
  test.each([
    ['20 ms', 20, TIME],
    ['0.02s', 20, TIME],
    ['-70 mV', -70, [0, 1, 0, 0, 0]],
    ['5e-9 S', 0.005, [0, -1, 1, 0, 0]],
    [3, 3, ONE],
    ['.5', 0.5, ONE],
    ['1 uF/cm^2', 1e-5, [1, -1, 1, -2, 0]],
    ['+2 1/ms', 2, [-1, 0, 0, 0, 0]],
  ] as const)('%s', (text, value, d) => {
    const q = parseQuantity(text);
    if ('error' in q) return expect.unreachable(q.error);
    expect(q.value).toBeCloseTo(value, 15);
    expect(q.dim).toEqual(d);
  });

  test.each([
    ['fast', "cannot read 'fast'"],
    ['20 msec', "unknown unit 'msec'"],
    [NaN, 'NaN is not a finite number'],
    ['1e999 ms', '1e999 is not a finite number'],
    [null, 'got object'],
    [{}, 'got object'],
    ['1 ms ms', 'unknown unit'],
  ] as const)('%s is refused', (text, message) => {
    expect(parseQuantity(text)).toHaveProperty('error', expect.stringContaining(message));
  });

  test('an endless text is neither read to its end nor repeated', () => {
    expect(JSON.stringify(parseQuantity('9'.repeat(1e6))).length).toBeLessThan(200);
    expect(JSON.stringify(parseQuantity(`1 ${'x'.repeat(1e6)}`)).length).toBeLessThan(200);
  });

  test('a wrong unit is named with the right one', () => {
    expect(quantityOf('20 mV', TIME)).toEqual({ error: "expected ms, got mV in '20 mV'" });
    expect(quantityOf('20 s', TIME)).toBe(20000);
    expect(quantityOf('fast', TIME)).toHaveProperty('error');
  });

  test('what is formatted reads back to nine digits', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((v) => Math.abs(v) > 1e-9);
    fc.assert(
      fc.property(value, fc.constantFrom(...Object.keys(UNITS)), (v, name) => {
        const u = unit(name);
        const q = parseQuantity(formatQuantity(v, u.dim, name));
        if ('error' in q) return expect.unreachable(q.error);
        expect(Math.abs(q.value - v)).toBeLessThanOrEqual(1e-8 * Math.abs(v));
      }),
    );
    expect(formatQuantity(0.02, TIME, 'µs')).toBe('20 µs');
    expect(formatQuantity(0.5, ONE)).toBe('0.5');
  });
});

import { choice, count, delay, flag, formula, param, parseQuantity, type Quantity, text } from '@neuroloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alsoWritten, inUnit, nudge, rangeText, readField, unitsFor } from '../../src/model/fields.ts';

const tau = param('20 ms', 'Membrane time constant', { min: '0.1 ms', max: '1 s' });
const error = (r: ReturnType<typeof readField>): string => ('error' in r ? r.error : '');

describe('a field with a unit', () => {
  it.each([
    ['20 ms', '20 ms'],
    ['0.02s', '0.02 s'],
    ['  7   ms ', '7 ms'],
    ['20', '20 ms'],
    ['1e2 µs', '1e2 µs'],
    ['.5 ms', '.5 ms'],
  ])('reads %j as %j', (typed, value) => {
    expect(readField(tau, typed)).toEqual({ value });
  });

  it('says what is wrong, with the value', () => {
    expect(error(readField(tau, '20 mV'))).toBe("expected ms, got mV in '20 mV'");
    expect(error(readField(tau, '20 msec'))).toMatch(/unknown unit 'msec'/);
    expect(error(readField(tau, '0.01 ms'))).toBe('must be at least 0.1 ms, got 0.01 ms');
    expect(error(readField(tau, '2 s'))).toBe('must be at most 1 s, got 2 s');
    expect(error(readField(tau, ''))).toMatch(/a number is missing/);
    expect(error(readField(tau, 'fast'))).toMatch(/cannot read 'fast'/);
  });

  it('takes a typographic minus', () => {
    expect(readField(param('-70 mV', ''), '−65 mV')).toEqual({ value: '-65 mV' });
  });

  it('reads a plain number where no unit belongs, and any unit where the param is free', () => {
    expect(readField(param(0.01, ''), '0.5')).toEqual({ value: 0.5 });
    expect(error(readField(param(0.01, ''), '0.5 mV'))).toMatch(/expected a plain number/);
    expect(readField(param(1, '', { free: true, min: 0 }), '3 nS')).toEqual({ value: '3 nS' });
  });

  it('changes the unit and not the value', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.constantFrom('µs', 'ms', 's', 'min'),
        fc.constantFrom('µs', 'ms', 's', 'h'),
        (n, from, to) => {
          const written = `${Number(n.toPrecision(6))} ${from}` as Quantity;
          const [a, b] = [parseQuantity(written), parseQuantity(inUnit(written, to))];
          if ('error' in a || 'error' in b) throw new Error('not a quantity');
          expect(b.dim).toEqual(a.dim);
          // nine digits are written
          expect(Math.abs(b.value - a.value)).toBeLessThanOrEqual(1e-8 * Math.abs(a.value));
        },
      ),
    );
  });

  it('offers the units of its dimension and says the value in the usual one', () => {
    expect(unitsFor(tau, '20 ms')).toEqual(['s', 'ms', 'µs', 'min', 'h']);
    expect(unitsFor(param(0.01, ''), 0.5)).toEqual([]);
    expect(alsoWritten(tau, '0.02 s')).toBe('= 20 ms');
    expect(alsoWritten(tau, '20 ms')).toBe('');
    expect(rangeText(tau)).toBe('0.1 ms … 1 s');
  });

  it('never throws, and what it accepts it accepts again', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.constantFrom(tau, count(5, '', { min: 1 }), delay('1 ms', ''), param(1, '', { free: true })),
        (typed, def) => {
          const read = readField(def, typed);
          if ('value' in read) expect(readField(def, String(read.value))).toEqual(read);
          else expect(read.error).not.toBe('');
        },
      ),
    );
  });
});

describe('other fields', () => {
  it('counts, with grouped digits', () => {
    const size = count(400, '', { min: 1, max: 1_000_000 });
    expect(readField(size, '10 000')).toEqual({ value: 10000 });
    expect(readField(size, '1,000')).toEqual({ value: 1000 });
    expect(readField(count(5, ''), '-0')).toEqual({ value: 0 });
    expect(error(readField(size, '0'))).toBe('must be at least 1, got 0');
    expect(error(readField(size, '2.5'))).toBe("expected a whole number, got '2.5'");
    expect(error(readField(size, '2000000'))).toMatch(/at most/);
  });
  it('ticks are a number or a time', () => {
    expect(readField(delay(1, ''), '4')).toEqual({ value: 4 });
    expect(readField(delay(1, ''), '2ms')).toEqual({ value: '2 ms' });
    expect(error(readField(delay(1, ''), '2 mV'))).toMatch(/ticks or a time/);
    expect(error(readField(delay(1, ''), '-2 ms'))).toMatch(/negative/);
  });
  it('words', () => {
    expect(readField(choice('a', ['a', 'b'], ''), 'b')).toEqual({ value: 'b' });
    expect(error(readField(choice('a', ['a', 'b'], ''), 'c'))).toBe("'c' is not one of a, b");
    expect(readField(flag(false, ''), 'true')).toEqual({ value: true });
    expect(readField(text('', ''), ' x ')).toEqual({ value: ' x ' });
    expect(error(readField(formula('0', ''), ' '))).toMatch(/formula is missing/);
  });
  it('steps by the last digit written', () => {
    expect(nudge('20 ms', 1, false)).toBe('21 ms');
    expect(nudge('0.25 nA', -1, true)).toBe('0.15 nA');
    expect(nudge('-65 mV', 1, false)).toBe('-64 mV');
    expect(nudge('fast', 1, false)).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import type { Names, ValueType } from '@neuroloom/core';
import { check, checkIs, NeuroloomError, parse, parseUnit, unitOf } from '@neuroloom/core';

/** Names with units, as a LIF neuron would have them. */
function names(units: Readonly<Record<string, string>>): Names {
  const known = new Map(
    Object.entries(units).map(([name, unit]) => {
      const type: ValueType = unit === 'bool' || unit === 'int' ? unit : 'real';
      const u = parseUnit(type === 'real' ? unit : '1');
      if ('unknown' in u) throw new Error(unit);
      return [name, { dim: u.dim, type }];
    }),
  );
  return { lookup: (name) => known.get(name), names: () => known.keys() };
}
const lif = names({
  tau: 'ms',
  R: 'MΩ',
  E_L: 'mV',
  g: 'uS',
  C: 'nF',
  rate: 'Hz',
  k: '1',
  V: 'mV',
  I: 'nA',
  refr: 'int',
  up: 'bool',
  dt: 'ms',
  t: 'ms',
});
const at = (text: string, env: Names = lif): string => {
  const is = check(parse(text), env, text, '');
  return is.zero ? 'zero' : is.type === 'real' ? unitOf(is.dim) : is.type;
};
/** The message, without its place. */
const refusal = (text: string, env: Names = lif): string => {
  try {
    check(parse(text), env, text, '');
  } catch (error) {
    if (error instanceof NeuroloomError) return error.message;
  }
  return 'no error';
};

describe('the unit of a formula', () => {
  test.each([
    ['(E_L - V + R * I) / tau', 'mV/ms'],
    ['refr > 0 ? 0 : (E_L - V + R * I) / tau', 'mV/ms'],
    ['V > 0 and 0 < tau', 'bool'],
    ['0 + V', 'mV'],
    ['0 mV + V', 'mV'],
    ['max(V, 0)', 'mV'],
    ['-0', 'zero'],
    ['up ? 0 : -0', 'zero'],
    ['exp(-dt / tau)', '1'],
    ['rate * dt', '1'],
    ['g * V', 'nA'],
    ['I * dt / C', 'mV'],
    ['V ^ 2 / (1 mV)', 'mV'],
    ['(V * V) ^ 0.5', 'mV'],
    ['(V ^ 2) ^ (1 / 2)', 'mV'],
    ['V ^ -1 * 1 mV', '1'],
    ['2 ^ k', '1'],
    ['sqrt(V * V)', 'mV'],
    ['sqrt(2 / tau * dt)', '1'],
    ['sign(V)', 'int'],
    ['mod(t, tau)', 'ms'],
    ['abs(-V)', 'mV'],
    ['ticks(tau)', 'int'],
    ['ticks(0)', 'int'],
    ['refr - 1', 'int'],
    ['refr + 0.5', '1'],
    ['refr / 2', '1'],
    ['min(refr, 5)', 'int'],
    ['up ? 1 : 0', 'int'],
    ['up ? up : not up', 'bool'],
    ['index(neuron) * size(neuron)', 'int'],
    ['index(neuron) / size(neuron) * 1 mV', 'mV'],
    ['sum(g * V, pre)', 'nA'],
    ['mean(refr, neuron)', '1'],
    ['most(refr, neuron)', 'int'],
    ['count(V > E_L, neuron)', 'int'],
    ['quantile(abs(V), 0.9)', 'mV'],
    ['rand() * randn()', '1'],
    ['chance(1 - exp(-dt / tau)) or up', 'bool'],
    ['exprel(-dt / tau) * dt', 'ms'],
    ['floor(refr)', 'int'],
    ['floor(k)', '1'],
  ])('%s is %s', (text, unit) => expect(at(text)).toBe(unit));
});

describe('what cannot be', () => {
  test.each([
    ['V + I', 'cannot add mV and nA', 'multiply by R to get mV'],
    ['I + V', 'cannot add nA and mV', 'divide by R to get nA'],
    ['tau - V', 'cannot subtract ms and mV', 'both need one unit'],
    ['V + 5', 'cannot add mV and a plain number', 'write the unit too: 5 mV'],
    ['1 - V', 'cannot subtract a plain number and mV', 'write the unit too: 1 mV'],
    ['V / E_L + rate', 'cannot add a plain number and kHz', 'multiply by tau to get a plain number'],
    ['V > I', 'cannot compare mV and nA', 'multiply by R'],
    ['min(V, tau)', 'cannot take the smaller of mV and ms', 'both need one unit'],
    ['max(V, tau)', 'cannot take the larger of mV and ms', 'both need one unit'],
    ['mod(t, V)', 'cannot divide ms and mV', 'both need one unit'],
    ['up ? V : I', 'cannot choose between mV and nA', 'multiply by R'],
    ['exp(V)', 'exp of mV has no meaning', 'divide by E_L to get a plain number'],
    ['log(C)', 'log of nF has no meaning', 'divide by C to get a plain number'],
    ['sin(rate)', 'sin of kHz has no meaning', 'multiply by tau to get a plain number'],
    ['floor(V)', 'floor of mV has no meaning', 'divide by'],
    ['k ^ V', 'an exponent is a plain number, got mV', 'divide by E_L'],
    ['V ^ k', 'mV to a power that varies has no unit', 'divide by a quantity'],
    ['V ^ 0.5', 'mV to the power 0.5 has no unit', 'divide by a quantity'],
    ['sqrt(V)', 'the square root of mV has no unit', 'divide by a quantity'],
    ['ticks(V)', 'ticks counts a time, got mV', 'write a time such as 2 ms'],
    ['ticks(rate)', 'ticks counts a time, got kHz', 'write a time'],
    ['up + 1', 'a truth value stands where a number is expected', 'c ? 1 : 0'],
    ['exp(up)', 'a truth value stands where a number is expected', 'c ? 1 : 0'],
    ['sum(up, neuron)', 'a truth value stands where a number is expected', 'c ? 1 : 0'],
    ['V ? 1 : 0', 'expected a truth value, got mV', 'x > 0'],
    ['not V', 'expected a truth value, got mV', 'x > 0'],
    ['up and k', 'expected a truth value, got a plain number', 'x > 0'],
    ['count(V, neuron)', 'expected a truth value, got mV', 'x > 0'],
    ['up ? up : 1', 'one branch is a truth value, the other a number', 'c ? 1 : 0'],
    ['quantile(V, tau)', 'a quantile is a fraction between 0 and 1, got ms', ''],
    ['Vm', 'unknown name Vm', 'known here: V, '],
    ['1 mV / ms', 'unknown name ms', 'write a number before a unit: 1 ms'],
  ])('%s', (text, what, remedy) => {
    expect(refusal(text)).toContain(what);
    expect(refusal(text)).toContain(remedy);
  });

  test('the message of a LIF neuron that forgot its resistance', () => {
    const source = 'refr > 0 ? 0 : (E_L - V + I) / tau';
    expect(() => check(parse(source), lif, source, 'population/lif › flow.V')).toThrow(
      [
        'population/lif › flow.V: cannot add mV and nA',
        `  ${source}`,
        `  ${' '.repeat(source.indexOf('+'))}^ multiply by R to get mV`,
      ].join('\n'),
    );
  });

  test('nothing is known', () => expect(refusal('x', names({}))).toContain('known here: nothing'));
});

describe('what a formula must be', () => {
  const mV = parseUnit('mV/ms');
  if ('unknown' in mV) throw new Error();
  const must = (text: string, type: ValueType): string => {
    try {
      checkIs(parse(text), type === 'real' ? mV.dim : [0, 0, 0, 0, 0], type, lif, text, '');
      return 'fine';
    } catch (error) {
      return error instanceof NeuroloomError ? error.message : 'no error';
    }
  };
  test.each([
    ['V / tau', 'real', 'fine'],
    ['0', 'real', 'fine'],
    ['V', 'real', 'expected mV/ms, got mV\n  V\n  ^ divide by tau to get mV/ms'],
    ['V > 0', 'real', 'expected mV/ms, got a truth value'],
    ['V', 'bool', 'expected a truth value, got mV'],
    ['V > 0', 'bool', 'fine'],
    ['refr - 1', 'int', 'fine'],
    ['3', 'int', 'fine'],
    ['tau', 'int', 'expected a whole number of ticks, got ms\n  tau\n  ^ write ticks(…) to count a time in ticks'],
  ] as const)('%s as %s', (text, type, message) => expect(must(text, type)).toContain(message));
});

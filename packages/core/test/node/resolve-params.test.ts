import { describe, expect, test } from 'vitest';
import type { ParamDef, ParamValue } from '@neuroloom/core';
import {
  choice,
  count,
  delay,
  flag,
  formatProblem,
  formula,
  ONE,
  param,
  resolveParams,
  text,
  TIME,
} from '@neuroloom/core';

const def = {
  type: 'a/b',
  params: {
    tau: param('20 ms', 'Time constant', { min: '0.1 ms', max: '1 s' }),
    gain: param(2, 'Gain', { min: 0 }),
    w_max: param(1, 'Largest weight', { free: true, min: 0 }),
    size: count(100, 'Elements', { min: 1, max: 1000 }),
    delay: delay('1.5 ms', 'Delay', { min: 1 }),
    kind: choice('a', ['a', 'b'], 'A word'),
    on: flag(true, 'Whether'),
    label: text('x', 'A label'),
    f: formula('rand()', 'A formula'),
  } satisfies Record<string, ParamDef>,
};
const resolve = (given: Readonly<Record<string, unknown>>, dt?: number) =>
  resolveParams(def, given as Readonly<Record<string, ParamValue>>, dt);
const message = (given: Readonly<Record<string, unknown>>, dt?: number): string =>
  resolve(given, dt).problems.map(formatProblem).join('\n');

test('defaults are values in the coherent system', () => {
  expect(resolve({}, 0.1)).toEqual({
    values: { tau: 20, gain: 2, w_max: 1, size: 100, delay: 15, kind: 'a', on: true, label: 'x', f: 'rand()' },
    dims: { tau: TIME, gain: ONE, w_max: ONE, size: ONE, delay: ONE },
    zeros: new Set(),
    problems: [],
  });
});

test('what is given takes its place', () => {
  const { values, dims, problems } = resolve(
    { tau: '0.05 s', w_max: '3 nS', size: '250', delay: 3, kind: 'b', on: false, label: '', f: 0.3 },
    0.1,
  );
  expect(problems).toEqual([]);
  expect(values).toEqual({
    tau: 50,
    gain: 2,
    w_max: 3e-3,
    size: 250,
    delay: 3,
    kind: 'b',
    on: false,
    label: '',
    f: '0.3',
  });
  expect(dims['w_max']).toEqual([0, -1, 1, 0, 0]);
});

test('ticks given as a time wait for dt', () => {
  expect(resolve({}).values).not.toHaveProperty('delay');
  expect(resolve({ delay: 2 }).values['delay']).toBe(2);
  // A time is rounded to the nearest tick: 5 ms at 0.1 ms is 50, not 49.
  expect(resolve({ delay: '5 ms' }, 0.1).values['delay']).toBe(50);
});

test('a bare 0 has every unit', () => {
  expect(resolve({ w_max: 0 }).zeros).toEqual(new Set(['w_max']));
  expect(resolve({ w_max: '0 mV' }).zeros).toEqual(new Set());
  expect(resolve({ tau: 0 }).problems.map((p) => p.what)).toEqual(['must be at least 0.1 ms, got 0']);
});

describe('what cannot be is told, and the default stands in its place', () => {
  test.each([
    [{ tua: 1 }, 'a/b › params.tua: there is no such param; params here: tau, '],
    [{ tau: 'fast' }, "a/b › params.tau: cannot read 'fast' as a quantity"],
    [{ tau: '3 mV' }, "a/b › params.tau: expected ms, got '3 mV'"],
    [{ tau: 3 }, 'expected ms, got 3; write the unit too: 3 ms'],
    [{ tau: '0.01 ms' }, "must be at least 0.1 ms, got '0.01 ms'"],
    [{ tau: '2 s' }, "must be at most 1000 ms, got '2 s'"],
    [{ tau: true }, 'got boolean'],
    [{ tau: null }, 'got object'],
    [{ gain: '3 ms' }, "expected a plain number, got '3 ms'"],
    [{ gain: NaN }, 'NaN is not a finite number'],
    [{ gain: -1 }, 'must be at least 0, got -1'],
    [{ w_max: '-1 nS' }, "must be at least 0 µS, got '-1 nS'"],
    [{ size: 2.5 }, 'expected a whole number, got 2.5'],
    [{ size: '3 ms' }, "expected a whole number, got '3 ms'"],
    [{ size: 0 }, 'must be at least 1, got 0'],
    [{ size: 1e9 }, 'must be at most 1000, got 1000000000'],
    [{ size: {} }, 'expected a whole number, got an object'],
    [{ delay: 1.5 }, 'expected a whole number of ticks or a time, got 1.5'],
    [{ delay: -1 }, 'must not be negative, got -1'],
    [{ delay: 'soon' }, 'write ticks such as 1, or a time such as 1.5 ms'],
    [{ delay: 0 }, 'must be at least 1 ticks, got 0'],
    [{ delay: '0.01 ms' }, "'0.01 ms' is shorter than half a step of 0.1 ms; give at least one step, or 0"],
    [{ delay: '0 ms' }, "must be at least 1 ticks, got '0 ms', which is 0"],
    [{ kind: 'c' }, "expected one of a, b, got 'c'"],
    [{ on: 1 }, 'expected true or false, got 1'],
    [{ label: 3 }, 'expected a text, got 3'],
    [{ f: '1 +' }, 'a/b › params.f: the formula ends too early\n  1 +\n     ^ a value is missing'],
    [{ f: true }, 'expected a formula as text, got true'],
    [{ f: Infinity }, 'expected a formula as text, got Infinity'],
    [{ label: ['x'.repeat(100)] }, 'expected a text, got an object'],
    [{ kind: 'x'.repeat(100) }, `got '${'x'.repeat(40)}…'`],
  ])('%j', (given, expected) => {
    expect(message(given, 0.1)).toContain(expected);
    const { values, problems } = resolve(given, 0.1);
    expect(problems).toHaveLength(1);
    expect(values).toMatchObject({
      gain: 2,
      kind: 'a',
      on: true,
      label: 'x',
      f: 'rand()',
      size: 100,
      tau: 20,
      delay: 15,
    });
  });

  test('a definition without params', () => {
    expect(resolveParams({ type: 'a/b', params: {} }, { x: 1 }).problems.map(formatProblem)).toEqual([
      'a/b › params.x: there is no such param; it has no params',
    ]);
  });

  test('a default that is wrong itself', () => {
    const broken = resolveParams({
      type: 'a/b',
      params: { x: param('3 foo' as never, ''), n: delay('soon' as never, '') },
    });
    expect(broken.problems).toHaveLength(2);
    expect(broken.values['x']).toBe(0);
  });
});

test('names that JavaScript knows are not params', () => {
  for (const name of ['toString', 'constructor', 'hasOwnProperty'])
    expect(message({ [name]: 1 })).toContain('there is no such param');
});

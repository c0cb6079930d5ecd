import type { Dim } from '@neuroloom/core';
import { brian2, brian2Dimension, brian2Quantity, parse } from '@neuroloom/core';
import { describe, expect, test } from 'vitest';

const MV: Dim = [0, 1, 0, 0, 0];
const MS: Dim = [1, 0, 0, 0, 0];
const ONE: Dim = [0, 0, 0, 0, 0];
const DIMS: Readonly<Record<string, Dim>> = { V: MV, v_th: MV, tau: MS, dt: MS, t: MS };
const written = (text: string) =>
  brian2(parse(text), {
    name: (name) => ({ text: name, dim: DIMS[name] ?? ONE }),
    axis: (what, axis) => (what === 'index' ? (axis === 'post' ? 'j' : 'i') : '7'),
  });

describe('formulas for Brian2', () => {
  test.each([
    ['(v_th - V) / tau', '(v_th - V) / tau'],
    ['V ^ 2', 'V**2.0'],
    ['(a ^ b) ^ c', '(a**b)**c'],
    ['-x ^ 2', '-x**2.0'],
    ['V > 5 mV and not a < b', 'V > 5.0*mV and not (a < b)'],
    ['exp(-t / tau) * 3 uS', 'exp(-t / tau) * (3.0*uS)'],
    ['index(pre) != index(post) ? w : 0', 'int(i != j) * w'],
    // There is no `a if c else b`.
    ['x > 0 ? a : b', 'int(x > 0.0) * a + int(not (x > 0.0)) * b'],
    ['(x > 0 ? a : b) * c', '(int(x > 0.0) * a + int(not (x > 0.0)) * b) * c'],
    ['x > 0 ? 1 : 0', 'int(x > 0.0)'],
    // A bare 0 has no unit here and must have one there.
    ['V > 0', 'V > 0.0*mV'],
    ['max(V, 0)', 'int(V >= 0.0*mV) * V'],
    ['clip(w + dw, 0, w_max)', 'clip(w + dw, 0.0, w_max)'],
    ['mod(t, tau) < dt', 't - tau * floor(t / tau) < dt'],
    ['ticks(tau)', 'floor(tau / dt + 0.5)'],
    ['rand() < 0.5', 'rand() < 0.5'],
    ['chance(1 - exp(-t / tau)) and x > 0', 'rand() < 1.0 - exp(-t / tau) and x > 0.0'],
    ['tau * size(pre)', 'tau * 7'],
  ])('%s', (text, expected) => expect(written(text).text).toBe(expected));

  test('units come with the text', () => {
    expect(written('V / tau').dim).toEqual([-1, 1, 0, 0, 0]);
    expect(written('V ^ 2').dim).toEqual([0, 2, 0, 0, 0]);
    expect(written('sqrt(V * V)').dim).toEqual(MV);
    expect(written('exp(V / v_th)').dim).toEqual(ONE);
    expect(written('x > 0 ? V : 0').dim).toEqual(MV);
    expect(brian2Dimension([-1, 1, 0, 0, 0])).toBe('volt/second');
    expect(brian2Dimension([0, -2, 0, 0, 0])).toBe('volt**-2');
    expect(brian2Quantity(0.04, [-1, -1, 0, 0, 0])).toBe('0.04*kHz/mV');
    expect(brian2Quantity(1, [0, 0, 0, -3, 1])).toBe('1.0*mM');
  });

  test('what has no counterpart is refused by name', () => {
    expect(() => written('sum(w, pre)')).toThrow(/sum over pre/);
    expect(() => written('V ^ x')).toThrow(/power of a quantity/);
  });
});

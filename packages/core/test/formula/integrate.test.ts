import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IntegrateOptions, Step } from '@neuroloom/core';
import { coefficientValues, evaluate, integrate, linearIn, parse, print } from '@neuroloom/core';

type Numbers = Readonly<Record<string, number>>;
const flows = (flow: Readonly<Record<string, string>>) =>
  new Map(Object.entries(flow).map(([s, text]) => [s, parse(text)]));
/** Everything that is not a state, an input (`I…`) or an upper-case counter is constant. */
const step = (
  flow: Readonly<Record<string, string>>,
  constants: string,
  method: IntegrateOptions['method'] = 'auto',
): Step => {
  const fixed = new Set(['dt', ...constants.split(' ')]);
  return integrate(flows(flow), {
    method,
    constant: (n) => fixed.has(n),
    where: 'n',
    sources: new Map(Object.entries(flow)),
  });
};
const written = (s: Step): Record<string, string> => Object.fromEntries([...s.updates].map(([n, e]) => [n, print(e)]));
const used = (s: Step): Record<string, string> => Object.fromEntries(s.used);

/** Runs a step n times: the plainest engine there is. */
function run(
  s: Step,
  params: Numbers,
  start: Numbers,
  dt: number,
  n: number,
  input: (t: number) => Numbers = () => ({}),
): Numbers {
  const coefficients = Object.fromEntries(coefficientValues(s.coefficients, (e) => evaluate(e, { ...params, dt }), dt));
  let state = start;
  for (let k = 0; k < n; k++) {
    const names: Record<string, number> = { ...params, ...coefficients, ...state, ...input(k * dt), dt, t: k * dt };
    for (const stage of s.stages)
      names[stage.name] = evaluate(stage.value, { lookup: (x) => names[x], rand: () => 0.25, randn: () => 0.5 });
    state = { ...state, ...Object.fromEntries([...s.updates].map(([x, e]) => [x, evaluate(e, names)])) };
  }
  return state;
}

describe('exact steps', () => {
  test('a trace is multiplied, a membrane moves to where it is driven', () => {
    expect(written(step({ x: '-x / tau' }, 'tau'))).toEqual({ x: 'exp(-(dt / tau)) * x' });
    expect(written(step({ V: '(v_rest - V + R * I) / tau_m' }, 'v_rest R tau_m'))).toEqual({
      V: 'exp(-(dt / tau_m)) * V + dt * exprel(-(dt / tau_m)) * (R / tau_m) * I + dt * exprel(-(dt / tau_m)) * (v_rest / tau_m)',
    });
    expect(written(step({ x: 'r' }, 'r'))).toEqual({ x: 'x + dt * r' });
    expect(written(step({ x: '0' }, ''))).toEqual({ x: 'x' });
    expect(written(step({ x: 'x - x' }, ''))).toEqual({ x: 'x' });
  });

  test('a membrane agrees with the closed form at every dt', () => {
    const s = step({ V: '(v_rest - V + R * I) / tau_m' }, 'v_rest R tau_m');
    for (const dt of [0.01, 0.1, 1, 10]) {
      const { V } = run(s, { v_rest: -70, R: 100, tau_m: 20 }, { V: -60 }, dt, Math.round(40 / dt), () => ({ I: 0.3 }));
      // V∞ + (V0 - V∞) e^{-t/τ}; n steps may add n roundings of 2^-53 · 70.
      expect(Math.abs(V! - (-40 + -20 * Math.exp(-2)))).toBeLessThan((40 / dt) * 1e-14);
    }
  });

  test('CUBA: a membrane and two decaying conductances, jointly', () => {
    // Vogels & Abbott 2005, as Brian's example writes it.
    const s = step(
      { V: '(g_e + g_i - (V - v_rest)) / tau_m', g_e: '-g_e / tau_e', g_i: '-g_i / tau_i' },
      'v_rest tau_m tau_e tau_i',
    );
    expect(used(s)).toEqual({ V: 'exact', g_e: 'exact', g_i: 'exact' });
    expect(s.coefficients.map((c) => c.name)).toEqual(['$P_V_g_e', '$P_V_g_i']);
    expect(written(s).g_e).toBe('exp(-(dt / tau_e)) * g_e');
    const p = { v_rest: -49, tau_m: 20, tau_e: 5, tau_i: 10 };
    const after = (t: number, n: number) => run(s, p, { V: -60, g_e: 1.62, g_i: -9 }, t / n, n);
    // g τ_s / (τ_m - τ_s) (e^{-t/τ_m} - e^{-t/τ_s}) from each conductance.
    const psp = (g: number, tau: number, t: number) =>
      ((g * tau) / (20 - tau)) * (Math.exp(-t / 20) - Math.exp(-t / tau));
    const closed = (t: number) => -49 - 11 * Math.exp(-t / 20) + psp(1.62, 5, t) + psp(-9, 10, t);
    for (const [t, n] of [
      [0.1, 1],
      [10, 1],
      [10, 100],
      [50, 500],
    ] as const)
      expect(Math.abs(after(t, n).V! - closed(t))).toBeLessThan((n + 1) * 1e-13);
  });

  test('an alpha function: two states in a chain with one time constant', () => {
    const s = step({ g: 'h - g / tau', h: '-h / tau' }, 'tau');
    const { g } = run(s, { tau: 5 }, { g: 0, h: 1 }, 0.1, 100);
    expect(g).toBeCloseTo(10 * Math.exp(-2), 12);
  });

  test('an oscillator keeps its energy', () => {
    const s = step({ x: 'w * y', y: '-w * x' }, 'w');
    const { x, y } = run(s, { w: 0.3 }, { x: 1, y: 0 }, 1, 1000);
    expect(x).toBeCloseTo(Math.cos(300), 10);
    expect(y).toBeCloseTo(-Math.sin(300), 10);
    expect(s.coefficients).toHaveLength(4);
  });

  test('adaptation and membrane turn around one another', () => {
    // V' = -V/τ - w, w' = a V - w/τ: damped rotation with frequency sqrt(a).
    const s = step({ V: '-V / tau - w', w: 'a * V - w / tau' }, 'tau a');
    const { V } = run(s, { tau: 10, a: 0.04 }, { V: 1, w: 0 }, 0.5, 20);
    expect(V).toBeCloseTo(Math.exp(-1) * Math.cos(2), 12);
  });

  test('inputs of a coupled state reach the others through Φ', () => {
    const s = step({ V: '(g - V) / tau', g: '(I - g) / tau' }, 'tau');
    const one = run(s, { tau: 10 }, { V: 0, g: 0 }, 5, 1, () => ({ I: 2 }));
    expect(one.V).toBeCloseTo(2 * (1 - 1.5 * Math.exp(-0.5)), 14);
    expect(one.g).toBeCloseTo(2 * (1 - Math.exp(-0.5)), 14);
    // A held input makes the result independent of how the time is cut.
    expect(run(s, { tau: 10 }, { V: 0, g: 0 }, 0.05, 100, () => ({ I: 2 })).V).toBeCloseTo(one.V!, 13);
  });

  test('inputs with one coefficient are added first', () => {
    expect(written(step({ V: '(I1 + I2 - I3 - V) / tau' }, 'tau')).V).toBe(
      'exp(-(dt / tau)) * V + dt * exprel(-(dt / tau)) / tau * (I1 + I2 - I3)',
    );
  });

  test('a random linear system agrees with very many small steps', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 6, maxLength: 6 }), ([a, b, c, d, i, j]) => {
        const system = { x: 'a * x + b * y + i', y: 'c * x + d * y + j' };
        const p = { a: a!, b: b!, c: c!, d: d!, i: i!, j: j! };
        const exact = run(step(system, 'a b c d i j'), p, { x: 1, y: -1 }, 1, 1);
        const fine = run(step(system, 'a b c d i j', 'rk4'), p, { x: 1, y: -1 }, 1 / 64, 64);
        // The error of RK4 is at most t |A|^5 h^4 / 120 e^{|A| t} |x|, with |A| ≤ 2: below 1e-6.
        expect(Math.abs(exact.x! - fine.x!)).toBeLessThan(1e-6);
        expect(Math.abs(exact.y! - fine.y!)).toBeLessThan(1e-6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('piecewise flows', () => {
  test('a refractory membrane stands still', () => {
    const s = step({ V: 'refr > 0 ? 0 : (v_rest - V + R * I) / tau_m' }, 'v_rest R tau_m');
    expect(written(s).V).toMatch(/^refr > 0 \? V : exp\(-\(dt \/ tau_m\)\) \* V \+/);
  });

  test('only the rows that a condition touches are split', () => {
    const s = step({ V: 'refr > 0 ? 0 : (g - V) / tau_m', g: '-g / tau_e' }, 'tau_m tau_e');
    expect(written(s)).toEqual({
      V: 'refr > 0 ? V : exp(-(dt / tau_m)) * V + $P_V_g * g',
      g: 'exp(-(dt / tau_e)) * g',
    });
  });

  test('each case has a matrix of its own', () => {
    const s = step({ V: '(up ? g - V : 2 * g - V) / tau_m', g: '-g / tau_e' }, 'tau_m tau_e');
    expect(written(s).V).toBe('up ? exp(-(dt / tau_m)) * V + $P_V_g * g : exp(-(dt / tau_m)) * V + $P_V_g_2 * g');
    expect(used(s).V).toBe('exact');
    const p = { tau_m: 10, tau_e: 10 };
    expect(run(s, p, { V: 0, g: 1 }, 10, 1, () => ({ up: 1 })).V).toBeCloseTo(Math.exp(-1), 14);
    expect(run(s, p, { V: 0, g: 1 }, 10, 1, () => ({ up: 0 })).V).toBeCloseTo(2 * Math.exp(-1), 14);
  });

  test('one condition inside a sum, and two nested', () => {
    expect(written(step({ x: '(refr > 0 ? 0 : I) - x / tau' }, 'tau')).x).toBe(
      'refr > 0 ? exp(-(dt / tau)) * x : exp(-(dt / tau)) * x + dt * exprel(-(dt / tau)) * I',
    );
    expect(written(step({ x: 'up ? (on ? r : 0) : 0' }, 'r')).x).toBe('up ? on ? x + dt * r : x : x');
  });

  test('more than four conditions are too many for cases', () => {
    const five = '(a > 0 ? 1 : 0) + (b > 0 ? 1 : 0) + (c > 0 ? 1 : 0) + (d > 0 ? 1 : 0) + (e > 0 ? 1 : 0) - x / tau';
    expect(used(step({ x: five }, 'tau')).x).toBe('exponential-euler');
    expect(() => step({ x: five }, 'tau', 'exact')).toThrow(/e > 0 is in the way/);
  });

  test('more than sixteen states are not solved together', () => {
    const chain = (n: number) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, k) => [`x${k}`, k + 1 < n ? `(x${k + 1} - x${k}) / tau` : `-x${k} / tau`]),
      );
    expect(new Set(Object.values(used(step(chain(16), 'tau'))))).toEqual(new Set(['exact']));
    const longer = used(step(chain(20), 'tau'));
    expect([longer.x3, longer.x4]).toEqual(['exponential-euler', 'exact']);
  });

  test('a condition on a state itself is not a case', () => {
    expect(used(step({ x: 'x > 0 ? -x : 0' }, '')).x).toBe('euler');
  });
});

describe('exponential Euler', () => {
  test('a conductance-based membrane', () => {
    const s = step({ V: '(v_rest - V + g * (E - V)) / tau_m', g: '-g / tau_e' }, 'v_rest E tau_m tau_e');
    expect(used(s)).toEqual({ V: 'exponential-euler', g: 'exact' });
    // With g held this is exact: V∞ = (v_rest + g E) / (1 + g), τ = tau_m / (1 + g).
    const { V } = run(s, { v_rest: -70, E: 0, tau_m: 20, tau_e: 1e300 }, { V: -70, g: 1 }, 10, 1);
    expect(V).toBeCloseTo(-35 - 35 * Math.exp(-1), 12);
  });

  test('it becomes Euler where the rate vanishes', () => {
    const s = step({ x: 'g * x + 1' }, '');
    expect(run(s, {}, { x: 2 }, 0.5, 1, () => ({ g: 0 })).x).toBe(2.5);
    expect(run(s, {}, { x: 2 }, 0.5, 1, () => ({ g: 1e-300 })).x).toBe(2.5);
  });

  test('gates of Hodgkin and Huxley', () => {
    const s = step({ m: 'alpha * (1 - m) - beta * m', V: '(E - V) * m ^ 3' }, 'E');
    expect(used(s)).toEqual({ m: 'exponential-euler', V: 'exponential-euler' });
    const { m } = run(s, { E: 0 }, { m: 0, V: 0 }, 0.1, 50, () => ({ alpha: 0.6, beta: 0.4 }));
    expect(m).toBeCloseTo(0.6 * (1 - Math.exp(-5)), 12);
  });

  test('known factors and divisors are one factor', () => {
    expect(written(step({ V: '(g * (E - V) + I) / C' }, 'C E')).V).toBe(
      'V + (g * (E - V) + I) * exprel(-(g * (1 / C * dt))) * (1 / C * dt)',
    );
    // A division by what changes stays, and so does a lone factor.
    expect(written(step({ u: '2 * I / w' }, '')).u).toBe('u + dt * (2 * I / w)');
  });

  test('its refractory side holds the value', () => {
    expect(written(step({ V: 'refr > 0 ? 0 : g * (E - V)' }, 'E')).V).toBe(
      'refr > 0 ? V : V + g * (E - V) * (dt * exprel(-(g * dt)))',
    );
  });
});

describe('Euler and Runge–Kutta', () => {
  /** x' = x (1 - x), whose solution is 1 / (1 + e^{-t} (1/x0 - 1)). */
  const logistic = { x: 'x * (1 - x)' };
  const error = (method: 'euler' | 'rk4', n: number): number =>
    Math.abs(run(step(logistic, '', method), {}, { x: 0.1 }, 4 / n, n).x! - 1 / (1 + 9 * Math.exp(-4)));

  test('Euler is of order one, RK4 of order four', () => {
    const order = (method: 'euler' | 'rk4', n: number): number => Math.log2(error(method, n) / error(method, 2 * n));
    expect(order('euler', 400)).toBeCloseTo(1, 1);
    expect(order('rk4', 20)).toBeCloseTo(4, 0);
    expect(order('rk4', 40)).toBeCloseTo(4, 0);
  });

  test('RK4 of a flow that reads time is a quadrature by Simpson’s rule, exact for cubics', () => {
    expect(run(step({ x: '4 * t ^ 3' }, '', 'rk4'), {}, { x: 0 }, 0.5, 4).x).toBeCloseTo(16, 12);
  });

  test('states that are integrated together see one another’s stages', () => {
    const s = step({ x: 'y', y: '-x' }, '', 'rk4');
    const { x } = run(s, {}, { x: 1, y: 0 }, 0.1, 10);
    // t h^4 / 120 = 1e-6 at most.
    expect(Math.abs(x! - Math.cos(1))).toBeLessThan(1e-6);
    expect(s.stages).toHaveLength(4 * 2 + 3 * 2);
  });

  test('the size of a step grows with the flow, not with its fourth power', () => {
    const s = step({ V: '0.04 * V ^ 2 + 5 * V + 140 - u + I', u: 'a * (b * V - u)' }, 'a b', 'rk4');
    expect(
      [...s.stages.map((x) => x.value), ...s.updates.values()].map((e) => print(e).length).reduce((a, b) => a + b),
    ).toBeLessThan(1500);
  });

  test('one step of (f - x) / dt is f: a map is iterated without rounding', () => {
    const s = step({ x: '(a * x * (1 - x) - x) / dt', y: '(x - y) / dt' }, 'a', 'euler');
    expect(written(s)).toEqual({ x: 'a * x * (1 - x)', y: 'x' });
  });

  test('RK4 holds folds over an axis, which no other element’s look ahead can enter', () => {
    const s = step({ x: 'K * (mean(x, neuron) - x)' }, 'K', 'rk4');
    expect(s.stages.filter((x) => x.value.tag === 'reduce').map((x) => print(x.value))).toEqual(['mean(x, neuron)']);
    expect(s.stages[0]).toMatchObject({ value: { tag: 'reduce' }, state: 'x' });
  });

  test('Izhikevich falls back to Euler for V and to an exponential for u', () => {
    const s = step({ V: '0.04 * V ^ 2 + 5 * V + 140 - u + I', u: 'a * (b * V - u)' }, 'a b');
    expect(used(s)).toEqual({ V: 'euler', u: 'exponential-euler' });
    expect(written(s).V).toBe('V + dt * (0.04 * (V * V) + 5 * V + 140 - u + I)');
  });

  test('methods may be chosen state by state; the others see values from before the step', () => {
    const s = step({ V: '-V / tau', x: 'V - x / tau' }, 'tau', { V: 'euler' });
    expect(used(s)).toEqual({ V: 'euler', x: 'exponential-euler' });
    expect(run(s, { tau: 1 }, { V: 1, x: 0 }, 1, 1)).toMatchObject({ V: 0, x: 1 - Math.exp(-1) });
  });
});

describe('noise', () => {
  test('a draw that a step writes twice is drawn once', () => {
    const s = step({ V: '(s * randn() - V) / tau', w: '(V - w) / tau' }, 's tau');
    expect(s.stages).toMatchObject([{ name: '$draw1_V', state: 'V' }]);
    for (const text of Object.values(written(s))) expect(text).not.toContain('randn');
    expect(written(s).w).toContain('$draw1_V');
    const { V } = run(s, { s: 2, tau: 10 }, { V: 0, w: 0 }, 10, 1);
    expect(V).toBeCloseTo(1 - Math.exp(-1), 14);
  });

  test('an event that may happen is one number, 1 or 0', () => {
    const s = step({ x: 'chance(p) ? -x / tau : 1 / tau' }, 'p tau');
    expect(s.stages.map((d) => [d.name, print(d.value)])).toEqual([['$draw1_x', 'chance(p) ? 1 : 0']]);
    const { x } = run(s, { p: 0.2, tau: 10 }, { x: 3 }, 1, 1);
    expect(x).toBeCloseTo(3 + 0.1, 14);
  });

  test('a condition that tosses a coin tosses one', () => {
    const s = step({ x: 'rand() < p ? -x / tau : rand()' }, 'p tau');
    expect(s.stages.map((d) => [d.name, print(d.value)])).toEqual([
      ['$draw1_x', 'rand()'],
      ['$draw2_x', 'rand()'],
    ]);
    expect(written(s).x).toBe('$draw1_x < p ? exp(-(dt / tau)) * x : x + dt * $draw2_x');
  });
});

describe('a method that cannot be is refused with the term in the way', () => {
  test.each([
    [
      { V: 'V ^ 2 - V' },
      'exact',
      'n › flow.V: V cannot be integrated exactly: V * V is in the way',
      '  V ^ 2 - V\n    ^ use the method auto',
    ],
    [{ V: '-V / I' }, 'exact', 'I is in the way', '       ^ use'],
    [{ V: 'w - V', w: '-w * w' }, { V: 'exact' }, 'w is in the way', '  w - V\n  ^ use'],
    [{ V: '-V * index(neuron)' }, 'exact', 'index(neuron) is in the way', '       ^ use'],
    [{ V: 'sum(V, neuron)' }, 'exact', 'sum(V, neuron) is in the way', '  ^ use'],
    [
      { V: 'exp(V)' },
      'exponential-euler',
      'V cannot be integrated by exponential Euler: exp(V) is in the way',
      'use the method auto, euler or rk4',
    ],
  ] as const)('%j %s', (flow, method, message, caret) => {
    const attempt = () => step(flow, '', method);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(caret);
  });

  test('without a text the message stands alone', () => {
    expect(() => integrate(flows({ V: 'V ^ 2' }), { method: 'exact', constant: () => false })).toThrow(
      'flow.V: V cannot be integrated exactly',
    );
  });
});

describe('linearity is found by algebra', () => {
  const names = new Set(['x', 'y']);
  const terms = (text: string): Record<string, string> | string => {
    const l = linearIn(parse(text), names);
    return 'fault' in l
      ? print(l.fault)
      : { ...Object.fromEntries([...l.terms].map(([n, e]) => [n, print(e)])), rest: print(l.rest) };
  };
  test.each([
    ['a * (x + b) / c', { x: 'a / c', rest: 'a * b / c' }],
    ['-(x - 2 * y)', { x: '-1', y: '2', rest: '0' }],
    ['x * a - a * x', { rest: '0' }],
    ['x / 2 + x / 2', { x: '1 / 2 + 1 / 2', rest: '0' }],
    ['c ? x : 2', { x: 'c ? 1 : 0', rest: 'c ? 0 : 2' }],
    ['a + b', { rest: 'a + b' }],
    ['x * y', 'x * y'],
    ['a / x', 'a / x'],
    ['a + exp(-x)', 'exp(-x)'],
    ['x > 0 ? a : b', 'x > 0 ? a : b'],
    ['sum(x, pre)', 'sum(x, pre)'],
    ['(x + 1) ^ 2', '(x + 1) ^ 2'],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });
});

describe('implicit Euler', () => {
  test.each([0.01, 0.5, 3, 1e4])('solves x1 = x0 + dt f(x1) for any step (%d ms)', (dt) => {
    const s = step({ x: '(a - x * g) / tau' }, 'tau', 'implicit-euler');
    const next = evaluate(s.updates.get('x')!, { x: 2, a: -5, g: 40, tau: 10, dt });
    // The equation is solved to rounding: a few units in the last place of its largest term.
    expect(next - (2 + (dt * (-5 - 40 * next)) / 10)).toBeCloseTo(0, 9);
    expect(used(s)).toEqual({ x: 'implicit-euler' });
  });
});

/** Which powers of e become powers of 2, and with which exponent. */
import { expect, test } from 'vitest';
import { powers } from '../../src/compile/powers.ts';
import type { Group, Kernel } from '../../src/program.ts';
import type { Term } from '../../src/term.ts';
import { Terms, visit } from '../../src/term.ts';

const terms = new Terms();
const V = terms.load('n.V', 'element');
const k = terms.param('n.k');

function passed(value: Term): Term {
  const kernel: Kernel = {
    name: 'n flow',
    loop: { over: 'axis', length: 4 },
    body: { stores: [{ buffer: 'n.V', place: 'element', value }], emits: [], folds: [] },
  };
  const groups = new Map<Group, Kernel[]>([['tick', [kernel]]]);
  powers(terms, groups);
  return groups.get('tick')![0]!.body.stores[0]!.value;
}

/** The value for V and k, with e and 2 raised by JavaScript. */
function valueOf(t: Term, v: number, param: number): number {
  const [a = NaN, b = NaN] = t.args.map((x) => valueOf(x, v, param));
  const values: Record<string, () => number> = {
    const: () => t.value,
    param: () => param,
    load: () => v,
    neg: () => -a,
    add: () => a + b,
    sub: () => a - b,
    mul: () => a * b,
    div: () => a / b,
    exp: () => Math.exp(a),
    exp2: () => 2 ** a,
    exprel: () => Math.expm1(a) / a,
    exprel2: () => Math.expm1(a * Math.LN2) / (a * Math.LN2),
  };
  return values[t.op]!();
}

const opsOf = (t: Term): Set<string> => {
  const ops = new Set<string>();
  visit(t, (x) => void ops.add(x.op));
  return ops;
};

test.each([
  ['a product', terms.op('mul', V, k)],
  ['a product the other way round', terms.op('mul', k, V)],
  ['a quotient', terms.op('div', terms.op('sub', V, k), k)],
  ['minus a sum, times a number', terms.op('mul', terms.op('sub', terms.op('neg', V), V), terms.constant(0.3))],
])('%s', (_, x) => {
  for (const [op, base2] of [
    ['exp', 'exp2'],
    ['exprel', 'exprel2'],
  ] as const) {
    const before = terms.op('add', terms.op(op, x), V);
    const after = passed(before);
    expect([...opsOf(after)]).toContain(base2);
    expect([...opsOf(after)]).not.toContain(op);
    for (const v of [-3.2, 0.7, 11])
      expect(valueOf(after, v, 1.7)).toBeCloseTo(valueOf(before, v, 1.7), 9 - Math.ceil(Math.abs(v)));
  }
});

test('a sign goes into the number that the host knows', () => {
  const after = passed(terms.op('exp', terms.op('mul', terms.op('neg', V), k)));
  const [exponent] = after.args;
  expect(exponent!.args[0]).toBe(V);
  expect(valueOf(exponent!, 2, 3)).toBeCloseTo(-6 * Math.LOG2E, 12);
});

test('a decay is told from what may grow', () => {
  const pull = terms.op('neg', terms.op('abs', V));
  expect(passed(terms.op('exprel', terms.op('mul', pull, terms.constant(0.1)))).op).toBe('decay2');
  // A param may be negative.
  expect(passed(terms.op('exprel', terms.op('mul', pull, k))).op).toBe('exprel2');
});

test('nothing to scale, and what the host knows altogether, stay', () => {
  for (const t of [terms.op('exp', V), terms.op('exp', terms.op('add', V, k))]) expect(passed(t)).toBe(t);
  const host = terms.op('mul', V, terms.op('exp', terms.op('mul', k, k)));
  expect(passed(host)).toBe(host);
});

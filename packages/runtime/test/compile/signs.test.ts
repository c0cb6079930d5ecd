/** Signs move, and no bit does: every number a term can give is given after as before. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { signs } from '../../src/compile/signs.ts';
import { operations } from '../../src/compile/rewrite.ts';
import type { Group, Kernel } from '../../src/program.ts';
import { MEANINGS } from '../../src/targets/reference/interpret.ts';
import type { Primitive, Term } from '../../src/term.ts';
import { Terms } from '../../src/term.ts';

const terms = new Terms();
const kernelOf = (value: Term): Kernel => ({
  name: 'k',
  loop: { over: 'axis', length: 1 },
  body: { stores: [{ buffer: 'x', place: 'element', value }], emits: [], folds: [] },
});
function changed(value: Term): Term {
  const groups = new Map<Group, Kernel[]>([['tick', [kernelOf(value)]]]);
  signs(terms, groups);
  return groups.get('tick')![0]!.body.stores[0]!.value;
}

/** What a term is, of the numbers that its leaves stand for. */
function valueOf(t: Term, leaf: (t: Term) => number): number {
  if (t.op === 'const') return t.value;
  if (t.args.length === 0) return leaf(t);
  const [a, b, c] = t.args.map((x) => valueOf(x, leaf));
  return Math.fround(MEANINGS[t.op as Primitive](a!, b!, c!, Math.fround));
}

const names = ['a', 'b', 'c'];
const leaves = [...names.map((n) => terms.load(n, 'element')), terms.uniform(0, 'real'), terms.uniform(1, 'real')];
const whole = ['m', 'n'].map((n) => terms.load(n, 'element', 'int'));
const { real, held } = fc.letrec<{ real: Term; held: Term }>((tie) => ({
  real: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(...leaves),
    tie('real').map((x) => terms.op('neg', x)),
    fc
      .tuple(fc.constantFrom('add', 'sub', 'mul', 'div'), tie('real'), tie('real'))
      .map(([op, x, y]) => terms.op(op as 'add', x, y)),
    // A state that stays, or takes a step.
    fc
      .tuple(tie('held'), fc.constantFrom(...leaves), tie('real'), fc.constantFrom(...leaves))
      .map(([h, x, y, u]) => terms.op('select', h, x, terms.op('add', x, terms.op('mul', y, u)))),
  ),
  held: fc.constantFrom('le', 'ge', 'lt', 'gt').map((op) => terms.op(op as 'le', ...whole)),
}));
const number = fc.oneof(fc.float(), fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity));

it('gives every number there is as before, zeros with their signs', () => {
  fc.assert(
    fc.property(
      real,
      held,
      fc.array(number, { minLength: 5, maxLength: 5 }),
      fc.nat(3),
      fc.nat(3),
      (t, h, xs, m, n) => {
        const leaf = (x: Term): number =>
          x.type === 'int' ? (x.name === 'm' ? m : n) : xs[x.op === 'uniform' ? 3 + x.value : names.indexOf(x.name)]!;
        for (const term of [t, h]) expect(valueOf(changed(term), leaf)).toBe(valueOf(term, leaf));
      },
    ),
    { numRuns: 3000 },
  );
});

it('takes a decay and a refractory step in fewer operations', () => {
  const [x, y, u] = [leaves[0]!, leaves[1]!, leaves[3]!];
  const decay = terms.op('add', x, terms.op('mul', terms.op('neg', x), u));
  const step = terms.op('select', terms.op('gt', ...whole), x, terms.op('add', x, terms.op('mul', y, u)));
  expect(operations(kernelOf(changed(decay)).body)).toBe(operations(kernelOf(decay).body) - 1);
  const after = changed(step);
  expect(after.op).toBe('sub');
  expect(after.args[1]!.op).toBe('select');
  expect(after.args[1]!.args[1]).toBe(terms.constant(0));
});

/**
 * What dies away stops at zero. States whose flow is nothing but decay (conductances, traces) would shrink into
 * numbers too small for the processor's fast path, and never come to rest: every so many ticks, what is too small
 * to matter becomes 0.
 */
import type { Expr } from '@neuroloom/core';
import { linearIn, simplify } from '@neuroloom/core';
import type { Buffer, Group, Kernel } from '../program.ts';
import { emptyBody } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { effects } from './rewrite.ts';

/** Ticks between two looks. A state that halves with every tick falls by 2⁻¹⁶ meanwhile: far from subnormal. */
export const SETTLE_EVERY = 16;
/** What is 0 for all purposes: below half a unit in the last place of anything it could be added to. */
const TINY = { f32: 1e-30, f64: 1e-290 } as const;

/** The states of a node that fade, together, to 0: linear in one another, with nothing that drives them. */
export function fading(flows: ReadonlyMap<string, Expr>): ReadonlySet<string> {
  const names = new Set(flows.keys());
  const driven = (s: string): boolean => {
    const linear = linearIn(flows.get(s)!, names);
    if ('fault' in linear) return true;
    const rest = simplify(linear.rest);
    return !(rest.tag === 'const' && rest.value === 0);
  };
  for (let found = [...names].filter(driven); found.length > 0; found = [...names].filter(driven))
    for (const s of found) names.delete(s);
  return names;
}

/** Kernels that go first in a tick, one for each node and axis. `dying`: the states in question. */
export function settle(
  terms: Terms,
  groups: ReadonlyMap<Group, readonly Kernel[]>,
  buffers: ReadonlyMap<string, Buffer>,
  dying: readonly string[],
  precision: 'f32' | 'f64',
): Kernel[] {
  const written = new Set(groups.get('tick')!.flatMap((k) => [...effects(k).writes.keys()]));
  const together = new Map<string, string[]>();
  for (const name of dying) {
    const { axis, keep } = buffers.get(name)!;
    // What outlives trials is left to its own rules.
    if (!written.has(name) || axis === undefined || keep) continue;
    const place = `${name.split('.')[0]} ${axis}`;
    together.set(place, [...(together.get(place) ?? []), name]);
  }
  return [...together.values()].map((names) => ({
    name: `settle ${names.join(', ')}`,
    loop: { over: 'axis', length: buffers.get(names[0]!)!.length, axis: buffers.get(names[0]!)!.axis! },
    when: everySoManyTicks(terms),
    otherwise: emptyBody,
    body: {
      stores: names.map((buffer) => {
        const x = terms.load(buffer, 'element');
        const small = terms.op('lt', terms.op('abs', x), terms.constant(TINY[precision]));
        return { buffer, place: 'element', value: terms.op('select', small, terms.constant(0), x) };
      }),
      emits: [],
      folds: [],
    },
  }));
}

/** tick mod SETTLE_EVERY = 0, in reals: exact as long as ticks are. */
function everySoManyTicks(terms: Terms): Term {
  const tick = terms.op('real', terms.tick());
  const whole = terms.op('floor', terms.op('mul', tick, terms.constant(1 / SETTLE_EVERY)));
  return terms.op('eq', tick, terms.op('mul', whole, terms.constant(SETTLE_EVERY)));
}

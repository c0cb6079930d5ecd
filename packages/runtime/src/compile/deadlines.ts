/**
 * What counts down is kept as the tick at which it is over. A count would be read and written in every tick; a
 * deadline is written when it is set, and compared. A count that is set below zero is over at once.
 */
import type { Buffer, Group, Kernel } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { HOLDS } from '../term.ts';
import { mapKernel } from './rewrite.ts';

/** What the tick is where trials begin: a count that starts with n has n - 1 left after the first tick. */
export const BEFORE_TICKS = -1;

/** Comparisons of a count with 0, and what they are of its deadline and the tick. */
const WITH_ZERO: Readonly<Record<string, 'gt' | 'le'>> = { gt: 'gt', ne: 'gt', le: 'le', eq: 'le' };

/** Every count of steps is kept so. */
export const isDeadline = (b: Buffer): boolean => b.type === 'int';

/** Rewrites all kernels that read or set a count, and gives the names of those that are deadlines now. */
export function deadlines(
  terms: Terms,
  groups: Map<Group, Kernel[]>,
  buffers: ReadonlyMap<string, Buffer>,
): ReadonlySet<string> {
  const names = new Set([...buffers.values()].filter(isDeadline).map((b) => b.name));
  for (const [group, kernels] of groups) {
    const now = group === 'tick' ? terms.tick() : terms.constant(BEFORE_TICKS, 'int');
    const done = new Map<Term, Term>();
    const said = (t: Term): Term => terms.replace(t, (x) => read(terms, x, names, now), done, HOLDS.count);
    groups.set(
      group,
      kernels.map((k) => written(terms, mapKernel(k, said), names, now)),
    );
  }
  return names;
}

/** A count, or a comparison of one with 0, said of its deadline. */
function read(terms: Terms, t: Term, names: ReadonlySet<string>, now: Term): Term | undefined {
  const deadline = (x: Term): boolean => x.op === 'load' && names.has(x.name);
  if (deadline(t)) return terms.op('max', terms.op('sub', t, now), terms.constant(0, 'int'));
  const how = WITH_ZERO[t.op];
  const [count, zero] = t.args;
  if (how && deadline(count!) && zero?.op === 'const' && zero.value === 0) return terms.op(how, count!, now);
  return undefined;
}

/** The same kernel, setting deadlines where it set counts. */
function written(terms: Terms, k: Kernel, names: ReadonlySet<string>, now: Term): Kernel {
  const later = (value: Term): Term =>
    value.op === 'const' && now.op === 'const'
      ? terms.constant(value.value + now.value, 'int')
      : terms.op('add', now, value);
  const sets = (b: Kernel['body'] | undefined): boolean => b?.stores.some((s) => names.has(s.buffer)) ?? false;
  if (!sets(k.body) && !sets(k.otherwise)) return k;
  const set = (b: Kernel['body']): Kernel['body'] => ({
    ...b,
    stores: b.stores.map((s) => (names.has(s.buffer) ? { ...s, value: later(s.value) } : s)),
  });
  return { ...k, body: set(k.body), ...(k.otherwise ? { otherwise: set(k.otherwise) } : {}) };
}

/** What is left of a count at a tick. */
export const ticksLeft = (deadline: number, tick: number): number => Math.max(0, deadline - tick);

/** Is the tick read for nothing but whether a deadline is past? Then nothing comes of it once that is so. */
export const waiting = (t: Term, deadlines: ReadonlySet<string>): boolean =>
  (t.op === 'gt' || t.op === 'le' || t.op === 'sub') &&
  t.args[1]?.op === 'tick' &&
  t.args[0]!.op === 'load' &&
  deadlines.has(t.args[0]!.name);

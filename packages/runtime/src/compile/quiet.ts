/**
 * Columns at which nothing happens. A rule that changes the weights of a row by what its targets remember (a trace,
 * which is 0 for all who have not fired) leaves the others as they are, once they are what the rule makes of them.
 * This pass says which kernels have such a rule and which kernels stir their columns; a target may visit only those that
 * have been stirred, and no result changes by it.
 */
import type { Body, Buffer, Group, Kernel, Quiet, Space } from '../program.ts';
import { emptyBody } from '../program.ts';
import type { Term } from '../term.ts';
import { isDraw, visit } from '../term.ts';
import { bodies, effects, readAt } from './rewrite.ts';

/** Marks kernels of the tick: `quiet` where there is such a rule, `stirs` where columns are stirred. */
export function markQuiet(
  groups: Map<Group, Kernel[]>,
  buffers: ReadonlyMap<string, Buffer>,
  spaces: ReadonlyMap<string, Space>,
): Map<string, Quiet> {
  const tick = groups.get('tick')!;
  const quiets = new Map<Kernel, Quiet>();
  for (const k of tick) {
    const found = quietOf(k, tick, buffers, spaces);
    if (found) quiets.set(k, { name: `$quiet${quiets.size}`, ...found });
  }
  groups.set(
    'tick',
    tick.map((k) => {
      const written = effects(k).writes;
      const stirs = [...quiets]
        .filter(([q]) => q !== k && k.loop.over !== 'axis')
        .filter(([q, { zero }]) => [...zero, ...ownOf(ruleOf(q.body))].some((b) => written.has(b)))
        .map(([, { name }]) => name);
      const quiet = quiets.get(k);
      return { ...k, ...(quiet ? { quiet } : {}), ...(stirs.length > 0 ? { stirs } : {}) };
    }),
  );
  return new Map([...quiets.values()].map((q) => [q.name, q]));
}

/** What a kernel over rows does to the synapses themselves, and what it does to the targets. */
export const ruleOf = (b: Body): Body => ({ ...emptyBody, stores: b.stores.filter((s) => s.place === 'element') });
export const deliveryOf = (b: Body): Body => ({ ...b, stores: b.stores.filter((s) => s.place !== 'element') });

type Found = Pick<Quiet, 'space' | 'zero' | 'factors'>;

function quietOf(
  k: Kernel,
  tick: readonly Kernel[],
  buffers: ReadonlyMap<string, Buffer>,
  spaces: ReadonlyMap<string, Space>,
): Found | null {
  if (k.loop.over !== 'rows') return null;
  const space = spaces.get(k.loop.space)!;
  const rule = ruleOf(k.body);
  const elsewhere = [deliveryOf(k.body), k.otherwise ?? emptyBody];
  if (space.sparse || rule.stores.length === 0 || ruleOf(k.otherwise ?? emptyBody).stores.length > 0) return null;
  if (elsewhere.some((b) => b.emits.length + b.folds.length > 0)) return null;
  const values = rule.stores.map((s) => s.value);
  const [zero, still, own] = [readAt(rule, 'column'), readAt(rule, 'zero'), ownOf(rule)];
  if (zero.size === 0 || !depends(values)) return null;
  const factors = new Set<number>();
  for (const other of tick) {
    const { writes } = effects(other);
    const { loop } = other;
    if ([...still].some((b) => writes.has(b))) return null;
    if (other === k) {
      if ([...zero].some((b) => writes.has(b))) return null;
      continue;
    }
    if ([...own].some((b) => writes.has(b)) && !(loop.over === 'columns' && loop.space === k.loop.space)) return null;
    for (const b of zero) {
      if (!writes.has(b) || (loop.over === 'events' && loop.columns === undefined)) continue;
      if (loop.over !== 'axis' || loop.columns !== undefined || !keepsZero(other, b, zero, factors)) return null;
    }
  }
  const plain = (b: string): boolean => buffers.get(b)!.type === 'real' && buffers.get(b)!.slots === undefined;
  return [...zero].every(plain) ? { space: space.name, zero: [...zero], factors: [...factors] } : null;
}

/** What a rule reads and writes of each synapse. */
const ownOf = (rule: Body): Set<string> => new Set([...readAt(rule, 'element'), ...rule.stores.map((s) => s.buffer)]);

/** On nothing but the synapse, its target and what is the same for all: no draw, no time, no source. */
function depends(values: readonly Term[]): boolean {
  let only = true;
  const seen = new Set<Term>();
  for (const v of values)
    visit(
      v,
      (t) => {
        if (isDraw(t) || t.op === 'tick' || t.op === 'index' || (t.op === 'load' && t.place === 'row')) only = false;
      },
      seen,
    );
  return only;
}

/** Does a kernel over the targets leave a zero a zero, with its sign? Provided that some factors are positive, which it names. */
function keepsZero(k: Kernel, buffer: string, zero: ReadonlySet<string>, factors: Set<number>): boolean {
  const isZero = (t: Term): 1 | -1 | null => {
    const [a, b, c] = t.args;
    switch (t.op) {
      case 'const':
        return t.value === 0 ? (Object.is(t.value, 0) ? 1 : -1) : null;
      case 'load':
        return t.place === 'element' && zero.has(t.name) ? 1 : null;
      case 'neg': {
        const x = isZero(a!);
        return x && (-x as 1 | -1);
      }
      case 'mul': {
        const [x, factor] = isZero(a!) === null ? [isZero(b!), a!] : [isZero(a!), b!];
        if (x === null) return null;
        if (factor.op === 'uniform') factors.add(factor.value);
        else if (!(factor.op === 'const' && factor.value > 0 && factor.value < Infinity)) return null;
        return x;
      }
      case 'add':
      case 'sub': {
        const [x, y] = [isZero(a!), isZero(b!)];
        if (x === null || y === null) return null;
        return x === -1 && (t.op === 'add' ? y : -y) === -1 ? -1 : 1;
      }
      case 'select': {
        const [x, y] = [isZero(b!), isZero(c!)];
        return x === y ? x : null;
      }
      default:
        return null;
    }
  };
  return bodies(k).every(
    (body) =>
      body.stores.every((s) => s.buffer !== buffer || (s.place === 'element' && isZero(s.value) === 1)) &&
      body.folds.every((f) => f.into !== buffer),
  );
}

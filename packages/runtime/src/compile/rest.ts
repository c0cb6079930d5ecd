/**
 * Who has nothing to do may rest. A kernel over an axis is a function of the memory it reads; where one run of it
 * left every bit as it was and emitted nothing, the next runs will too, until somebody else writes there. This
 * pass says which kernels gain from that and who can wake them; a target may skip what rests, and no result
 * changes by it.
 */
import type { Buffer, Group, Kernel, Rest } from '../program.ts';
import type { Term } from '../term.ts';
import { isDraw } from '../term.ts';
import { waiting } from './deadlines.ts';
import type { Effects } from './rewrite.ts';
import { bodies, effects, isEmpty, operations, termsOf } from './rewrite.ts';

/** Operations per element from which resting pays where somebody disturbs everybody, most of the time. */
const WORTH = 12;

/** Marks kernels of the tick: `rests` where elements may rest, `wakes` where a kernel disturbs such rest. */
export function markRests(
  groups: Map<Group, Kernel[]>,
  buffers: ReadonlyMap<string, Buffer>,
  deadlines: ReadonlySet<string>,
): Map<string, Rest> {
  const tick = groups.get('tick')!;
  const touched = new Map(tick.map((k) => [k, effects(k)]));
  const resting = new Map<Kernel, Rest>();
  for (const [k, at] of touched) {
    if (k.loop.over !== 'axis' || !mayRest(k, deadlines) || turns(at, buffers)) continue;
    const hurried = tick.some((other) => other !== k && disturbs(other, touched.get(other)!, k, at) === 'all');
    if (hurried && operations(k.body) < WORTH) continue;
    const until = [...at.reads.keys()].filter((b) => deadlines.has(b));
    resting.set(k, { name: `$rest${resting.size}`, length: k.loop.length, until });
  }
  groups.set(
    'tick',
    tick.map((k) => {
      const wakes = [...resting].flatMap(([sleeper, rest]) => {
        if (sleeper === k) return [];
        const whom = disturbs(k, touched.get(k)!, sleeper, touched.get(sleeper)!);
        return whom ? [{ rest: rest.name, whom }] : [];
      });
      const rest = resting.get(k);
      return { ...k, ...(rest ? { rests: rest.name } : {}), ...(wakes.length > 0 ? { wakes } : {}) };
    }),
  );
  return new Map([...resting.values()].map((r) => [r.name, r]));
}

function mayRest(k: Kernel, deadlines: ReadonlySet<string>): boolean {
  return (
    k.loop.over === 'axis' &&
    k.loop.columns === undefined &&
    k.active === undefined &&
    !seldom(k) &&
    bodies(k).every((b) => b.folds.length === 0 && b.stores.every((s) => s.place === 'element')) &&
    !bodies(k)
      .flatMap(termsOf)
      .some((t) => fleeting(t, deadlines)) &&
    operations(k.body) > 0
  );
}

/** Touches a ring, where the next tick finds another slot though nobody wrote. */
function turns({ reads, writes }: Effects, buffers: ReadonlyMap<string, Buffer>): boolean {
  return [...reads.keys(), ...writes.keys()].some((name) => (buffers.get(name)?.slots ?? 1) > 1);
}

/** Different in the next tick though no memory changed, and no deadline passed. */
function fleeting(t: Term, deadlines: ReadonlySet<string>, seen = new Set<Term>()): boolean {
  if (isDraw(t) || t.op === 'tick') return true;
  if (seen.has(t) || waiting(t, deadlines)) return false;
  seen.add(t);
  return t.args.some((x) => fleeting(x, deadlines, seen));
}

/** Runs in some ticks only. */
const seldom = (k: Kernel): boolean => k.when !== undefined && k.otherwise !== undefined && isEmpty(k.otherwise);

/**
 * Does a kernel write what a sleeper touches: at single elements that events name, at elements of which it can be seen
 * now and then which of them it changed, or anywhere?
 */
function disturbs(k: Kernel, does: Effects, sleeper: Kernel, touches: Effects): 'named' | 'changed' | 'all' | null {
  const met = [...does.writes].filter(([name]) => touches.reads.has(name) || touches.writes.has(name));
  if (met.length === 0) return null;
  const own = met.every(([, places]) => [...places].every((p) => p === 'element'));
  const { loop } = k;
  if (!own || (loop.over !== 'axis' && loop.over !== 'events') || loop.columns !== undefined) return 'all';
  if (loop.over === 'events') return 'named';
  const same = sleeper.loop.over === 'axis' && loop.axis === sleeper.loop.axis;
  return same && loop.length === sleeper.loop.length && seldom(k) ? 'changed' : 'all';
}

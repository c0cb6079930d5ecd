/**
 * Who has nothing to do may rest. A kernel over an axis is a function of the memory it reads; where one run of it
 * left every bit as it was and emitted nothing, the next runs will too, until somebody else writes there. This
 * pass says which kernels gain from that and who can wake them; a target may skip what rests, and no result
 * changes by it.
 */
import type { Buffer, Group, Kernel, Rest } from '../program.ts';
import type { Term } from '../term.ts';
import { waiting } from './deadlines.ts';
import type { Effects } from './rewrite.ts';
import { bodies, effects, operations, termsOf } from './rewrite.ts';

/** Operations per element from which looking whether anything changed is cheap beside computing it. */
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
    const until = [...at.reads.keys()].filter((b) => deadlines.has(b));
    resting.set(k, { name: `$rest${resting.size}`, length: k.loop.length, until });
  }
  groups.set(
    'tick',
    tick.map((k) => {
      const wakes = [...resting].flatMap(([sleeper, rest]) => {
        if (sleeper === k) return [];
        const how = disturbs(k, touched.get(k)!, touched.get(sleeper)!);
        return how ? [{ rest: rest.name, each: how === 'each' }] : [];
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
    bodies(k).every((b) => b.folds.length === 0 && b.stores.every((s) => s.place === 'element')) &&
    !bodies(k)
      .flatMap(termsOf)
      .some((t) => fleeting(t, deadlines)) &&
    operations(k.body) >= WORTH
  );
}

/** Touches a ring, where the next tick finds another slot though nobody wrote. */
function turns({ reads, writes }: Effects, buffers: ReadonlyMap<string, Buffer>): boolean {
  return [...reads.keys(), ...writes.keys()].some((name) => (buffers.get(name)?.slots ?? 1) > 1);
}

/** Different in the next tick though no memory changed, and no deadline passed. */
function fleeting(t: Term, deadlines: ReadonlySet<string>, seen = new Set<Term>()): boolean {
  if (t.op === 'rand' || t.op === 'tick') return true;
  if (seen.has(t) || waiting(t, deadlines)) return false;
  seen.add(t);
  return t.args.some((x) => fleeting(x, deadlines, seen));
}

/** Does a kernel write what a sleeper touches: at single elements that events name, or anywhere? */
function disturbs(k: Kernel, does: Effects, sleeper: Effects): 'each' | 'all' | null {
  let how: 'each' | 'all' | null = null;
  for (const [name, places] of does.writes) {
    if (!sleeper.reads.has(name) && !sleeper.writes.has(name)) continue;
    const each = k.loop.over === 'events' && k.loop.columns === undefined && [...places].every((p) => p === 'element');
    how = each && how !== 'all' ? 'each' : 'all';
  }
  return how;
}

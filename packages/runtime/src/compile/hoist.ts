/**
 * What does not change does not run again. Terms over params alone are computed by the host, once per set of
 * params, in double precision, and rounded once; terms over held inputs are computed once per phase of a trial; and
 * divisions over a target once for all of its synapses.
 */
import type { Buffer, Group, Kernel, Space, Uniform } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { HOLDS, isDraw, some } from '../term.ts';
import { effects, mapKernel } from './rewrite.ts';

const RUNNING = HOLDS.count | HOLDS.load | HOLDS.index | HOLDS.tick | HOLDS.rand | HOLDS.uniform;

/** Whether the host can compute a term before the run: it has params alone in it. */
export const hostKnows = (t: Term): boolean => (t.holds & RUNNING) === 0;

export function hoistParams(terms: Terms, groups: Map<Group, Kernel[]>): Uniform[] {
  const uniforms: Uniform[] = [];
  const slots = new Map<Term, Term>();
  const toUniform = (t: Term): Term | undefined => {
    if (t.op === 'const' || !hostKnows(t)) return undefined;
    const made = slots.get(t);
    if (made) return made;
    const slot = uniforms.length;
    uniforms.push({ slot, term: t, type: t.type });
    const u = terms.uniform(slot, t.type);
    slots.set(t, u);
    return u;
  };
  for (const [group, kernels] of groups) {
    const done = new Map<Term, Term>();
    groups.set(
      group,
      kernels.map((k) => mapKernel(k, (t) => terms.replace(t, toUniform, done))),
    );
  }
  return uniforms;
}

/** Moves per-element terms over held inputs out of the tick. Returns the buffers that hold them. */
export function hoistHeld(
  terms: Terms,
  groups: Map<Group, Kernel[]>,
  held: ReadonlySet<string>,
  buffers: Map<string, Buffer>,
): Set<string> {
  if (held.size === 0) return new Set();
  const made = new Map<Term, { name: string; length: number }>();
  const hold = groups.get('hold')!;
  const still = (t: Term): boolean =>
    t.type === 'real' &&
    t.args.length > 0 &&
    t.op !== 'real' &&
    some(t, (x) => x.op === 'load' && x.place === 'element') &&
    !some(t, (x) => isDraw(x) || x.op === 'tick' || (x.op === 'load' && !held.has(x.name)));
  groups.set(
    'tick',
    (groups.get('tick') ?? []).map((k) => {
      if (k.loop.over !== 'axis') return k;
      const { loop } = k;
      return mapKernel(k, (t) =>
        terms.replace(t, (x) => {
          if (!still(x)) return undefined;
          let place = made.get(x);
          if (place?.length !== loop.length) {
            place = { name: `$held${made.size}`, length: loop.length };
            made.set(x, place);
            buffers.set(place.name, {
              name: place.name,
              type: 'real',
              length: loop.length,
              ...(loop.axis === undefined ? {} : { axis: loop.axis }),
              keep: false,
            });
            hold.push({
              name: `${k.name}, held part`,
              loop,
              body: { stores: [{ buffer: place.name, place: 'element', value: x }], emits: [], folds: [] },
            });
          }
          return terms.load(place.name, 'element');
        }),
      );
    }),
  );
  return new Set([...made.values()].map((m) => m.name));
}

/** Operations that cost so much more than reading a number that a pass over the targets pays. */
const DEAR = new Set<Term['op']>([
  'div',
  'sqrt',
  'exp',
  'exp2',
  'log',
  'sin',
  'cos',
  'tanh',
  'exprel',
  'exprel2',
  'pow',
]);

/** Computes what all synapses of a target share ahead of a loop over all synapses. */
export function hoistTargets(
  terms: Terms,
  groups: Map<Group, Kernel[]>,
  spaces: ReadonlyMap<string, Space>,
  buffers: Map<string, Buffer>,
): void {
  let count = 0;
  const hoisted = (k: Kernel): Kernel[] => {
    const { loop } = k;
    if (loop.over !== 'synapses') return [k];
    const { columns: length, columnAxis: axis } = spaces.get(loop.space)!;
    const written = effects(k).writes;
    const shared = (t: Term): boolean =>
      t.type === 'real' &&
      some(t, (x) => DEAR.has(x.op)) &&
      some(t, (x) => x.op === 'load') &&
      !some(
        t,
        (x) => isDraw(x) || x.op === 'index' || (x.op === 'load' && (x.place !== 'column' || written.has(x.name))),
      );
    const before: Kernel[] = [];
    const along = axis === undefined ? {} : { axis };
    const kernel = mapKernel(k, (t) =>
      terms.replace(t, (x) => {
        if (!shared(x)) return undefined;
        const name = `$target${count++}`;
        buffers.set(name, { name, type: 'real', length, ...along, keep: false });
        const value = terms.replace(x, (y) => (y.op === 'load' ? terms.load(y.name, 'element', y.type) : undefined));
        before.push({
          name: `${k.name}, by target`,
          loop: { over: 'axis', length, ...along },
          body: { stores: [{ buffer: name, place: 'element', value }], emits: [], folds: [] },
        });
        return terms.load(name, 'column');
      }),
    );
    return [...before, kernel];
  };
  for (const [group, kernels] of groups) groups.set(group, kernels.flatMap(hoisted));
}

/**
 * A chance of zero never fires: an emission `rand() < p` with a held `p` needs to look only where p is above
 * zero. Marks such kernels with the buffer to look at.
 */
export function markActive(kernels: readonly Kernel[], held: ReadonlySet<string>): Kernel[] {
  return kernels.map((k) => {
    if (k.loop.over !== 'axis' || k.body.stores.length + k.body.folds.length > 0 || k.body.emits.length !== 1) return k;
    const active = gate(k.body.emits[0]!.when, held);
    return active ? { ...k, active } : k;
  });
}

/** A held buffer without whose being positive the condition is false. */
function gate(when: Term, held: ReadonlySet<string>): string | undefined {
  if (when.op === 'and') return gate(when.args[0]!, held) ?? gate(when.args[1]!, held);
  if (when.op !== 'lt' && when.op !== 'gt') return undefined;
  const [drawn, p] = when.op === 'lt' ? when.args : [when.args[1], when.args[0]];
  // What a coin takes away is never negative.
  const at = p!.op === 'sub' && p!.args[1]!.op === 'coin' ? p!.args[0]! : p!;
  return drawn!.op === 'rand' && at.op === 'load' && at.place === 'element' && held.has(at.name) ? at.name : undefined;
}

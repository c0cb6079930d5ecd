/** Small tools that passes share: what a kernel reads and writes, and how to change its terms. */
import type { Body, Kernel, Loop } from '../program.ts';
import { emptyBody } from '../program.ts';
import type { Place, Term } from '../term.ts';
import { visit } from '../term.ts';

export const bodies = (k: Kernel): readonly Body[] => (k.otherwise ? [k.body, k.otherwise] : [k.body]);

export function termsOf(b: Body): Term[] {
  return [
    ...b.stores.map((s) => s.value),
    ...b.emits.map((e) => e.when),
    ...b.folds.flatMap((f) => (f.q ? [f.value, f.q] : [f.value])),
  ];
}

/** How many operations an iteration takes. */
export function operations(b: Body): number {
  let n = 0;
  const seen = new Set<Term>();
  for (const t of termsOf(b)) visit(t, (x) => void (n += x.args.length > 0 ? 1 : 0), seen);
  return n;
}

export function mapBody(b: Body, f: (t: Term) => Term): Body {
  return {
    stores: b.stores.map((s) => ({ ...s, value: f(s.value) })),
    emits: b.emits.map((e) => ({ ...e, when: f(e.when) })),
    folds: b.folds.map((x) => ({ ...x, value: f(x.value), ...(x.q ? { q: f(x.q) } : {}) })),
  };
}

export function mapKernel(k: Kernel, f: (t: Term) => Term): Kernel {
  return {
    ...k,
    body: mapBody(k.body, f),
    ...(k.when ? { when: f(k.when) } : {}),
    ...(k.otherwise ? { otherwise: mapBody(k.otherwise, f) } : {}),
  };
}

/** Buffers and lists a kernel touches, by name, with the places at which it does. */
export interface Effects {
  readonly reads: ReadonlyMap<string, ReadonlySet<Place>>;
  readonly writes: ReadonlyMap<string, ReadonlySet<Place>>;
}

export function effects(k: Kernel): Effects {
  const reads = new Map<string, Set<Place>>();
  const writes = new Map<string, Set<Place>>();
  const add = (m: Map<string, Set<Place>>, name: string, place: Place): void => {
    m.set(name, (m.get(name) ?? new Set()).add(place));
  };
  const seen = new Set<Term>();
  const load = (x: Term): void => {
    if (x.op === 'load') add(reads, x.name, x.place);
  };
  const scan = (t: Term): void => visit(t, load, seen);
  for (const b of bodies(k)) {
    termsOf(b).forEach(scan);
    for (const s of b.stores) add(writes, s.buffer, s.place);
    for (const e of b.emits) add(writes, `list ${e.list}`, 'element');
    for (const f of b.folds) add(writes, f.into, f.place === 'zero' ? 'zero' : f.place);
  }
  if (k.when) scan(k.when);
  if (k.active) add(reads, k.active, 'element');
  // A list read some ticks late is another part of the ring than the one written in this tick.
  if ('list' in k.loop && (k.loop.over !== 'events' || k.loop.delay === 0))
    add(reads, `list ${k.loop.list}`, 'element');
  return { reads, writes };
}

export function conflict(a: Effects, b: Effects): boolean {
  for (const w of a.writes.keys()) if (b.reads.has(w) || b.writes.has(w)) return true;
  for (const w of b.writes.keys()) if (a.reads.has(w)) return true;
  return false;
}

export const sameLoop = (a: Loop, b: Loop): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Drops stores that put back what was there. */
export function tidy(b: Body): Body {
  return {
    ...b,
    stores: b.stores.filter((s) => !(s.value.op === 'load' && s.value.name === s.buffer && s.value.place === s.place)),
  };
}

export const isEmpty = (b: Body): boolean => b.stores.length + b.emits.length + b.folds.length === 0;

export function tidyKernels(kernels: readonly Kernel[]): Kernel[] {
  return kernels
    .map((k) => ({ ...k, body: tidy(k.body), ...(k.otherwise ? { otherwise: tidy(k.otherwise) } : {}) }))
    .filter((k) => !(isEmpty(k.body) && isEmpty(k.otherwise ?? emptyBody)));
}

/** Small tools that passes share: what a kernel reads and writes, and how to change its terms. */
import type { Body, Group, Kernel, Loop, Store } from '../program.ts';
import { emptyBody } from '../program.ts';
import type { Place, Term } from '../term.ts';
import { HOLDS, visit } from '../term.ts';

export const bodies = (k: Kernel): readonly Body[] => (k.otherwise ? [k.body, k.otherwise] : [k.body]);

export function termsOf(b: Body): Term[] {
  return [
    ...b.stores.map((s) => s.value),
    ...b.emits.map((e) => e.when),
    ...b.folds.flatMap((f) => (f.q ? [f.value, f.q] : [f.value])),
  ];
}

/** Operations that one function read off a table takes. */
const LOOKUP = 20;

/** How many operations an iteration takes. */
export function operations(b: Body): number {
  let n = 0;
  const seen = new Set<Term>();
  const count = (t: Term): void => {
    if (seen.has(t)) return;
    seen.add(t);
    if (t.op === 'lookup') n += LOOKUP;
    else if (t.args.length > 0) n += 1;
    for (const a of t.op === 'lookup' ? [t.args[0]!] : t.args) count(a);
  };
  termsOf(b).forEach(count);
  return n;
}

/** The same body with other terms; the very same one, where no term changes. */
export function mapBody(b: Body, f: (t: Term) => Term): Body {
  const stores = mapped(b.stores, (s) => {
    const value = f(s.value);
    return value === s.value ? s : { ...s, value };
  });
  const emits = mapped(b.emits, (e) => {
    const when = f(e.when);
    return when === e.when ? e : { ...e, when };
  });
  const folds = mapped(b.folds, (x) => {
    const value = f(x.value);
    const q = x.q && f(x.q);
    return value === x.value && q === x.q ? x : { ...x, value, ...(q ? { q } : {}) };
  });
  return stores === b.stores && emits === b.emits && folds === b.folds ? b : { stores, emits, folds };
}

function mapped<T>(all: readonly T[], f: (one: T) => T): readonly T[] {
  if (all.length === 0) return all;
  const after = all.map(f);
  return after.every((one, k) => one === all[k]) ? all : after;
}

export function mapKernel(k: Kernel, f: (t: Term) => Term): Kernel {
  const body = mapBody(k.body, f);
  const when = k.when && f(k.when);
  const otherwise = k.otherwise && mapBody(k.otherwise, f);
  if (body === k.body && when === k.when && otherwise === k.otherwise) return k;
  return { ...k, body, ...(when ? { when } : {}), ...(otherwise ? { otherwise } : {}) };
}

/**
 * Rewrites the terms of all kernels, each once and from its arguments up. `of` is given a term and what its arguments
 * have become, and makes another of the same memory; `stays` says what is left as it is, with all that is below.
 */
export function rewriteTerms(
  groups: Map<Group, Kernel[]>,
  stays: (t: Term) => boolean,
  of: (t: Term, args: readonly Term[], go: (t: Term) => Term) => Term,
): void {
  const done = new Map<Term, Term>();
  const go = (t: Term): Term => {
    if (stays(t)) return t;
    const before = done.get(t);
    if (before) return before;
    const after = of(t, t.args.map(go), go);
    done.set(t, after);
    return after;
  };
  for (const [group, kernels] of groups)
    groups.set(
      group,
      kernels.map((k) => {
        const after = mapKernel(k, go);
        const touched = known.get(k);
        if (touched) known.set(after, touched);
        return after;
      }),
    );
}

/** Buffers that a body reads at a place. */
export function readAt(b: Body, place: Place): Set<string> {
  const found = new Set<string>();
  const seen = new Set<Term>();
  for (const t of termsOf(b)) visit(t, (x) => void (x.op === 'load' && x.place === place && found.add(x.name)), seen);
  return found;
}

/** Buffers and lists a kernel touches, by name, with the places at which it does. */
export interface Effects {
  readonly reads: ReadonlyMap<string, ReadonlySet<Place>>;
  readonly writes: ReadonlyMap<string, ReadonlySet<Place>>;
}

const known = new WeakMap<Kernel, Effects>();

export function effects(k: Kernel): Effects {
  let found = known.get(k);
  if (!found) known.set(k, (found = effectsOf(k)));
  return found;
}

function effectsOf(k: Kernel): Effects {
  const reads = new Map<string, Set<Place>>();
  const writes = new Map<string, Set<Place>>();
  const add = (m: Map<string, Set<Place>>, name: string, place: Place): void => {
    const places = m.get(name);
    if (places) places.add(place);
    else m.set(name, new Set([place]));
  };
  const seen = new Set<Term>();
  const load = (x: Term): void => {
    if (x.op === 'load') add(reads, x.name, x.place);
  };
  const scan = (t: Term): void => {
    if ((t.holds & (HOLDS.load | HOLDS.count)) !== 0) visit(t, load, seen);
  };
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

export function sameLoop(a: Loop, b: Loop): boolean {
  if (a.over !== b.over) return false;
  switch (a.over) {
    case 'axis':
      return a.over === b.over && a.length === b.length && a.axis === b.axis && a.columns === b.columns;
    case 'events':
      return a.over === b.over && a.list === b.list && a.delay === b.delay && a.columns === b.columns;
    case 'rows':
    case 'columns':
      return a.over === b.over && a.list === b.list && a.space === b.space;
    case 'synapses':
      return a.over === b.over && a.space === b.space;
  }
}

/** Drops stores that put back what was there. */
export function tidy(b: Body): Body {
  const idle = (s: Store): boolean => s.value.op === 'load' && s.value.name === s.buffer && s.value.place === s.place;
  return b.stores.some(idle) ? { ...b, stores: b.stores.filter((s) => !idle(s)) } : b;
}

export const isEmpty = (b: Body): boolean => b.stores.length + b.emits.length + b.folds.length === 0;

export function tidyKernels(kernels: readonly Kernel[]): Kernel[] {
  return kernels
    .map((k) => {
      const [body, otherwise] = [tidy(k.body), k.otherwise && tidy(k.otherwise)];
      if (body === k.body && otherwise === k.otherwise) return k;
      return { ...k, body, ...(otherwise ? { otherwise } : {}) };
    })
    .filter((k) => !(isEmpty(k.body) && isEmpty(k.otherwise ?? emptyBody)));
}

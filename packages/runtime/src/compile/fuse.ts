/**
 * Two kernels with one loop become one, where moving the later up, or the earlier down, changes nothing that they
 * or those between read. What the first stores, the second uses without going through memory.
 */
import type { Body, Kernel } from '../program.ts';
import type { Place, Term, Terms } from '../term.ts';
import { HOLDS } from '../term.ts';
import type { Effects } from './rewrite.ts';
import { conflict, effects, mapBody, sameLoop } from './rewrite.ts';

export function fuse(terms: Terms, kernels: readonly Kernel[]): Kernel[] {
  const out: Known[] = [];
  for (const kernel of kernels) {
    const mine: Known = { kernel, effects: effects(kernel) };
    const at = partner(out, mine);
    if (!at) {
      out.push(mine);
      continue;
    }
    const joined = join(terms, out[at.index]!.kernel, kernel);
    const known: Known = { kernel: joined, effects: effects(joined) };
    if (at.move === 'up') out[at.index] = known;
    else {
      out.splice(at.index, 1);
      out.push(known);
    }
  }
  return out.map((o) => o.kernel);
}

/** The latest kernel to share a loop with: the new one may move up to it, or it may move down to the new one. */
function partner(out: readonly Known[], mine: Known): { readonly index: number; readonly move: 'up' | 'down' } | null {
  /** From here on it is known whether any conflicts with the new one. */
  let asked = out.length;
  let mayRise = true;
  for (let k = out.length - 1; k >= 0; k--) {
    const earlier = out[k]!;
    if (!sameLoop(earlier.kernel.loop, mine.kernel.loop) || !mayJoin(earlier, mine)) continue;
    while (mayRise && asked > k + 1) mayRise = !conflict(out[--asked]!.effects, mine.effects);
    if (mayRise) return { index: k, move: 'up' };
    if (out.slice(k + 1).every((x) => !conflict(earlier.effects, x.effects))) return { index: k, move: 'down' };
  }
  return null;
}

interface Known {
  readonly kernel: Kernel;
  readonly effects: Effects;
}

/** Only kernels that share memory gain from sharing a loop; and each element's work must stay its own. */
function mayJoin(a: Known, b: Known): boolean {
  if (a.kernel.active || a.kernel.when || b.kernel.active || b.kernel.when) return false;
  let shared = false;
  const touches = (e: Effects, name: string): Place[] => [...(e.reads.get(name) ?? []), ...(e.writes.get(name) ?? [])];
  for (const name of new Set([...a.effects.reads.keys(), ...a.effects.writes.keys()])) {
    const there = touches(b.effects, name);
    if (there.length === 0) continue;
    shared = true;
    const written = a.effects.writes.has(name) || b.effects.writes.has(name);
    if (name.startsWith('list ') && written) return false;
    if (written && ![...touches(a.effects, name), ...there].every((p) => p === 'element')) return false;
    if (a.kernel.body.folds.some((f) => f.into === name) || b.kernel.body.folds.some((f) => f.into === name))
      return false;
  }
  // Kernels of one synapse space belong together even when they share only the events.
  return shared || a.kernel.loop.over === 'rows';
}

function join(terms: Terms, a: Kernel, b: Kernel): Kernel {
  const stored = new Map(a.body.stores.map((s) => [`${s.buffer}@${s.place}`, s.value]));
  const direct = (x: Term): Term | undefined => (x.op === 'load' ? stored.get(`${x.name}@${x.place}`) : undefined);
  const done = new Map<Term, Term>();
  const body = mapBody(b.body, (t) => terms.replace(t, direct, done, HOLDS.load | HOLDS.count));
  const later = new Set(body.stores.map((s) => `${s.buffer}@${s.place}`));
  const merged: Body = {
    stores: [...a.body.stores.filter((s) => !later.has(`${s.buffer}@${s.place}`)), ...body.stores],
    emits: [...a.body.emits, ...body.emits],
    folds: [...a.body.folds, ...body.folds],
  };
  return { ...a, name: a.name === b.name ? a.name : `${a.name}, ${b.name}`, body: merged };
}

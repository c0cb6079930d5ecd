/**
 * States that nothing ever changes and that start alike everywhere (a mask without pruning, one weight for all
 * synapses) are not memory but numbers: their loads become the formula of their first value.
 */
import type { Buffer, Constant, Group, Kernel } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { HOLDS } from '../term.ts';
import { effects, mapKernel } from './rewrite.ts';

/** Replaces such loads, and gives the formulas by buffer. Buffers of synapses are then no longer written, nor needed. */
export function constants(
  terms: Terms,
  groups: Map<Group, Kernel[]>,
  buffers: ReadonlyMap<string, Buffer>,
): ReadonlyMap<string, Constant> {
  const initial = new Map<string, Term | null>();
  for (const group of ['init-run', 'init-trial'] as const) {
    for (const k of groups.get(group) ?? [])
      for (const s of k.body.stores) initial.set(s.buffer, uniformTerm(s.value) ? s.value : null);
  }
  for (const [group, kernels] of groups) {
    if (group === 'init-run' || group === 'init-trial') continue;
    for (const k of kernels) for (const b of effects(k).writes.keys()) initial.set(b, null);
  }
  const known = new Map([...initial].filter((e): e is [string, Term] => e[1] !== null));
  if (known.size === 0) return new Map();
  for (const [group, kernels] of groups) {
    const done = new Map<Term, Term>();
    groups.set(
      group,
      kernels.map((k) =>
        mapKernel(k, (t) =>
          terms.replace(t, (x) => (x.op === 'load' ? known.get(x.name) : undefined), done, HOLDS.load | HOLDS.count),
        ),
      ),
    );
  }
  const spared = new Map<string, Constant>();
  for (const [name, value] of known) {
    const space = buffers.get(name)?.space;
    if (space !== undefined) spared.set(name, { space, value });
  }
  for (const group of ['init-run', 'init-trial'] as const)
    groups.set(
      group,
      (groups.get(group) ?? []).map((k) => without(k, spared)),
    );
  return spared;
}

const uniformTerm = (t: Term): boolean =>
  (t.holds & (HOLDS.load | HOLDS.count | HOLDS.index | HOLDS.rand | HOLDS.tick)) === 0;

/** A kernel that no longer writes some buffers. */
const without = (k: Kernel, spared: ReadonlyMap<string, Constant>): Kernel =>
  k.body.stores.some((s) => spared.has(s.buffer))
    ? { ...k, body: { ...k.body, stores: k.body.stores.filter((s) => !spared.has(s.buffer)) } }
    : k;

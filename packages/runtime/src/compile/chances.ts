/** Kernels that toss a coin for each element whose chance is held: what a target needs to know to toss many at once. */
import type { Kernel } from '../program.ts';
import type { Term } from '../term.ts';

export interface Chance {
  /** 256 times the chance of each element. */
  readonly buffer: string;
  readonly coin: Term;
}

/** Of a kernel whose events are `chance(p)` with a held p, and that does nothing else. */
export function chanceOf(k: Kernel): Chance | null {
  const when = k.active === undefined ? undefined : k.body.emits[0]?.when;
  if (when?.op !== 'lt') return null;
  const [drawn, left] = when.args as readonly [Term, Term];
  const [p, coin] = left.args;
  if (drawn.op !== 'rand' || left.op !== 'sub' || coin!.op !== 'coin') return null;
  return p!.op === 'load' && p!.name === k.active ? { buffer: p!.name, coin: coin! } : null;
}

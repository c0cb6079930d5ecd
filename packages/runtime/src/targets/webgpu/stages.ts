/** Phases that touch nothing in common run at once: each goes into the first stage after those it must wait for. */
import type { Phase } from './context.ts';

export interface Stage {
  readonly phases: readonly Phase[];
  /** Threads that would find something to do. */
  readonly work: number;
}

export function stagesOf(phases: readonly Phase[]): Stage[] {
  const stages: Phase[][] = [];
  for (const p of phases) {
    let at = stages.length;
    while (at > 0 && !stages[at - 1]!.some((q) => conflict(p, q))) at--;
    (stages[at] ??= []).push(p);
  }
  return stages.map((s) => ({ phases: s, work: Math.max(...s.map((p) => p.work)) }));
}

function conflict(a: Phase, b: Phase): boolean {
  for (const w of a.writes) if (b.reads.has(w) || b.writes.has(w)) return true;
  for (const w of b.writes) if (a.reads.has(w)) return true;
  return false;
}

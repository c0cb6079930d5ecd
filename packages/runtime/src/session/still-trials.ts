/** Which trials leave what is kept as it is, found out once for each set of single numbers that they hold. */
import type { Reals } from '@neuroloom/core';
import { leavesKept } from '../compile/still.ts';
import type { Program } from '../program.ts';

export class StillTrials {
  #program: Program | null = null;
  #answers = new Map<string, boolean>();

  /** `held` gives the samples of a trial by port. */
  leavesKept(program: Program, held: (port: string) => Reals | undefined): boolean {
    if (program !== this.#program) {
      this.#program = program;
      this.#answers = new Map();
    }
    const scalars = program.held.filter((h) => h.length === 1).map((h) => [h.buffer, held(h.port)?.[0] ?? 0] as const);
    const key = scalars.map(([, x]) => x).join();
    const known = this.#answers.get(key) ?? leavesKept(program, new Map(scalars));
    this.#answers.set(key, known);
    return known;
  }
}

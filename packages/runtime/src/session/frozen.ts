/** Frozen trials on several threads: helpers take what they can, this one does the rest, and answers are given in order. */
import type { Reals, TrialMark } from '@neuroloom/core';
import type { Control } from './control.ts';
import type { Meter } from './meter.ts';
import type { Outputs } from './outputs.ts';
import type { FromTrial, PoolSetup } from './pool.ts';
import { Pool } from './pool.ts';
import type { Presentation } from './stream-plane.ts';
import type { TickPlane } from './tick-plane.ts';
import type { TrialRunner } from './trial-runner.ts';

export interface FrozenParts {
  readonly plane: TickPlane;
  readonly outputs: Outputs;
  readonly runner: TrialRunner;
  readonly control: Control;
  readonly meter: Meter;
  readonly answered: (mark: TrialMark, values: readonly Reals[]) => void;
  /** Null where one thread does everything. */
  readonly pool: PoolSetup | null;
}

export class FrozenTrials {
  readonly #parts: FrozenParts;
  #opening: Promise<Pool> | null = null;
  #pool: Pool | null = null;
  /** Trials are under way that may end in any order. */
  busy = false;

  constructor(parts: FrozenParts) {
    this.#parts = parts;
  }

  /** May this trial run beside others? It must change nothing, and nobody may be waiting for its ticks. */
  takes(p: Presentation): boolean {
    const { pool, control } = this.#parts;
    if (pool === null || control.mode !== 'playing' || control.unhurried) return false;
    return p.mark.frozen && p.events.length === 0 && this.#parts.plane.leavesKept(p.held);
  }

  /** Runs the trials at the head of the queue. `version` counts changes of what is kept between trials. */
  async run(queue: Presentation[], version: number): Promise<void> {
    const { plane, control, meter, answered } = this.#parts;
    this.#opening ??= Pool.open(this.#parts.pool!).then((pool) => (this.#pool = pool));
    const pool = await this.#opening;
    if (control.stopped) return;
    await pool.share(version, () => plane.snapshot(), plane.params);
    this.#set(true);
    const waiting: { readonly p: Presentation; readonly answer: Promise<FromTrial> }[] = [];
    for (let p = queue[0]; p && this.takes(p); p = queue[0]) {
      queue.shift();
      const elsewhere = pool.run(p);
      if (elsewhere) waiting.push({ p, answer: elsewhere });
      else {
        const here = this.#here(p);
        waiting.push({ p, answer: here.then((values) => ({ values, unsound: false })) });
        await here;
        if (control.stopped) return;
      }
    }
    for (const { p, answer } of waiting) {
      const { values, unsound } = await answer;
      // Here it fails with the place and the cause.
      if (unsound && !control.stopped) await this.#here(p);
      if (control.stopped) return;
      meter.begin(p.mark);
      meter.advance(plane.trialTicks!);
      answered(p.mark, values);
    }
    this.#set(false);
  }

  /** Threads that took part. */
  get threads(): number {
    return 1 + (this.#pool?.size ?? 0);
  }

  /** Whole trials side by side need nobody's help within a tick. */
  #set(busy: boolean): void {
    this.busy = busy;
    const { together } = this.#parts.plane.machine;
    if (together) together.off = busy;
  }

  close(): void {
    this.#pool?.close();
  }

  async #here(p: Presentation): Promise<readonly Reals[]> {
    const { meter, outputs, control, runner } = this.#parts;
    const { ticks } = meter;
    await runner.run(p, 0);
    // Its ticks count when its answer is given, as that of the others.
    meter.ticks = ticks;
    return control.stopped ? [] : outputs.values();
  }
}

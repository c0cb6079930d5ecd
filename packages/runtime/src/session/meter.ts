/** How far a run is and how fast it goes, as a person is told. */
import type { Phase, Progress, TrialMark } from '@neuroloom/core';
import { Rate } from './pace.ts';

export class Meter {
  phase: Phase = 'starting';
  readonly metrics: Record<string, number> = {};
  /** Trials run, ticks run, and how long a tick is (ms). */
  trials = 0;
  ticks = 0;
  dt = 0;
  /** Time spent learning, without waits (ms), and in how many trials. */
  #learning = 0;
  #learned = 0;
  #stage = '';
  #done = 0;
  #of = 0;
  readonly #perTrial = new Rate();
  readonly #biology = new Rate();

  begin(mark: TrialMark | null): void {
    if (!mark || (mark.stage === this.#stage && mark.of === this.#of)) return;
    this.#stage = mark.stage;
    this.#of = mark.of;
    this.#done = 0;
  }

  end(mark: TrialMark | null, took: number): void {
    this.trials++;
    this.#perTrial.add(performance.now(), this.trials);
    if (!mark) return;
    this.#done = Math.max(this.#done, mark.sample + 1);
    if (mark.frozen) return;
    this.#learned++;
    this.#learning += took;
  }

  /** Biological time (ms): a product, not a sum, so that it does not depend on how the ticks were parcelled. */
  get time(): number {
    return Number((this.ticks * this.dt).toPrecision(12));
  }

  advance(ticks: number): void {
    this.ticks += ticks;
    this.#biology.add(performance.now(), this.time / 1000);
  }

  /** Presentations per second while learning; null when nothing was learned. */
  get imagesPerSecond(): number | null {
    return this.#learning > 0 ? (1000 * this.#learned) / this.#learning : null;
  }

  get progress(): Progress {
    const rate = this.#perTrial.perSecond;
    return {
      phase: this.phase,
      stage: this.#stage,
      done: this.#done,
      of: this.#of,
      rate,
      realtime: this.#biology.perSecond,
      left: this.#of > 0 && rate > 0 ? (this.#of - this.#done) / rate : null,
      time: this.time,
      metrics: { ...this.metrics },
    };
  }
}

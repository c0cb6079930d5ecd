/** How far a run is and how fast it goes, as a person is told. */
import type { Phase, Problem, Progress, RunResult, TrialMark } from '@neuroloom/core';
import { Rate } from './pace.ts';

export class Meter {
  phase: Phase = 'starting';
  /** Why the run is held for good. */
  fault: Problem | null = null;
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
  /** Samples in the stages after this one. */
  #after = 0;
  /** Samples done in the stages before it. */
  #before = 0;
  readonly #perTrial = new Rate();
  readonly #perSample = new Rate();
  readonly #biology = new Rate();
  /** Biological time (ms) at which a run without a schedule ends. */
  #until: number | null = null;

  /** How long a tick is (ms); and when a run ends that has no schedule. */
  start(dt: number, until: number | null): void {
    this.dt = dt;
    this.#until = until;
  }

  begin(mark: TrialMark | null): void {
    if (!mark || (mark.stage === this.#stage && mark.of === this.#of)) return;
    this.#before += this.#done;
    this.#stage = mark.stage;
    this.#of = mark.of;
    this.#after = mark.after ?? 0;
    this.#done = 0;
  }

  end(mark: TrialMark | null, took: number): void {
    this.trials++;
    const now = performance.now();
    this.#perTrial.add(now, this.trials);
    if (!mark) return;
    this.#done = Math.max(this.#done, mark.sample + 1);
    this.#perSample.add(now, this.#before + this.#done);
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
    this.#biology.add(performance.now(), (this.ticks * this.dt) / 1000);
  }

  /** Presentations per second while learning; null when nothing was learned. */
  get imagesPerSecond(): number | null {
    return this.#learning > 0 ? (1000 * this.#learned) / this.#learning : null;
  }

  /** Seconds: of the samples that are left, or of the time. A sample that was shown several times was slow. */
  get #left(): number | null {
    const [speed, left] =
      this.#of > 0
        ? [this.#perSample.perSecond, this.#of - this.#done + this.#after]
        : [this.#biology.perSecond, ((this.#until ?? Infinity) - this.time) / 1000];
    return speed > 0 && left < Infinity ? Math.max(0, left) / speed : null;
  }

  /** What a result says of it. */
  get result(): Pick<RunResult, 'metrics' | 'seconds' | 'imagesPerSecond'> {
    return { metrics: { ...this.metrics }, seconds: this.time / 1000, imagesPerSecond: this.imagesPerSecond };
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
      left: this.#left,
      time: this.time,
      metrics: { ...this.metrics },
      ...(this.fault ? { fault: this.fault } : {}),
    };
  }
}

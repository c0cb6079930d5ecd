/** Runs trials tick by tick in short slices, so that they can be paused, stepped, watched and stopped at any tick. */
import type { Frame, Probe, Problem, TrialMark } from '@neuroloom/core';
import { Observable, Subject } from 'rxjs';
import { prunes } from '../compile/shrink.ts';
import type { Target } from '../targets/target.ts';
import type { Control } from './control.ts';
import type { Meter } from './meter.ts';
import type { Outputs } from './outputs.ts';
import type { Recorder } from './recorder.ts';
import { probeName, recorderFor, together } from './recorder.ts';
import type { RanAway, Soundness } from './soundness.ts';
import type { Presentation } from './stream-plane.ts';
import type { TickPlane } from './tick-plane.ts';

/** Ticks of a run that has no end, taken as one trial. */
const ENDLESS = 2 ** 31 - 16;

/** A trial, or a whole run that has none. */
export type Run = Omit<Presentation, 'mark'> & { readonly mark: TrialMark | null };

export interface RunnerParts {
  readonly plane: TickPlane;
  readonly soundness: Soundness;
  readonly outputs: Outputs;
  readonly control: Control;
  readonly meter: Meter;
  readonly target: Target;
  /** Milliseconds of a run without trials; the graph's own when absent. */
  readonly duration: number | undefined;
  /** Tells how far the run is; not more often than people can read unless `always`. */
  readonly report: (always: boolean) => void;
  readonly pause: () => void;
  /** What happened and was mended. */
  readonly tell: (problem: Problem) => void;
  /** A number of the run is none: what follows would be garbage. Nobody can make the run go on. */
  readonly halt: (away: RanAway) => void;
}

export class TrialRunner {
  readonly #parts: RunnerParts;
  readonly #probes = new Map<Recorder, Subject<Frame>>();
  /** Ticks done in the trial that is running, and how many of them are asked for only. */
  tick = 0;
  underway = 0;
  #run: Run | null = null;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  probe(probe: Probe): Observable<Frame> {
    return new Observable((subscriber) => {
      const recorder = recorderFor(this.#parts.plane, probeName(probe), probe.picks);
      const subject = new Subject<Frame>();
      this.#probes.set(recorder, subject);
      const subscription = subject.subscribe(subscriber);
      void this.#glance(recorder, probeName(probe));
      return () => {
        subscription.unsubscribe();
        this.#probes.delete(recorder);
      };
    });
  }

  /** Parts in order, each part's ticks in slices; `from` is above 0 where a checkpoint goes on. */
  async run(p: Run, from: number): Promise<void> {
    const { plane, soundness } = this.#parts;
    this.#run = p;
    this.#parts.meter.begin(p.mark);
    this.#parts.outputs.begin(p.mark);
    await this.#parts.control.ready(() => this.#refresh(p.mark, true));
    if (this.#parts.control.stopped) return;
    if (soundness.pending && (await this.#looked(p.mark))) return;
    // After pruning the trials before cannot be repeated any more.
    const last = p.events.some((e) => prunes(plane.compiled.program, e));
    if (last && (await this.#halted(await soundness.settle(), p.mark))) return;
    if (from === 0) plane.begin(p.mark, p.held, p.events, p.spikes);
    else plane.resume(p.mark, from, p.held, p.spikes);
    soundness.begin(p, from);
    if (await plane.fit(this.#parts.target)) soundness.begin(p, from);
    this.tick = from;
    const { parts } = plane.compiled.resolved;
    const whole =
      this.#parts.duration === undefined
        ? (plane.trialTicks ?? ENDLESS)
        : Math.round(this.#parts.duration / plane.compiled.program.dt);
    let end = 0;
    for (const part of parts.length > 0 ? parts : [{ ticks: whole, blank: false }]) {
      end += part.ticks;
      if (end <= this.tick) continue;
      if (this.tick === end - part.ticks) plane.hold(part.blank);
      await this.#ticks(end, p.mark);
      if (this.#parts.control.stopped) return;
    }
    if (await this.#halted(await soundness.ended(this.tick), p.mark)) return;
    await this.#parts.outputs.end(p.mark);
    await this.probed(p.mark, false);
    this.tick = 0;
  }

  /** Runs ticks up to `end`, looking up every few milliseconds. */
  async #ticks(end: number, mark: TrialMark | null): Promise<void> {
    const plane = this.#parts.plane;
    const { dt } = plane.compiled.program;
    let stretch = 64;
    while (this.tick < end) {
      await this.#parts.control.ready(() => this.#refresh(mark, true));
      if (this.#parts.control.stopped) return;
      const began = performance.now();
      const spiked = this.#parts.control.mode === 'spike';
      const to =
        this.#parts.control.mode === 'tick'
          ? this.tick + 1
          : Math.min(end, this.tick + (spiked ? 1 : this.#parts.control.affordable(stretch, dt)));
      if (this.#parts.soundness.pending && (await this.#looked(mark))) return;
      const from = this.tick;
      this.tick = to;
      this.#parts.soundness.going(to);
      // Where the machine runs as it is asked there is no wait, in which a person's edit could come between.
      const under = this.#stretch(from, to);
      this.underway = to - from;
      if (under) await under;
      this.underway = 0;
      this.#parts.meter.advance(to - from);
      // Nothing unsound is shown: a number that was recorded for somebody is reason enough to look.
      const suspicious = this.#parts.outputs.unsound() || [...this.#probes.keys()].some((r) => r.unsound());
      const found = this.#parts.soundness.look(to, suspicious);
      if (await this.#halted(found instanceof Promise ? await found : found, mark)) return;
      const took = performance.now() - began;
      stretch = Math.max(1, Math.min(ENDLESS, Math.ceil((stretch * 4) / Math.max(0.05, took)), 4 * stretch));
      if (this.#parts.control.mode === 'tick' || (spiked && (await plane.anyFired(to - 1)))) this.#parts.pause();
      await this.#parts.control.pace((to - from) * dt, took, () => this.#refresh(mark, false));
    }
  }

  /** Waits for looks that others asked for, as before an edit. */
  async #looked(mark: TrialMark | null): Promise<boolean> {
    const { soundness } = this.#parts;
    while (soundness.pending) if (await this.#halted(await soundness.pending, mark)) return true;
    return this.#parts.control.stopped;
  }

  /** Holds a run that ran away until it is closed. */
  async #halted(away: RanAway | null, mark: TrialMark | null): Promise<boolean> {
    if (!away) return false;
    this.#parts.halt(away);
    await this.#parts.control.ready(() => this.#refresh(mark, true));
    return true;
  }

  /** Goes back to where memory stands; what was recorded after it is forgotten. */
  rewind({ run, tick }: RanAway): void {
    this.tick = tick;
    for (const r of [this.#parts.outputs, ...this.#probes.keys()]) r.forget(run === this.#run ? tick : 0);
  }

  /** Shows a probe that came in a pause what is there. */
  async #glance(recorder: Recorder, name: string): Promise<void> {
    const { control, plane } = this.#parts;
    if (control.mode !== 'paused' || this.tick === 0) return;
    await plane.fetch([name]);
    const subject = this.#probes.get(recorder);
    if (!subject || control.mode !== 'paused' || control.stopped) return;
    recorder.ticks(this.tick - 1, this.tick);
    const frame = recorder.take(this.#run?.mark ?? null);
    if (frame) subject.next(frame);
  }

  /** Runs ticks, and looks at each if somebody wants to; with a helper thread less when one is lost on the way. */
  #stretch(from: number, to: number): Promise<void> | undefined {
    const { plane, outputs, soundness, tell } = this.#parts;
    let seen = from;
    const run = (): Promise<void> | undefined => {
      if (!outputs.recording && this.#probes.size === 0) {
        plane.ticks(seen, to);
        return plane.ready();
      }
      const recorders = [...this.#probes.keys()];
      return plane.follow(seen, to, together([...outputs.follows, ...recorders.map((r) => r.follows)]), (a, b) => {
        outputs.ticks(a, b);
        for (const r of recorders) r.ticks(a, b);
        seen = b;
      });
    };
    try {
      return run();
    } catch (error) {
      soundness.goOn(error, seen);
      const what =
        'a helper thread stopped in the middle of a tick; the run went on without, and nothing of it is lost';
      tell({ where: 'threads', what, mended: true });
      return run();
    }
  }

  /** Brings what is seen up to date. */
  async #refresh(mark: TrialMark | null, always: boolean): Promise<void> {
    await this.#parts.outputs.flush(mark);
    await this.probed(mark, true);
    this.#parts.report(always);
  }

  /** Hands out what probes saw; a matrix only when asked, for it is read whole. */
  async probed(mark: TrialMark | null, matrices: boolean): Promise<void> {
    if (matrices) await this.#parts.plane.fetch([...this.#probes.keys()].flatMap((r) => r.matrix ?? []));
    for (const [recorder, subject] of this.#probes) {
      const frame = recorder.matrix !== undefined && !matrices ? null : recorder.take(mark);
      if (frame) subject.next(frame);
    }
  }

  close(): void {
    for (const s of this.#probes.values()) s.complete();
    this.#probes.clear();
  }
}

/**
 * Watches over the numbers of a run: one that is no number, infinite, or beyond anything a network could mean makes
 * all that follows garbage. Looking costs at most a hundredth of the run's time, so it is done now and then; when it
 * finds something, the run is repeated from the last look, tick by tick, and the first tick is named. What is named
 * therefore never depends on when the look was.
 */
import type { Problem } from '@neuroloom/core';
import type { Compiled } from '../compile/compile.ts';
import { bytesOf, changing, gather, scatter } from '../compile/changing.ts';
import { type Apart, HelperLost, type Range } from '../targets/target.ts';
import type { Fault, Faulty } from './diagnosis.ts';
import { diagnose } from './diagnosis.ts';
import type { TickPlane } from './tick-plane.ts';
import type { Run } from './trial-runner.ts';

/** In the coherent system (ms, mV, nA, …) no quantity of a network comes near this. */
export const BEYOND = 1e30;

/** Run time for each unit of time that is spent looking. */
const SHARE = 100;
/** Wall time between two looks at least (ms). */
const EVERY = 20;
/** A network of which more than this changes (bytes) is not copied; then the tick is not named. */
const MOST_COPIED = 2 ** 28;
/** Values of a fault that are told: as many ticks before it. */
const HISTORY = 4;

type Reals = Float32Array | Float64Array;

/** A number of the run is none. */
export interface RanAway {
  readonly problem: Problem;
  /** Where memory stands now: after so many ticks of this trial. */
  readonly run: Run;
  readonly tick: number;
  /** That is the last moment at which all was sound. */
  readonly sound: boolean;
}

/** At once, unless the machine has a memory of its own to be asked. */
type Answer = RanAway | null | Promise<RanAway | null>;

/** The bits of the first number in single precision that is beyond; those of larger ones, infinities and NaNs are above. */
const BEYOND_BITS = new Uint32Array(Float32Array.of(BEYOND).buffer)[0]!;

/** The first element that is not sound, or -1. */
export function firstUnsound(values: ArrayLike<number>): number {
  if (values instanceof Float32Array) {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    if (allBelow(bits, 0, bits.length)) return -1;
  }
  for (let k = 0; k < values.length; k++) {
    const x = values[k]!;
    if (!(x < BEYOND && x > -BEYOND)) return k;
  }
  return -1;
}

/** Is every number smaller in size than what is beyond? In whole numbers and without a branch: this runs all the time. */
function allBelow(bits: Int32Array, from: number, to: number): boolean {
  let below = -1;
  for (let k = from; k < to; k++) below &= (bits[k]! & 0x7fffffff) - BEYOND_BITS;
  return below < 0;
}

/** Where a look begins: a copy of what running changes, and the trial it was in, after so many of its ticks. */
interface Mark {
  readonly run: Run;
  readonly tick: number;
  /** Null where too much changes to be copied; a machine with a memory of its own keeps its copy there. */
  readonly copy: Uint8Array | 'apart' | null;
}

/** What a repetition waits for where a machine has a memory of its own: to be put back, or for these parts of it. */
type Wanted = 'back' | readonly Range[];
type Repeating<T> = Generator<Wanted, T, unknown>;

/** The machine was lost, and with it what was marked on it. */
class Gone extends Error {}

export class Soundness {
  readonly #plane: TickPlane;
  /** For whom it was worked out what to look at and what to copy. */
  #compiled: Compiled | null = null;
  #watched: readonly Faulty[] = [];
  #passing: readonly Faulty[] = [];
  #changing: readonly Range[] = [];
  #mark: Mark | null = null;
  /** Trials begun since the mark. */
  #since: Run[] = [];
  /** Ticks done in the latest of them. */
  #tick = 0;
  #due = 0;
  /** A look at a memory that is elsewhere, under way. Until it is over the machine is asked for nothing else. */
  pending: Promise<RanAway | null> | null = null;

  constructor(plane: TickPlane) {
    this.#plane = plane;
  }

  /** A trial has begun, or goes on after `from` of its ticks. */
  begin(run: Run, from: number): void {
    this.#tick = from;
    if (this.#mark && this.#compiled === this.#plane.compiled) this.#since.push(run);
    else this.#set(run);
  }

  /** After so many ticks of the trial: looks if it is time to, or if there is a reason. */
  look(tick: number, suspicious: boolean): Answer {
    this.#tick = tick;
    return !suspicious && performance.now() < this.#due ? null : this.settle();
  }

  /** A trial is over: what the next one forgets is looked at always, so that none of it is missed by chance. */
  ended(tick: number): Answer {
    this.#tick = tick;
    if (!this.#mark) return null;
    const { apart } = this.#plane.machine;
    if (apart) return this.#ask(apart, this.#passing, () => null);
    return faultyOf(this.#plane, this.#passing).length > 0 ? this.#tell() : null;
  }

  /** Ticks are asked for. */
  going(to: number): void {
    this.#tick = to;
  }

  /**
   * Looks now, whatever it costs: before a change that cannot be repeated, and before a result is given. The change is
   * made here, if all is sound, so that nothing comes between; what is marked is how it leaves memory.
   */
  settle(change?: () => void): Answer {
    const began = performance.now();
    const { apart } = this.#plane.machine;
    if (apart && this.#mark) return change ? this.#settleAlone(apart, change) : this.#settleApart(apart, began);
    if (this.#mark) return this.#judge(began, change);
    change?.();
    return null;
  }

  #settleApart(apart: Apart, began: number, change?: () => void): Promise<RanAway | null> {
    return this.#ask(apart, this.#watched, () => this.#judged(began, change));
  }

  /** A look that is under way was not for this change. */
  async #settleAlone(apart: Apart, change: () => void): Promise<RanAway | null> {
    while (this.pending) {
      const away = await this.pending;
      if (away) return away;
    }
    return this.#settleApart(apart, performance.now(), change);
  }

  /** Looks where the machine has a memory of its own; one look at a time. */
  #ask(apart: Apart, watched: readonly Faulty[], judged: () => null): Promise<RanAway | null> {
    const ask = async (): Promise<RanAway | null> => {
      await apart.pull(this.#rangesOf(watched));
      return faultyOf(this.#plane, watched).length > 0 ? this.#tellApart(apart) : judged();
    };
    this.pending ??= ask().finally(() => {
      this.pending = null;
    });
    return this.pending;
  }

  #rangesOf(watched: readonly Faulty[]): Range[] {
    const { layout } = this.#plane.compiled;
    return watched.map(({ buffer }) => ({
      at: layout.buffers.get(buffer.name)!,
      bytes: buffer.length * layout.bytesPerReal,
    }));
  }

  #judge(began: number, change?: () => void): RanAway | null {
    return faultyOf(this.#plane, this.#watched).length > 0 ? this.#tell() : this.#judged(began, change);
  }

  /** All is sound. */
  #judged(began: number, change?: () => void): null {
    change?.();
    this.#set(this.#since.at(-1) ?? this.#mark!.run);
    const now = performance.now();
    this.#due = now + Math.max(EVERY, SHARE * (now - began));
    return null;
  }

  #set(run: Run): void {
    if (this.#compiled !== this.#plane.compiled) {
      this.#compiled = this.#plane.compiled;
      this.#watched = watched(this.#compiled);
      this.#passing = this.#watched.filter(isPassing);
      this.#changing = changing(this.#compiled.program, this.#compiled.layout).running;
      this.#mark = null;
    }
    const { apart, memory } = this.#plane.machine;
    const bytes = bytesOf(this.#changing);
    let copy: Mark['copy'] = null;
    if (bytes <= MOST_COPIED && apart) {
      apart.mark();
      copy = 'apart';
    } else if (bytes <= MOST_COPIED) {
      const before = this.#mark?.copy;
      copy = before instanceof Uint8Array ? before : new Uint8Array(bytes);
      gather(memory, this.#changing, copy);
    }
    this.#mark = { run, tick: this.#tick, copy };
    this.#since = [];
  }

  /**
   * A helper thread was lost in the middle of a tick. One thread does from the mark what was done since, up to so many
   * ticks of the trial that runs, and goes on. Any other error, and one that comes where nothing was copied, is thrown.
   */
  goOn(error: unknown, tick: number): void {
    const copy = this.#mark?.copy;
    if (!(error instanceof HelperLost) || !(copy instanceof Uint8Array)) throw error;
    this.#plane.take(error.alone());
    for (const wanted of this.#repeat(tick, () => false))
      if (wanted === 'back') scatter(copy, this.#changing, this.#plane.machine.memory);
    for (const [at, blank] of this.#ticksOf(tick, tick + 1)) if (at === tick && blank !== null) this.#plane.hold(blank);
  }

  /** Finds the tick in which it began, and what was before; there memory stands afterwards, and the run cannot go on. */
  #tell(): RanAway {
    if (!this.#mark!.copy) return this.#told();
    // The run ends here: nothing is gained by helpers, and one that is lost would leave no moment to look at.
    const { together } = this.#plane.machine;
    if (together) together.off = true;
    const telling = this.#telling();
    for (;;) {
      const { done, value } = telling.next();
      if (done) return value;
      if (value === 'back') scatter(this.#mark!.copy as Uint8Array, this.#changing, this.#plane.machine.memory);
    }
  }

  /** The same where each look is a wait. */
  async #tellApart(apart: Apart): Promise<RanAway> {
    if (!this.#mark!.copy) return this.#told();
    const seen = this.#told();
    const telling = this.#telling();
    try {
      for (;;) {
        const { done, value } = telling.next();
        if (done) return value;
        if (value !== 'back') await apart.pull(value);
        else if (!(await apart.rewind())) throw new Gone();
      }
    } catch (error) {
      if (error instanceof Gone) return seen;
      throw error;
    }
  }

  /** What was seen, when its tick cannot be found. */
  #told(): RanAway {
    const run = this.#since.at(-1) ?? this.#mark!.run;
    const seen = { run, tick: this.#tick, faulty: faultyOf(this.#plane, this.#watched), exact: false, history: [] };
    return { problem: diagnose(this.#plane, seen), run, tick: this.#tick, sound: false };
  }

  *#telling(): Repeating<RanAway> {
    const { run } = this.#mark!;
    const tick = this.#tick;
    const last = this.#since.at(-1) ?? run;
    let at: { readonly run: Run; readonly tick: number; readonly faulty: Faulty[] } | null = null;
    yield* this.#repeat(tick, (run, tick) => {
      const faulty = faultyOf(this.#plane, this.#watched);
      if (faulty.length > 0) at = { run, tick, faulty };
      return at !== null;
    });
    // What is repeated is the same; should it ever not be, the place that was seen is still told.
    const first = (at as Fault | null) ?? { run: last, tick, faulty: faultyOf(this.#plane, this.#watched) };
    const history: number[][] = [];
    yield* this.#repeat(tick, (run, tick) => {
      if (run === first.run && tick >= first.tick) return true;
      if (run !== first.run) history.length = 0;
      history.push(first.faulty.map((f) => this.#plane.element(f.buffer.name, f.element)));
      if (history.length > HISTORY) history.shift();
      return run === first.run && tick === first.tick - 1;
    });
    yield this.#changing;
    const problem = diagnose(this.#plane, { ...first, exact: true, history });
    const sound = faultyOf(this.#plane, this.#watched).length === 0;
    return { problem, run: first.run, tick: Math.max(0, first.tick - 1), sound };
  }

  /** Runs again from the mark up to `end` ticks of the last trial; `seen` is called after each tick and may stop it. */
  *#repeat(end: number, seen: (run: Run, tick: number) => boolean): Repeating<void> {
    const mark = this.#mark!;
    const watched = this.#rangesOf(this.#watched);
    yield 'back';
    const runs = [mark.run, ...this.#since];
    for (const [k, run] of runs.entries()) {
      if (k === 0) this.#plane.resume(run.mark, mark.tick, run.held, run.spikes);
      else this.#plane.begin(run.mark, run.held, run.events, run.spikes);
      const first = k === 0 ? mark.tick : 0;
      yield watched;
      if (seen(run, first)) return;
      for (const [tick, before] of this.#ticksOf(first, k === runs.length - 1 ? end : Infinity)) {
        if (before !== null) this.#plane.hold(before);
        this.#plane.ticks(tick, tick + 1);
        yield watched;
        if (seen(run, tick + 1)) return;
      }
    }
  }

  /** Ticks of a trial, and what a part that begins with one holds: true for nothing, null where none begins. */
  *#ticksOf(first: number, end: number): Generator<readonly [tick: number, blank: boolean | null]> {
    const { parts } = this.#plane.compiled.resolved;
    let start = 0;
    for (const part of parts.length > 0 ? parts : [{ ticks: Infinity, blank: false }]) {
      for (let tick = Math.max(start, first); tick < Math.min(start + part.ticks, end); tick++)
        yield [tick, tick === start ? part.blank : null];
      start += part.ticks;
    }
  }
}

/** For a helper: whether the trial that has just ended left something unsound in what the next one forgets. */
export function trialWatch(compiled: Compiled): (plane: TickPlane) => boolean {
  const passing = watched(compiled).filter(isPassing);
  return (plane) => faultyOf(plane, passing).length > 0;
}

/** Of neurons, and begun anew with each trial. */
const isPassing = ({ buffer }: Faulty): boolean => !buffer.keep && buffer.space === undefined;

/** The first unsound element of each buffer that has one. */
function faultyOf(plane: TickPlane, watched: readonly Faulty[]): Faulty[] {
  const found: Faulty[] = [];
  const { layout } = plane.compiled;
  const { words } = plane;
  const { memory } = plane.machine;
  for (const w of watched) {
    const at = layout.buffers.get(w.buffer.name)!;
    // One view of all memory, for making one takes longer than looking at a few hundred numbers.
    if (layout.bytesPerReal === 4 && allBelow(words, at / 4, at / 4 + w.buffer.length)) continue;
    const all: Reals =
      layout.bytesPerReal === 8
        ? new Float64Array(memory, at, w.buffer.length)
        : new Float32Array(memory, at, w.buffer.length);
    let element = -1;
    for (let from = 0; from < all.length; from = element + 1) {
      const k = firstUnsound(from === 0 ? all : all.subarray(from));
      element = k < 0 ? -1 : from + k;
      // Padding at the end of a row is nobody's.
      if (element < 0 || element % w.stride < w.columns) break;
    }
    if (element >= 0) found.push({ ...w, element, value: all[element]! });
  }
  return found;
}

/** States and outputs in real numbers, by the node they belong to. */
function watched({ program, resolved }: Compiled): Faulty[] {
  return [...program.buffers.values()].flatMap((buffer) => {
    const [node = '', name = ''] = buffer.name.split('.');
    const instance = resolved.nodes.get(node);
    if (buffer.type !== 'real' || !instance) return [];
    const space = buffer.space === undefined ? undefined : program.spaces.get(buffer.space);
    const [stride, columns] = space && !space.sparse ? [space.stride, space.columns] : [1, 1];
    return [{ buffer, node, name, element: -1, value: NaN, stride, columns }];
  });
}

/**
 * What leaves the tick plane: values at the end of a trial for readouts, frames of ticks for views. Views that
 * follow ticks cost time, so without anyone watching they see only the last trial of each stage.
 */
import type { Reals, Sha256, SpikesFrame, TrialMark } from '@neuroloom/core';
import { sha256Stream } from '@neuroloom/core';
import type { ResolvedWire } from '../compile/resolve.ts';
import { bytesOfReals } from './one-nan.ts';
import type { SessionOptions } from './options.ts';
import type { Followed } from '../targets/target.ts';
import type { Recorder } from './recorder.ts';
import { recorderFor } from './recorder.ts';
import type { StreamPlane } from './stream-plane.ts';
import type { TickPlane } from './tick-plane.ts';

/** Wall time between two pictures of a matrix (ms). */
const MATRIX_EVERY = 250;

export class Outputs {
  readonly #plane: TickPlane;
  readonly #streams: StreamPlane;
  readonly #watch: boolean;
  readonly #values: readonly ResolvedWire[];
  readonly #ticked: readonly {
    readonly wire: ResolvedWire;
    readonly recorder: Recorder;
    readonly matrix: boolean;
    readonly view: boolean;
  }[];
  readonly sha256: () => Sha256;
  readonly #digest: Sha256;
  /** Of the spikes of a run without trials, by the wire they go along. */
  readonly #trains = new Map<string, Sha256>();
  #live = false;
  #shown = -Infinity;
  /** Someone wants every tick of this trial. */
  recording = false;

  constructor(plane: TickPlane, streams: StreamPlane, { watch = false, host }: Pick<SessionOptions, 'watch' | 'host'>) {
    this.sha256 = () => host.sha256?.() ?? sha256Stream();
    this.#digest = this.sha256();
    this.#plane = plane;
    this.#streams = streams;
    this.#watch = watch;
    this.#values = streams.fromTicks.filter((w) => w.to.def.kind === 'sample');
    this.#ticked = streams.fromTicks
      .filter((w) => w.to.def.kind !== 'sample')
      .map((wire) => {
        const from = `${wire.from.node}.${wire.from.port}`;
        const matrix = plane.readable(from).kind === 'buffer' && plane.readable(from).shape.length === 2;
        return { wire, recorder: recorderFor(plane, from), matrix, view: streams.isView(wire.to.node) };
      });
  }

  begin(mark: TrialMark | null): void {
    this.#live = this.#watch || mark === null || mark.sample === mark.of - 1;
    this.recording = this.#ticked.some((t) => !t.matrix && (this.#live || !t.view));
  }

  /** What is recorded of every tick. */
  get follows(): readonly Followed[] {
    return this.#ticked.filter((t) => !t.matrix && (this.#live || !t.view)).map((t) => t.recorder.follows);
  }

  ticks(from: number, to: number): void {
    for (const t of this.#ticked) if (!t.matrix && (this.#live || !t.view)) t.recorder.ticks(from, to);
  }

  /** A number that was recorded is none. */
  unsound(): boolean {
    return this.#ticked.some((t) => t.recorder.unsound());
  }

  /** Forgets what was recorded in this tick and later. */
  forget(tick: number): void {
    for (const t of this.#ticked) t.recorder.forget(tick);
  }

  /** Sends what has been recorded so far. */
  async flush(mark: TrialMark | null): Promise<void> {
    for (const t of this.#ticked) if (!t.matrix) this.#send(t, mark);
    if (this.#watch) await this.#matrices(mark, false);
  }

  async end(mark: TrialMark | null): Promise<void> {
    for (const t of this.#ticked) if (!t.matrix) this.#send(t, mark);
    await this.#matrices(mark, this.#live && !this.#watch);
    await this.#plane.fetch(this.read);
  }

  /** Names of what readouts are given at the end of a trial, in order. */
  get read(): readonly string[] {
    return this.#values.map((w) => `${w.from.node}.${w.from.port}`);
  }

  /** Those values, once the trial has ended; several readouts of one output are given the same. */
  values(): Reals[] {
    const once = new Map<string, Reals>();
    return this.read.map((name) => {
      const values = once.get(name) ?? this.#plane.read(this.#plane.readable(name));
      once.set(name, values);
      return values;
    });
  }

  /** Hands the values at the end of a trial to the readouts. */
  answer(mark: TrialMark, values: readonly Reals[]): void {
    this.#values.forEach((w, k) => {
      const data = values[k]!;
      this.#digest.update(bytesOfReals(data));
      this.#streams.send(w.to.node, w.to.port, { mark, data });
    });
  }

  /** The last picture of everything, at the end of a run. */
  finish(): Promise<void> {
    return this.#matrices(null, true);
  }

  async #matrices(mark: TrialMark | null, always: boolean): Promise<void> {
    const due = this.#watch && performance.now() - this.#shown > MATRIX_EVERY;
    if (!always && !due) return;
    await this.#plane.fetch(
      this.#ticked.filter((t) => t.matrix).map(({ wire }) => `${wire.from.node}.${wire.from.port}`),
    );
    for (const t of this.#ticked) if (t.matrix) this.#send(t, mark);
    this.#shown = performance.now();
  }

  /** Of every value handed to a readout, in order, and of the spikes of a run without trials. */
  get digest(): string {
    for (const train of this.#trains.values()) this.#digest.update(new TextEncoder().encode(train.hex()));
    this.#trains.clear();
    return this.#digest.hex();
  }

  /** Spike by spike, so that it does not matter into how many frames a run was cut. */
  #hash(wire: ResolvedWire, { tick, id }: SpikesFrame): void {
    const pairs = new Uint32Array(2 * tick.length);
    for (let k = 0; k < tick.length; k++) {
      pairs[2 * k] = tick[k]!;
      pairs[2 * k + 1] = id[k]!;
    }
    const name = `${wire.from.node}.${wire.from.port} ${wire.to.node}.${wire.to.port}`;
    const train = this.#trains.get(name) ?? this.sha256();
    this.#trains.set(name, train.update(new Uint8Array(pairs.buffer)));
  }

  #send(t: { readonly wire: ResolvedWire; readonly recorder: Recorder }, mark: TrialMark | null): void {
    const frame = t.recorder.take(mark);
    if (frame?.kind === 'spikes' && !mark) this.#hash(t.wire, frame);
    if (frame) this.#streams.send(t.wire.to.node, t.wire.to.port, frame);
  }
}

/** What a running graph shows: typed arrays by reference, never one message per spike or tick. */
import type { TrialMark } from '../node/operator.ts';

/** Numbers as a run computes them: of double precision in f64. */
export type Reals = Float32Array | Float64Array;

interface Base {
  /** Node and port (or state) it comes from: `exc.spikes`, `input_exc.w`. */
  readonly from: string;
  readonly mark?: TrialMark;
}
/** Spikes of a stretch of ticks: `tick[k]`, `id[k]`, in order of tick, then id. */
export interface SpikesFrame extends Base {
  readonly kind: 'spikes';
  /** First tick and number of ticks covered; ticks count from the start of the trial. */
  readonly start: number;
  readonly ticks: number;
  /** Elements in the population. */
  readonly size: number;
  /** Milliseconds per tick. */
  readonly dt: number;
  readonly tick: Uint32Array;
  readonly id: Uint32Array;
}
/** Values of some elements over a stretch of ticks: `data[tick * picks.length + k]`, every `stride` ticks. */
export interface SignalFrame extends Base {
  readonly kind: 'signal';
  readonly start: number;
  readonly ticks: number;
  readonly stride: number;
  readonly dt: number;
  readonly unit: string;
  readonly picks: Uint32Array;
  readonly data: Reals;
}
/** A matrix at one moment, row-major; `tile` says that each column is a picture of that shape (a receptive field). */
export interface MatrixFrame extends Base {
  readonly kind: 'matrix';
  readonly rows: number;
  readonly columns: number;
  readonly data: Reals;
  readonly tile?: readonly [number, number];
  readonly unit?: string;
  readonly labels?: Int32Array;
}
/** Counts of truth (row) against answer (column). */
export interface ConfusionFrame extends Base {
  readonly kind: 'confusion';
  readonly classes: number;
  readonly counts: Uint32Array;
}
/** A number over the run: running accuracy, spikes per trial. */
export interface SeriesFrame extends Base {
  readonly kind: 'series';
  readonly name: string;
  readonly unit: string;
  /** What x counts, for the axis: `trial`, `epoch`. */
  readonly over?: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
}
export type Frame = SpikesFrame | SignalFrame | MatrixFrame | ConfusionFrame | SeriesFrame;

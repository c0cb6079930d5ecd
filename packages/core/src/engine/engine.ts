/** What an editor, a page or a command needs of a runtime. The runtime implements it; the wiring package passes it in. */
import type { Observable } from 'rxjs';
import type { Problem } from '../errors.ts';
import type { GraphDocument } from '../graph/document.ts';
import type { ParamValue } from '../node/param.ts';
import type { Frame, MatrixFrame } from './frames.ts';

export interface RunOptions {
  /** `wasm` unless said. `reference` is the definition of meaning, and slow. */
  readonly target?: string;
  readonly seed?: number;
  /** Threads at most: for trials that learn nothing, and within a tick where ticks are long; changes no result. */
  readonly threads?: number;
  /** Stops after this much biological time (ms) in a graph without a schedule. */
  readonly duration?: number;
  /** Views get their frames; without it only results are computed. */
  readonly watch?: boolean;
  /** The result carries all weights too. */
  readonly weights?: boolean;
  /** Bytes the compiled network may take; a larger one is refused before any is taken. */
  readonly memoryLimit?: number;
}

export type Phase = 'starting' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

export interface Progress {
  readonly phase: Phase;
  /** Name of the stage, and how far it is. */
  readonly stage: string;
  readonly done: number;
  readonly of: number;
  /** Trials per second of wall time, and biological over wall time. */
  readonly rate: number;
  readonly realtime: number;
  /** Seconds left in the whole run, all stages of it, if it ends. */
  readonly left: number | null;
  /** Biological time since the start of the run (ms). */
  readonly time: number;
  /** Latest value of each metric. */
  readonly metrics: Readonly<Record<string, number>>;
  /**
   * A number of the run is none, or beyond any meaning: the run is paused at the tick before, to be looked at, and
   * cannot go on.
   */
  readonly fault?: Problem;
}

/** What to look at while running: a state or an output of a node. */
export interface Probe {
  readonly node: string;
  /** Name of a state or output. */
  readonly of: string;
  /** Elements to follow; all when absent (at most 4096 for a signal). */
  readonly picks?: readonly number[];
}

export interface Receipt {
  readonly format: 'neuroloom-receipt';
  readonly version: 1;
  readonly versions: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly target: string;
  readonly precision: string;
  /** Threads that took part: no more than were asked for, and one where more would not have paid. */
  readonly threads: number;
  /** Live edits of a person, by tick of the run. */
  readonly edits: readonly {
    readonly trial: number;
    readonly tick: number;
    readonly node: string;
    readonly param: string;
    readonly value: ParamValue;
  }[];
  readonly digests: { readonly graph: string; readonly data: string; readonly result: string };
}

export interface RunResult {
  readonly metrics: Readonly<Record<string, number>>;
  /** Last frame of every view and readout, by `node.port`. */
  readonly frames: Readonly<Record<string, Frame>>;
  /** Weights and masks at the end, by `node.state`, when they were asked for; pairs without a synapse read as 0. */
  readonly weights?: Readonly<Record<string, MatrixFrame>>;
  readonly seconds: number;
  /** Trials per second while training, wall time, one thread. */
  readonly imagesPerSecond: number | null;
  readonly receipt: Receipt;
}

export interface Session {
  readonly progress$: Observable<Progress>;
  /** Frames of every view in the graph, as they come. */
  readonly frames$: Observable<Frame>;
  /** Problems while running: divergence, which pauses the run for good; a data set that is missing, which ends it. */
  readonly problems$: Observable<Problem>;
  /** Throws where the run cannot go on, with the reason (`progress.fault`). */
  play(): void;
  pause(): void;
  /** Runs one tick, one trial, or to the next spike anywhere, then pauses. Throws where the run cannot go on. */
  step(what: 'tick' | 'trial' | 'spike'): void;
  /** Biological over wall time; Infinity for as fast as it goes. */
  setSpeed(factor: number): void;
  /** A live change of a param; lands at the next tick and is logged in the receipt. */
  set(node: string, param: string, value: ParamValue): Promise<void>;
  /** Looks at something while it runs; the probe lives as long as the subscription. */
  probe(probe: Probe): Observable<Frame>;
  /** The run as it is now. Of one that has run away, that is the last moment at which its numbers were sound. */
  checkpoint(): Promise<Uint8Array>;
  /**
   * Settles when the run is done; rejects when it fails, runs away or is cancelled. A run that has run away stays open
   * for looking at, and takes its memory, until it is cancelled.
   */
  result(): Promise<RunResult>;
  /** Stops within 100 ms and frees everything. */
  cancel(): Promise<void>;
}

export interface Engine {
  /** Compiles and starts paused. Fails with a NeuroloomError that carries every problem of the graph. */
  open(graph: GraphDocument, options?: RunOptions, checkpoint?: Uint8Array): Promise<Session>;
}

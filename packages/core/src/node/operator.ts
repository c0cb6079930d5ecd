/**
 * The stream plane's counterpart of a node: the same params, ports, docs and citations, and for a body a typed
 * RxJS function from its input streams to its output streams. Data sets, schedules, readout fits, metrics and
 * views are operators.
 */
import type { Observable } from 'rxjs';
import type { Frame, Reals, SpikesFrame } from '../engine/frames.ts';
import type { Host } from '../engine/host.ts';
import { headOf, type DefinitionHead, type SpecHead } from './head.ts';
import type { ParamValue } from './param.ts';
import type { PortDef } from './port.ts';

/** Where in a run something belongs. Every stream message carries it, so that streams can be joined. */
export interface TrialMark {
  /** Presentations since the start of the run, counted from 0; a second presentation of a sample has a new one. */
  readonly id: number;
  /** Which sample of the stage this is, from 0; the same for every attempt at it. It numbers the random draws. */
  readonly sample: number;
  /** 0, then 1, 2 … for each time the sample is presented again. */
  readonly attempt: number;
  readonly stage: string;
  /** Samples in the stage, for progress; and in all the stages after it, where that is known. */
  readonly of: number;
  readonly after?: number;
  /** Nothing that is kept changes in this trial, so trials of the stage may run side by side. */
  readonly frozen: boolean;
}

export interface Dataset {
  readonly name: string;
  /** Samples in it. */
  readonly count: number;
  /** Shape of a sample, such as [28, 28]. */
  readonly shape: readonly number[];
  readonly classes: number;
  /** The sample as numbers in [0, 1]; valid until the next call. */
  sample(index: number): Reals;
  label(index: number): number;
  /**
   * For a data set that comes in pieces: nothing when the first `count` samples can be read at once, else a promise
   * that settles when they can; it fails with a sentence.
   */
  ready?(count: number): Promise<void> | undefined;
  /** A digest of the content, for the receipt; asked for at the end of a run. */
  readonly digest: string;
}

/** What travels on a wire of each stream kind. */
export interface Payload {
  dataset: Dataset;
  trial: TrialMark;
  sample: { readonly mark: TrialMark; readonly data: Reals };
  label: { readonly mark: TrialMark; readonly label: number };
  metric: { readonly mark: TrialMark; readonly name: string; readonly value: number };
  frame: Frame;
  /** From the tick plane: an event's mark, spikes by trial, weights on request. */
  event: TrialMark;
  spikes: SpikesFrame;
  signal: { readonly mark: TrialMark; readonly data: Reals };
  weights: Frame;
  mask: Frame;
  increment: never;
  dw: never;
}

export type Streams<Ports> = {
  readonly [K in keyof Ports]: Ports[K] extends { readonly kind: infer Kind extends keyof Payload }
    ? Observable<Payload[Kind]>
    : never;
};
export type ParamValues<P> = {
  readonly [K in keyof P]: P[K] extends { readonly kind: 'flag' }
    ? boolean
    : P[K] extends { readonly kind: 'quantity' | 'count' | 'ticks' }
      ? number
      : string;
};

/** What an operator's body is given: where data comes from, the graph's seed and its own id; nothing of the platform. */
export interface OperatorContext {
  readonly host: Host;
  readonly seed: number;
  readonly node: string;
  /** Params of this operator as they change while running; quantities in the coherent system. */
  readonly params$: Observable<Readonly<Record<string, ParamValue>>>;
}

export interface OperatorDefinition extends DefinitionHead {
  readonly plane: 'stream';
  /** A view draws; it is left out of a run that nobody watches. */
  readonly view: boolean;
  readonly run: (
    inputs: Readonly<Record<string, Observable<never>>>,
    params: Readonly<Record<string, ParamValue>>,
    context: OperatorContext,
  ) => Readonly<Record<string, Observable<unknown>>>;
}

export interface OperatorSpec<P, I, O> extends SpecHead<P> {
  inputs?: I & Record<string, PortDef>;
  outputs?: O & Record<string, PortDef>;
  view?: boolean;
  run: (inputs: Streams<I>, params: ParamValues<P>, context: OperatorContext) => Partial<Streams<O>>;
}

export function defineOperator<
  P = {},
  const I extends Record<string, PortDef> = {},
  const O extends Record<string, PortDef> = {},
>(spec: OperatorSpec<P, I, O>): OperatorDefinition {
  return {
    plane: 'stream',
    ...headOf(spec),
    view: spec.view ?? false,
    // Which names and kinds there are, only the spec knows; a library holds operators of all of them.
    run: spec.run as unknown as OperatorDefinition['run'],
  };
}

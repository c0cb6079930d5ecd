/**
 * Back-pressure for RxJS, which has none: streams that remember what they are pulled from. A stage made here asks
 * for its next message when it needs one, through any number of stages, up to the iterable at the start. A stream
 * that pushes (a camera, a subject) is held in a buffer of a set size, and what does not fit is an error, not a
 * growing heap.
 */
import { NeuroloomError } from '@neuroloom/core';
import { Observable, type OperatorFunction } from 'rxjs';

export type Pullable<T> = Iterable<T> | AsyncIterable<T>;
/** Pulls until the signal says to stop; then it frees what it holds and ends. */
type Source<T> = (signal: AbortSignal) => AsyncIterator<T>;

const sources = new WeakMap<object, Source<unknown>>();

/** A cold stream of an iterable's values. Unsubscribing ends the iteration. */
export function pull<T>(values: Pullable<T>): Observable<T> {
  return pulled(() =>
    Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : later(values[Symbol.iterator]()),
  );
}

async function* later<T>(values: Iterator<T>): AsyncGenerator<T> {
  try {
    for (let next = values.next(); !next.done; next = values.next()) yield await Promise.resolve(next.value);
  } finally {
    values.return?.();
  }
}

function pulled<T>(source: Source<T>): Observable<T> {
  const stream = new Observable<T>((subscriber) => {
    const stop = new AbortController();
    const values = source(stop.signal);
    const run = async (): Promise<void> => {
      for (;;) {
        const next = await values.next();
        if (stop.signal.aborted) return;
        if (next.done) return subscriber.complete();
        subscriber.next(next.value);
      }
    };
    run().catch((error: unknown) => {
      if (!stop.signal.aborted) subscriber.error(error);
    });
    return () => {
      stop.abort();
      void values.return?.()?.catch(() => undefined);
    };
  });
  sources.set(stream, source);
  return stream;
}

export interface StageOptions {
  /** Messages that may wait when the source pushes; 1024 unless said. */
  readonly buffer?: number;
}

/** An operator from a loop over its input; `signal` tells it to let go at once. */
export const stage =
  <In, Out>(
    work: (input: AsyncIterable<In>, signal: AbortSignal) => AsyncGenerator<Out>,
    { buffer = 1024 }: StageOptions = {},
  ): OperatorFunction<In, Out> =>
  (source) =>
    pulled((signal) => work({ [Symbol.asyncIterator]: () => pullFrom(source, buffer, signal) }, signal));

function pullFrom<T>(stream: Observable<T>, buffer: number, signal: AbortSignal): AsyncIterator<T> {
  const source = sources.get(stream) as Source<T> | undefined;
  return source ? source(signal) : buffered(stream, buffer, signal);
}

/** Holds what a stream pushes until it is asked for. */
async function* buffered<T>(stream: Observable<T>, buffer: number, signal: AbortSignal): AsyncGenerator<T> {
  const waiting: T[] = [];
  let ended: { readonly error?: unknown } | null = null;
  let wake: () => void = () => undefined;
  const end = (how: { readonly error?: unknown }): void => {
    ended ??= how;
    wake();
  };
  const subscription = stream.subscribe({
    next: (value) => {
      if (waiting.length >= buffer) {
        const what = `the source sends faster than the network runs: ${buffer} messages wait`;
        const remedy = 'give the values as an iterable, with pull(), or make the source slower or the buffer larger';
        return end({ error: new NeuroloomError({ where: 'stream', what, remedy }) });
      }
      waiting.push(value);
      wake();
    },
    error: (error: unknown) => end({ error }),
    complete: () => end({}),
  });
  signal.addEventListener('abort', () => end({}), { once: true });
  try {
    while (!signal.aborted) {
      if (waiting.length > 0) yield waiting.shift()!;
      else if (ended) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    const how = ended as { readonly error?: unknown } | null;
    if (how && 'error' in how) throw how.error;
  } finally {
    subscription.unsubscribe();
  }
}

/** A graph from start to end in one call. */
import type { Engine, Frame, GraphDocument, Progress, RunOptions, RunResult } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';

export interface RunGraphOptions extends RunOptions {
  readonly engine: Engine;
  /** Aborting it ends the run within 100 ms; the promise rejects. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onFrame?: (frame: Frame) => void;
}

export async function runGraphOn(
  graph: GraphDocument,
  { engine, signal, onProgress, onFrame, ...options }: RunGraphOptions,
): Promise<RunResult> {
  if (signal?.aborted) throw new NeuroloomError({ where: 'run', what: 'was cancelled before it began' });
  const session = await engine.open(graph, options);
  const cancel = (): void => void session.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  if (onProgress) session.progress$.subscribe(onProgress);
  if (onFrame) session.frames$.subscribe(onFrame);
  if (signal?.aborted) cancel();
  else session.play();
  try {
    return await session.result();
  } finally {
    signal?.removeEventListener('abort', cancel);
    // A run that ran away is held for those who want to look.
    cancel();
  }
}

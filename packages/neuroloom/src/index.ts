/** Neuroloom for programs in Node. */
import type { GraphDocument, RunResult } from '@neuroloom/core';
import { type RunGraphOptions, runGraphOn } from './flow/run-graph.ts';
import { createEngine } from './node/engine.ts';

export * from './everywhere.ts';
export { createEngine, type EngineOptions } from './node/engine.ts';
export { writeBrian2 } from './node/brian2-files.ts';
export { nodeHost } from './node/host.ts';
export type { RunGraphOptions } from './flow/run-graph.ts';

/** Runs a graph to its end, in a worker thread unless another engine is given. */
export const runGraph = (graph: GraphDocument, options: Partial<RunGraphOptions> = {}): Promise<RunResult> =>
  runGraphOn(graph, { engine: createEngine(), ...options });

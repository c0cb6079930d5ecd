/** Neuroloom for programs in pages: the same words as in Node, with an engine whose sessions are web workers. */
import type { GraphDocument, RunResult } from '@neuroloom/core';
import { type RunGraphOptions, runGraphOn } from '../flow/run-graph.ts';

export * from '../everywhere.ts';
export { createBrowserEngine } from './engine.ts';
export type { RunGraphOptions } from '../flow/run-graph.ts';

/** Runs a graph to its end on an engine, which knows where the page keeps its data. */
export const runGraph = (graph: GraphDocument, options: RunGraphOptions): Promise<RunResult> =>
  runGraphOn(graph, options);

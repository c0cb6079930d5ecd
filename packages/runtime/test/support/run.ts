import type { GraphDocument, RunResult } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { TARGETS } from '../../src/engine.ts';
import type { SessionOptions } from '../../src/session/options.ts';
import { LocalSession } from '../../src/session/session.ts';
import { barsHost } from './digits.ts';

export const open = (
  graph: GraphDocument,
  options: Partial<SessionOptions> = {},
  checkpoint?: Uint8Array,
): Promise<LocalSession> =>
  new LocalSession(graph, { targets: TARGETS, library: nodes, host: barsHost, versions: {}, ...options }).start(
    checkpoint,
  );

/** Runs a graph to its end in this thread. */
export async function run(graph: GraphDocument, options: Partial<SessionOptions> = {}): Promise<RunResult> {
  const session = await open(graph, options);
  session.play();
  return session.result();
}

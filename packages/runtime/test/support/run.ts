import type { GraphDocument, RunResult } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { first, firstValueFrom, skip } from 'rxjs';
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

/** Takes ticks one by one, each once the one before is done. */
export async function stepTicks(session: LocalSession, ticks: number): Promise<void> {
  for (let k = 0; k < ticks; k++) {
    const paused = firstValueFrom(
      session.progress$.pipe(
        skip(1),
        first((p) => p.phase === 'paused'),
      ),
    );
    session.step('tick');
    await paused;
  }
}

import { describe, expect, it } from 'vitest';
import { nodes } from '@neuroloom/nodes';
import { localEngine } from '../../src/engine.ts';
import { remoteEngine } from '../../src/remote/connect.ts';
import type { Port } from '../../src/remote/protocol.ts';
import { serve } from '../../src/remote/serve.ts';
import { barsGraph, barsHost } from '../support/digits.ts';
import { portPair } from '../support/ports.ts';

const graph = barsGraph({ train: 1, assign: 1, test: 1 });

/** Threads as they are started, with a way to let the latest die. */
function threads(): { readonly spawn: () => Port; readonly count: () => number; readonly kill: () => void } {
  let count = 0;
  let kill = (): void => undefined;
  const spawn = (): Port => {
    const [near, far] = portPair();
    serve(far, localEngine(nodes, barsHost));
    count++;
    const handlers: ((why: string) => void)[] = [];
    kill = () => handlers.forEach((handle) => handle('it was killed'));
    return { ...near, onFailure: (handler) => void handlers.push(handler) };
  };
  return { spawn, count: () => count, kill: () => kill() };
}

describe('a thread that is started ahead', () => {
  it('is the first session’s, and there is no other', async () => {
    const { spawn, count } = threads();
    const engine = remoteEngine(spawn, { ahead: 'first' });
    expect(count()).toBe(1);
    await (await engine.open(graph)).cancel();
    expect(count()).toBe(1);
    await (await engine.open(graph)).cancel();
    expect(count()).toBe(2);
  });

  it('is replaced when a session has taken it', async () => {
    const { spawn, count } = threads();
    const engine = remoteEngine(spawn, { ahead: 'always' });
    await (await engine.open(graph)).cancel();
    expect(count()).toBe(2);
    await (await engine.open(graph)).cancel();
    expect(count()).toBe(3);
  });

  it('and dies unused is not given to a session', async () => {
    const { spawn, count, kill } = threads();
    const engine = remoteEngine(spawn, { ahead: 'first' });
    kill();
    const session = await engine.open(graph);
    expect(count()).toBe(2);
    session.play();
    expect((await session.result()).receipt.digests.result).toMatch(/^[0-9a-f]{64}$/);
  });
});

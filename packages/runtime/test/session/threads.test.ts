/** Sessions whose ticks several threads do together: nothing is seen of it but the time, and what may happen to threads. */
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import type { Worker } from 'node:worker_threads';
import type { Frame, GraphDocument, NeuroloomError, Problem, RunResult } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import type { Port } from '../../src/remote/protocol.ts';
import type { LocalSession } from '../../src/session/session.ts';
import type { Target } from '../../src/targets/target.ts';
import { dealing, spawnHelper } from '../support/crew.ts';
import { barsGraph } from '../support/digits.ts';
import { equationsGraph } from '../support/equations.ts';
import { exampleGraphs } from '../support/graphs.ts';
import { open, run } from '../support/run.ts';

// Node 20 has multiply-add behind a flag, which threads that start later share.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const example = (name: string): GraphDocument =>
  exampleGraphs.find((e) => e.name === `examples/${name}.graph.json`)!.graph;
const cobahh = example('cobahh');

/** On so many threads, whether it pays or not. */
const on = (threads: number): { readonly targets: readonly [ReturnType<typeof dealing>] } => ({
  targets: [dealing(threads)],
});

const digest = (r: RunResult): string => r.receipt.digests.result;

/** Until the session is paused again. */
async function stepped(session: LocalSession, what: 'tick' | 'trial' | 'spike'): Promise<void> {
  const paused = new Promise<void>((resolve) => {
    let ran = false;
    const links = session.progress$.subscribe((p) => {
      ran ||= p.phase === 'running';
      if (!ran || p.phase !== 'paused') return;
      resolve();
      queueMicrotask(() => links.unsubscribe());
    });
  });
  session.step(what);
  await paused;
}

describe('one result', () => {
  it.each(['wasm', 'wasm-relaxed'])('on 1, 2 and 4 threads on %s, and the receipt says how many', async (target) => {
    // So long that one rounding shows in the spikes: relaxed arithmetic gives another result than exact.
    const duration = target === 'wasm' ? 60 : 300;
    const one = await run(cobahh, { duration, target });
    for (const threads of [2, 4]) {
      const came: Promise<unknown>[] = [];
      const spawn = (): Port => spawnHelper((worker) => came.push(once(worker, 'message')));
      const session = await open(cobahh, { duration, target, threads, crew: { spawn, cores: 4 } });
      await Promise.all(came);
      session.play();
      const several = await session.result();
      expect(several.receipt.digests).toEqual(one.receipt.digests);
      expect(several.receipt.threads).toBe(threads);
    }
    expect(one.receipt).toMatchObject({ threads: 1, target });
    expect(digest(await run(cobahh, { duration, ...on(3) })) === digest(one)).toBe(target === 'wasm');
  });

  it('in double precision', async () => {
    const exact: GraphDocument = { ...cobahh, precision: 'f64' };
    expect(digest(await run(exact, { duration: 30, ...on(2) }))).toBe(digest(await run(exact, { duration: 30 })));
  });

  it.each([false, true])('of a network that learns and is tested (pruned: %s), also watched', async (prune) => {
    const graph = barsGraph({ train: 6, assign: 4, test: 4, prune });
    const one = await run(graph);
    expect(digest(await run(graph, on(2)))).toBe(digest(one));
    expect(digest(await run(graph, { ...on(3), watch: true }))).toBe(digest(one));
  });

  it('where a checkpoint of several threads goes on with one, and the other way round', async () => {
    const graph = barsGraph({ train: 4, assign: 4, test: 4, prune: true });
    const whole = digest(await run(graph));
    for (const [first, second] of [
      [on(2), {}],
      [{}, on(2)],
    ]) {
      const begun = await open(graph, first);
      for (let k = 0; k < 5; k++) await stepped(begun, 'trial');
      for (let k = 0; k < 130; k++) await stepped(begun, 'tick');
      const bytes = await begun.checkpoint();
      await begun.cancel();
      const resumed = await open(graph, second, bytes);
      resumed.play();
      expect(digest(await resumed.result())).toBe(whole);
    }
  });

  it('with params changed on the way, and the same seen by a probe', async () => {
    const edited = async (options: object): Promise<[string, Frame[]]> => {
      const session = await open(cobahh, { duration: 30, ...options });
      const frames: Frame[] = [];
      session.probe({ node: 'exc', of: 'V', picks: [0, 1700, 3199] }).subscribe((f) => frames.push(f));
      for (let k = 0; k < 7; k++) await stepped(session, 'spike');
      await session.set('exc', 'g_L', '12 nS');
      session.play();
      return [digest(await session.result()), frames];
    };
    const [one, seen] = await edited({});
    const [two, seenByTwo] = await edited(on(2));
    expect(two).toBe(one);
    expect(one).not.toBe(digest(await run(cobahh, { duration: 30 })));
    const values = (frames: Frame[]): number[] => frames.flatMap((f) => (f.kind === 'signal' ? [...f.data] : []));
    expect(values(seenByTwo)).toEqual(values(seen));
    expect(values(seen)).toHaveLength(900);
  });

  it('where its numbers run away: the same sentence, and the same memory to look at', async () => {
    const said = async (options: object): Promise<unknown> => {
      const session = await open(stiff, options);
      session.play();
      const error: unknown = await session.result().catch((e: unknown) => e);
      const memory = await session.checkpoint();
      await session.cancel();
      return { problems: (error as NeuroloomError).problems, memory };
    };
    const one = await said({});
    expect(one).toMatchObject({ problems: [{ where: 'cells.x' }] });
    expect(await said(on(2))).toEqual(one);
  });
});

/** Euler's step with dt = 5 tau: each x is -4 times the one before. */
const stiff = equationsGraph({
  params: { size: { kind: 'count', default: 100 }, tau: '0.1 ms' },
  state: { x: '1 mV * index(neuron)' },
  flow: { x: '-x / tau' },
  method: 'euler',
});

describe('threads are not used', () => {
  it('where a tick is short: no helper is even started', async () => {
    const spawn = (): Port => {
      throw new Error('nobody should be called');
    };
    const graph = example('lif');
    const several = await run(graph, { duration: 50, threads: 4, crew: { spawn, cores: 4 } });
    expect(several.receipt.threads).toBe(1);
    expect(digest(several)).toBe(digest(await run(graph, { duration: 50 })));
  });

  it.each([
    ['more than there are processors', { spawn: spawnHelper, cores: 1 }],
    ['where none can be started', { spawn: refuse, cores: 2 }],
    ['where a helper says it cannot', { spawn: () => port((tell) => tell({ failed: 'no memory' })), cores: 2 }],
    ['while no helper has come', { spawn: () => port(() => undefined), cores: 2 }],
  ])('%s', async (_, crew) => {
    const alone = await run(cobahh, { duration: 20, threads: 2, crew });
    expect(alone.receipt.threads).toBe(1);
    expect(digest(alone)).toBe(digest(await run(cobahh, { duration: 20 })));
  });
});

function refuse(): Port {
  throw new Error('a worker could not be made');
}

/** A helper that is none: it only answers when it is given work. */
function port(answer: (tell: (message: unknown) => void) => void): Port {
  let tell: (message: unknown) => void = () => undefined;
  return {
    post: () => answer((m) => queueMicrotask(() => tell(m))),
    listen: (handler) => {
      tell = handler;
    },
    onFailure: () => undefined,
    close: () => undefined,
  };
}

describe('a helper that dies', () => {
  it('between two stretches of ticks is done without', async () => {
    const workers: Worker[] = [];
    const session = await open(cobahh, {
      duration: 30,
      targets: [dealing(3, () => spawnHelper((w) => workers.push(w)))],
    });
    for (let k = 0; k < 3; k++) await stepped(session, 'spike');
    await workers[1]!.terminate();
    session.play();
    expect(digest(await session.result())).toBe(digest(await run(cobahh, { duration: 30 })));
  });

  const deaf = (): Port => port((tell) => tell({ ready: true }));

  /** A target whose helpers end without a word; `kill` ends the first of them. */
  function mortal(threads: number): { readonly kill: () => Promise<unknown>; readonly target: Target } {
    const workers: Worker[] = [];
    const spawn = (): Port => ({ ...spawnHelper((w) => workers.push(w)), onFailure: () => undefined });
    return { kill: () => workers[0]!.terminate(), target: dealing(threads, spawn, 1) };
  }

  it('in the middle of the first tick is done without, and that is told', async () => {
    const told: Problem[] = [];
    const session = await open(cobahh, { duration: 30, targets: [dealing(2, deaf, 1)] });
    session.problems$.subscribe((p) => told.push(p));
    session.play();
    expect(digest(await session.result())).toBe(digest(await run(cobahh, { duration: 30 })));
    expect(told).toMatchObject([{ where: 'threads', what: /middle of a tick; the run went on/, mended: true }]);
  });

  it('in the middle of a tick of a run that is watched, after an edit, loses and doubles nothing', async () => {
    const edited = async (options: object, kill?: () => Promise<unknown>): Promise<[string, number[]]> => {
      const session = await open(cobahh, { duration: 30, ...options });
      const values: number[] = [];
      session
        .probe({ node: 'exc', of: 'V', picks: [0, 1700, 3199] })
        .subscribe((f) => f.kind === 'signal' && values.push(...f.data));
      for (let k = 0; k < 3; k++) await stepped(session, 'spike');
      await session.set('exc', 'g_L', '12 nS');
      for (let k = 0; k < 3; k++) await stepped(session, 'spike');
      await kill?.();
      session.play();
      return [digest(await session.result()), values];
    };
    const { kill, target } = mortal(3);
    const [lost, seen] = await edited({ targets: [target] }, kill);
    const [whole, expected] = await edited({});
    expect(lost).toBe(whole);
    expect(seen).toEqual(expected);
    expect(seen).toHaveLength(900);
  });

  it.each([
    ['early', 1, 30],
    ['after some trials', 5, 130],
    ['where a phase begins', 2, 200],
  ])('in the middle of a tick of a network that learns and is pruned, %s', async (_, trials, ticks) => {
    const graph = barsGraph({ train: 6, assign: 4, test: 4, prune: true });
    const { kill, target } = mortal(2);
    const session = await open(graph, { targets: [target], watch: true });
    const told: Problem[] = [];
    session.problems$.subscribe((p) => told.push(p));
    for (let k = 0; k < trials; k++) await stepped(session, 'trial');
    for (let k = 0; k < ticks; k++) await stepped(session, 'tick');
    await kill();
    session.play();
    expect(digest(await session.result())).toBe(digest(await run(graph)));
    expect(told).toHaveLength(1);
  });

  it('is told where nobody has a copy to go on from', async () => {
    const { program, layout } = compile(cobahh, nodes);
    const machine = await dealing(2, deaf, 1).instantiate(program, layout);
    expect(() => machine.ticks(0, 1)).toThrow(
      /threads: a helper thread stopped in the middle of a tick.*run it again, or with one thread/s,
    );
  });
});

it('Helpers end with a session that cannot start', async () => {
  const bytes = await (await open(cobahh)).checkpoint();
  let ended: Promise<unknown> = Promise.reject(new Error('no helper was started'));
  ended.catch(() => undefined);
  const target = dealing(2, () => spawnHelper((worker) => void (ended = once(worker, 'exit'))));
  await expect(open(cobahh, { seed: 5, targets: [target] }, bytes)).rejects.toThrow(/another seed/);
  await ended;
});

it('Helpers end with their session, cancelled or done', async () => {
  for (const cancelled of [true, false]) {
    const workers: Worker[] = [];
    const session = await open(cobahh, {
      duration: 20,
      targets: [dealing(2, () => spawnHelper((w) => workers.push(w)))],
    });
    const ended = once(workers[0]!, 'exit');
    session.play();
    if (cancelled) await session.cancel();
    else await session.result();
    await ended;
  }
});

import type { GraphDocument } from '@neuroloom/core';
import { filter, firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { nodes } from '@neuroloom/nodes';
import { localEngine, TARGETS } from '../../src/engine.ts';
import { remoteEngine } from '../../src/remote/connect.ts';
import { serve } from '../../src/remote/serve.ts';
import { serveTrials } from '../../src/session/pool.ts';
import { barsGraph, barsHost } from '../support/digits.ts';
import { exampleGraphs } from '../support/graphs.ts';
import { portPair } from '../support/ports.ts';
import { open, run } from '../support/run.ts';

const graph = barsGraph();
const helper = (): ReturnType<typeof portPair>[0] => {
  const [near, far] = portPair();
  serveTrials(far, nodes, TARGETS);
  return near;
};

describe('one seed, one result', () => {
  it('on the reference and on wasm, bit for bit', async () => {
    const short = barsGraph({ train: 6, assign: 4, test: 4 });
    const [a, b] = [await run(short, { target: 'reference' }), await run(short, { target: 'wasm' })];
    expect(b.receipt.digests).toEqual(a.receipt.digests);
  });

  it('on the reference and on wasm in double precision, which is another', async () => {
    const short: GraphDocument = { ...barsGraph({ train: 4, assign: 4, test: 4, prune: true }), precision: 'f64' };
    const [a, b] = [await run(short, { target: 'reference' }), await run(short, { target: 'wasm' })];
    expect(b.receipt.digests).toEqual(a.receipt.digests);
    expect(b.receipt.precision).toBe('f64');
    const single = await run({ ...short, precision: 'f32' });
    expect(single.receipt.digests.result).not.toBe(b.receipt.digests.result);
  });

  it('into however many frames its spikes are cut', async () => {
    const lif = exampleGraphs.find((e) => e.name.endsWith('/lif.graph.json'))!.graph;
    const whole = await run(lif, { duration: 300 });
    const session = await open(lif, { duration: 300 });
    const frames: number[] = [];
    session.frames$.subscribe((f) => f.kind === 'spikes' && frames.push(f.id.length));
    session.step('spike');
    for (const paused of [false, true])
      await firstValueFrom(session.progress$.pipe(filter((p) => (p.phase === 'paused') === paused)));
    session.play();
    expect((await session.result()).receipt.digests).toEqual(whole.receipt.digests);
    expect(frames.length).toBeGreaterThan(1);
    expect(frames.reduce((a, b) => a + b)).toBeGreaterThan(20);
  });

  it('on the reference and on wasm after pruning', async () => {
    const short = barsGraph({ train: 4, assign: 4, test: 4, prune: true });
    const [a, b] = [await run(short, { target: 'reference' }), await run(short, { target: 'wasm' })];
    expect(b.receipt.digests).toEqual(a.receipt.digests);
  });

  it('whether run twice, watched, or in a thread of its own', async () => {
    const plain = (await run(graph)).receipt.digests;
    expect((await run(graph)).receipt.digests).toEqual(plain);
    expect((await run(graph, { watch: true })).receipt.digests).toEqual(plain);
    const [near, far] = portPair();
    serve(far, localEngine(nodes, barsHost));
    const session = await remoteEngine(() => near).open(graph, {});
    session.play();
    expect((await session.result()).receipt.digests).toEqual(plain);
  });

  it.each([2, 3])('with %i threads', async (threads) => {
    const one = await run(graph);
    const many = await run(graph, { threads, spawnHelper: helper });
    expect(many.receipt.digests).toEqual(one.receipt.digests);
    expect(many.metrics).toEqual(one.metrics);
  });

  it('with threads also after pruning', async () => {
    const pruned = barsGraph({ prune: true });
    const one = await run(pruned);
    expect((await run(pruned, { threads: 2, spawnHelper: helper })).receipt.digests).toEqual(one.receipt.digests);
    expect(one.receipt.digests.result).not.toBe((await run(graph)).receipt.digests.result);
  });

  it('with threads also where trials that should change nothing do', async () => {
    const counted = { ...graph, wires: graph.wires.filter((w) => w.to !== 'drop.learn') };
    const one = await run(counted);
    expect((await run(counted, { threads: 2, spawnHelper: helper })).receipt.digests).toEqual(one.receipt.digests);
    expect(one.receipt.digests.result).not.toBe((await run(graph)).receipt.digests.result);
  });

  it('and another seed another', async () => {
    expect((await run(graph, { seed: 8 })).receipt.digests.result).not.toBe((await run(graph)).receipt.digests.result);
  });
});

describe('a checkpoint', () => {
  const pruned = barsGraph({ prune: true });
  it.each([
    [0, graph],
    [1, graph],
    [5000, graph],
    [5123, graph],
    [9500, pruned],
    [5123, { ...pruned, precision: 'f64' } as const],
  ])('taken after %i ticks goes on to the same result', async (ticks, graph) => {
    const whole = await run(graph);
    const first = await open(graph);
    const taken = await new Promise<Uint8Array>((resolve) => {
      let left = ticks;
      const step = (): void => {
        if (left-- === 0) void first.checkpoint().then(resolve);
        else first.step('tick');
      };
      if (ticks === 0) step();
      else {
        first.progress$.subscribe((p) => {
          if (p.phase === 'paused') queueMicrotask(step);
        });
      }
    });
    await first.cancel();
    const second = await open(graph, {}, taken);
    second.play();
    const resumed = await second.result();
    expect(resumed.receipt.digests).toEqual(whole.receipt.digests);
    expect(resumed.metrics).toEqual(whole.metrics);
  });

  it('of another graph, seed or length is refused with a sentence', async () => {
    const session = await open(graph);
    const bytes = await session.checkpoint();
    await session.cancel();
    await expect(open(graph, { seed: 9 }, bytes)).rejects.toThrow(/another seed: 7, not 9/);
    await expect(open(barsGraph({ train: 5 }), {}, bytes)).rejects.toThrow(/another graph/);
    await expect(open(graph, {}, bytes.subarray(0, 40))).rejects.toThrow(/damaged/);
    await expect(open(graph, {}, new Uint8Array(64))).rejects.toThrow(/not a checkpoint/);
  });
});

/**
 * What a person does with a run, on a graphics device: params that change, checkpoints, pruning, learning. Reals there
 * differ from wasm's by rounding; integers, events and draws do not, so what depends on nothing else must be equal.
 */
import type { Frame, GraphDocument, ParamValue, Reals, RunResult } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { first, firstValueFrom, skip } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { targetsWith } from '../../src/engine.ts';
import type { LocalSession } from '../../src/session/session.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import type { Target } from '../../src/targets/target.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { barsGraph } from '../support/digits.ts';
import { exampleGraphs, extraGraphs } from '../support/graphs.ts';
import { open, run, stepTicks } from '../support/run.ts';
import { softwareGpu, withoutGpu } from '../support/software-gpu.ts';

const gpu = softwareGpu();
const targets = gpu ? targetsWith(gpu) : [];
const onGpu = { target: 'webgpu', targets };
const BOTH = ['wasm', 'webgpu'] as const;

/** Shorter trials than usual: a software driver takes a millisecond for a tick. */
const bars = (schedule: Record<string, ParamValue>): GraphDocument => ({
  ...barsGraph(schedule),
  time: {
    dt: '0.5 ms',
    phases: [
      { name: 'show', for: '40 ms' },
      { name: 'rest', for: '5 ms', blank: true },
    ],
  },
});

const lif = exampleGraphs.find((g) => g.name.endsWith('/lif.graph.json'))!.graph;
const cells: GraphDocument = {
  ...lif,
  nodes: {
    ...lif.nodes,
    electrode: { ...lif.nodes['electrode']!, params: { amplitude: '0.3 nA + 0.02 nA * index(neuron)' } },
  },
};

describe.skipIf(!gpu)(`on a graphics device${withoutGpu}`, { timeout: 60_000 }, () => {
  it('a param that changes while the network runs acts from the same tick as on wasm', async () => {
    const runs = BOTH.map(async (target) => {
      const session = await open(cells, { target, targets, watch: true, duration: 80 });
      const spikes: string[] = [];
      session.frames$.subscribe((f: Frame) => {
        if (f.kind === 'spikes') f.tick.forEach((t, k) => spikes.push(`${t} ${f.id[k]}`));
      });
      await stepTicks(session, 5);
      await session.set('cells', 'tau_mem', '10 ms');
      session.play();
      return { receipt: (await session.result()).receipt, spikes };
    });
    const [a, b] = (await Promise.all(runs)) as [Awaited<(typeof runs)[0]>, Awaited<(typeof runs)[0]>];
    expect(b.spikes).toEqual(a.spikes);
    expect(b.receipt.edits).toEqual(a.receipt.edits);
    expect(b.receipt.edits).toMatchObject([{ tick: 5, node: 'cells', param: 'tau_mem' }]);
    const plain = await run(cells, { ...onGpu, watch: true, duration: 80 });
    expect(b.receipt.digests.result).not.toBe(plain.receipt.digests.result);
  });

  it('a param that is set in full run acts from the tick that the receipt says', async () => {
    const watched = async (target: string, edit: (s: LocalSession) => Promise<void>) => {
      const session = await open(cells, { target, targets, watch: true, duration: 80 });
      const spikes: string[] = [];
      session.frames$.subscribe((f: Frame) => {
        if (f.kind === 'spikes') f.tick.forEach((t, k) => spikes.push(`${t} ${f.id[k]}`));
      });
      await edit(session);
      return { spikes, edits: (await session.result()).receipt.edits };
    };
    const device = await watched('webgpu', async (session) => {
      session.play();
      await firstValueFrom(session.frames$);
      await session.set('cells', 'tau_mem', '10 ms');
    });
    const { tick } = device.edits[0]!;
    const processor = await watched('wasm', async (session) => {
      await stepTicks(session, tick);
      await session.set('cells', 'tau_mem', '10 ms');
      session.play();
    });
    expect(processor.edits[0]!.tick).toBe(tick);
    expect(device.spikes).toEqual(processor.spikes);
  });

  const graph = bars({ train: 2, assign: 1, test: 2, prune: true });
  let whole: RunResult;
  beforeAll(async () => {
    whole = await run(graph, { ...onGpu, weights: true });
  }, 60_000);

  it('learning and pruning agree with wasm', async () => {
    const [a, b] = [await run(graph, { weights: true }), whole];
    const zeros = (w: Reals): number => w.filter((x) => x === 0).length;
    expect(Object.keys(b.weights!)).toEqual(['input.w', 'input.alive', 'drop.kept']);
    // How many fall is a share of how many there are. Which ones follows the weights, and these agree within rounding.
    for (const [name, { data }] of Object.entries(a.weights!)) {
      const other = b.weights![name]!.data;
      const largest = Math.max(...Array.from(data, Math.abs));
      expect(zeros(other), name).toBe(zeros(data));
      expect(zeros(other), name).toBeGreaterThan(0);
      expect(Math.max(...data.map((x, k) => Math.abs(x - other[k]!))), name).toBeLessThanOrEqual(2 ** -12 * largest);
    }
    expect(b.metrics).toEqual(a.metrics);
    expect(b.imagesPerSecond).toBeGreaterThan(0);
  });

  it('a checkpoint in the middle of a trial after pruning ends as the run would have', async () => {
    const session = await open(graph, onGpu);
    for (let k = 0; k < 3; k++) {
      const paused = firstValueFrom(
        session.progress$.pipe(
          skip(1),
          first((p) => p.phase === 'paused'),
        ),
      );
      session.step('trial');
      await paused;
    }
    await stepTicks(session, 31);
    const resumed = await open(graph, onGpu, await session.checkpoint());
    await session.cancel();
    await session.result().catch(() => undefined);
    resumed.play();
    const result = await resumed.result();
    expect(result.receipt.digests).toEqual(whole.receipt.digests);
    expect(result.metrics).toEqual(whole.metrics);
  });

  it('what is late has said nothing when the next trial begins', async () => {
    const { graph } = extraGraphs.find((g) => g.name === 'rates that hear one another late')!;
    const c = compile(graph, nodes);
    const trial = async (target: Target): Promise<number[][]> => {
      const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
      const ends: number[][] = [];
      for (const id of [0, 1]) {
        plane.begin({ id, sample: 0, attempt: 0, stage: '', of: 2, frozen: true }, new Map(), []);
        plane.hold(false);
        plane.ticks(0, 20);
        await plane.fetch(['b.r']);
        ends.push([...plane.read(plane.readable('b.r'))]);
      }
      plane.close();
      return ends;
    };
    const [[once], [first, second]] = (await Promise.all([wasm, gpu!].map(trial))) as [number[][], number[][]];
    expect(second).toEqual(first);
    first!.forEach((x, k) => expect(x).toBeCloseTo(once![k]!, 4));
  });
});

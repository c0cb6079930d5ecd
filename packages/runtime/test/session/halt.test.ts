/** A run whose numbers run away is paused for good: it can be looked at, kept and resumed with other params. */
import type { Frame, GraphDocument, Library, Problem, Progress, RunOptions, Session, TrialMark } from '@neuroloom/core';
import { defineOperator, NeuroloomError, sample, trial } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { from, map } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { localEngine, targetsWith } from '../../src/engine.ts';
import { remoteEngine } from '../../src/remote/connect.ts';
import { serve } from '../../src/remote/serve.ts';
import { webgpu } from '../../src/targets/webgpu/run.ts';
import { barsHost } from '../support/digits.ts';
import { equationsGraph } from '../support/equations.ts';
import { portPair } from '../support/ports.ts';
import { open, run } from '../support/run.ts';
import { softwareGpu, withoutGpu } from '../support/software-gpu.ts';

/** Euler's step with dt = 5 tau: each x is -4 times the one before, and passes 1e30 at tick 50. */
const stiff = {
  params: { size: { kind: 'count', default: 2 }, tau: '0.1 ms' },
  state: { x: '1 mV' },
  outputs: { out: { kind: 'signal', unit: 'mV' }, spikes: { kind: 'spikes' } },
  emit: { out: 'x', spikes: 'x > 0 mV' },
  flow: { x: '-x / tau' },
  method: 'euler',
};
const FIRST = 50;

const opened: Session[] = [];
afterEach(async () => {
  for (const s of opened.splice(0)) await s.cancel();
});

const device = localEngine(nodes, barsHost, undefined, targetsWith(softwareGpu() ?? webgpu));

/** Here, in a thread of its own, and on a graphics device. */
const engines = {
  gpu: {
    open: (graph: GraphDocument, options: RunOptions, checkpoint?: Uint8Array) =>
      device.open(graph, { ...options, target: 'webgpu' }, checkpoint),
  },
  here: localEngine(nodes, barsHost),
  remote: remoteEngine(() => {
    const [near, far] = portPair();
    serve(far, localEngine(nodes, barsHost));
    return near;
  }),
};

async function away(engine: keyof typeof engines, graph: GraphDocument, look: (s: Session) => void = () => undefined) {
  const session = await engines[engine].open(graph, { watch: true });
  opened.push(session);
  const problems: Problem[] = [];
  let last: Progress | undefined;
  session.problems$.subscribe((p) => problems.push(p));
  session.progress$.subscribe((p) => {
    last = p;
  });
  look(session);
  session.play();
  const error: unknown = await session.result().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(NeuroloomError);
  return { session, problems, error: error as NeuroloomError, progress: () => last! };
}

describe.each(['here', 'remote', ...(withoutGpu ? [] : (['gpu'] as const))] as const)(
  'a run that ran away, %s',
  (engine) => {
    it('is paused one tick before, and says why once', async () => {
      const { problems, error, progress } = await away(engine, equationsGraph(stiff));
      expect(problems).toHaveLength(1);
      expect(error.problems).toEqual(problems);
      expect(progress()).toMatchObject({ phase: 'paused', time: (FIRST - 1) * 0.5, fault: problems[0] });
      expect(problems[0]!.what).toContain(`at tick ${FIRST} (25 ms)`);
    });

    it('does not go on, and says so', async () => {
      const { session, progress } = await away(engine, equationsGraph(stiff));
      const refusal = /run: cannot go on: cells\.x grew to .* at tick 50/;
      expect(() => session.play()).toThrow(refusal);
      for (const what of ['tick', 'trial', 'spike'] as const) expect(() => session.step(what)).toThrow(refusal);
      await expect(session.set('cells', 'tau', '10 ms')).rejects.toThrow(refusal);
      session.pause();
      expect(progress().phase).toBe('paused');
    });

    it('has shown what was sound and nothing else', async () => {
      const frames: Frame[] = [];
      await away(engine, equationsGraph(stiff), (s) =>
        s.probe({ node: 'cells', of: 'x' }).subscribe((f) => frames.push(f)),
      );
      await new Promise((resolve) => setTimeout(resolve));
      const x = frames.flatMap((f) => (f.kind === 'signal' ? [...f.data] : []));
      expect(x).toEqual(Array.from({ length: 2 * (FIRST - 1) }, (_, k) => Math.fround((-4) ** (1 + (k >> 1)))));
    });

    it('can be looked at', async () => {
      const { session } = await away(engine, equationsGraph(stiff));
      const frame = await new Promise<Frame>((seen) =>
        session.probe({ node: 'cells', of: 'x', picks: [1] }).subscribe(seen),
      );
      expect(frame).toMatchObject({ kind: 'signal', start: FIRST - 2, ticks: 1 });
      expect(frame.kind === 'signal' && frame.data[0]).toBe(Math.fround((-4) ** (FIRST - 1)));
    });

    it('is kept as it last was sound, and goes on from there with another param', async () => {
      const graph = equationsGraph(stiff, { time: { dt: '0.5 ms', duration: '100 ms' } });
      const { session } = await away(engine, graph);
      const resumed = await engines[engine].open(graph, { watch: true }, await session.checkpoint());
      opened.push(resumed);
      const frames: Frame[] = [];
      resumed.probe({ node: 'cells', of: 'x', picks: [0] }).subscribe((f) => frames.push(f));
      await resumed.set('cells', 'tau', '1 ms');
      resumed.play();
      await expect(resumed.result()).resolves.toMatchObject({ seconds: 0.1 });
      const [first] = frames.flatMap((f) => (f.kind === 'signal' && f.start >= FIRST - 1 ? [f.data[0]!] : []));
      // 1 - dt / tau = 0.5 from here on.
      expect(first).toBe(Math.fround((-4) ** (FIRST - 1) / 2));
    });

    it('ends when it is cancelled', async () => {
      const { session, progress } = await away(engine, equationsGraph(stiff));
      await session.cancel();
      expect(progress().phase).toBe('cancelled');
      await expect(session.result()).rejects.toThrow(/grew to/);
    });
  },
);

describe('from the first value on', () => {
  it('there is no sound moment to be kept', async () => {
    const { session } = await away('here', equationsGraph({ ...stiff, state: { x: '1 mV / index(neuron)' } }));
    await expect(session.checkpoint()).rejects.toThrow(/the moment before the numbers ran away is not known/);
  });
});

describe('what arrives late', () => {
  it('is late again when the run is repeated to find the tick', async () => {
    // `slow` adds up, times a million, what `cells` were LATE ticks ago, so it passes 1e30 at a tick that tells LATE.
    const LATE = 7;
    const plain = { params: { size: { kind: 'count', default: 2 } }, method: 'euler' };
    const cells = {
      ...plain,
      outputs: { out: { kind: 'signal', unit: 1 } },
      state: { x: 1 },
      emit: { out: 'x' },
      flow: { x: 'x / 1 ms' },
    };
    const slow = {
      ...plain,
      inputs: { I: { kind: 'signal', unit: 1 } },
      state: { y: 0 },
      flow: { y: 'I * 1e6 / 1 ms' },
    };
    const graph = equationsGraph(cells, {
      nodes: {
        p: {
          type: 'projection/rate-dense',
          version: 1,
          params: { w_init: 'index(pre) == index(post) ? 1 : 0', delay: LATE },
        },
        slow: { type: 'equations', version: 1, params: {}, definition: slow },
      },
      wires: [
        { from: 'cells.out', to: 'p.x' },
        { from: 'p.y', to: 'slow.I' },
      ],
    });
    const { problems } = await away('here', graph);
    let [y, first] = [0, 0];
    // At tick n, counted from 1, x is 1.5^n, and is heard at tick n + LATE.
    for (let n = 1; y < 1e30; n++) [y, first] = [y + 0.5e6 * 1.5 ** n, n + LATE];
    expect(problems[0]).toMatchObject({ where: 'slow.y' });
    expect(problems[0]!.what).toContain(`at tick ${first} `);
  });
});

describe('a rule that makes weights run away', () => {
  const mark = (id: number): TrialMark => ({ id, sample: id, attempt: 0, stage: 'show', of: 40, frozen: false });
  const shows = defineOperator({
    type: 'test/shows',
    version: 1,
    title: 'Shows',
    summary: 'Forty trials',
    cite: [],
    inputs: { answer: sample('The answer', 'neuron') },
    outputs: { shown: sample('A number', 'neuron'), trial: trial('Trial') },
    run: () => {
      const ids = Array.from({ length: 40 }, (_, id) => id);
      return {
        shown: from(ids).pipe(map((id) => ({ mark: mark(id), data: Float32Array.of(id, id) }))),
        trial: from(ids).pipe(map(mark)),
      };
    },
  });
  const library: Library = { definitions: new Map([...nodes.definitions, [shows.type, shows]]) };
  const graph = equationsGraph(
    {
      params: { size: { kind: 'count', default: 2 }, gain: '20 1/ms' },
      inputs: { start: { kind: 'signal', unit: '1' } },
      outputs: { out: { kind: 'signal', unit: '1' } },
      state: { w: { init: '1', keep: true } },
      emit: { out: 'start' },
      flow: { w: 'w * gain' },
      method: 'euler',
    },
    {
      time: { dt: '0.5 ms', phases: [{ name: 'show', for: '2 ms' }] },
      nodes: { shows: { type: 'test/shows', version: 1, params: {} } },
      wires: [
        { from: 'shows.shown', to: 'cells.start' },
        { from: 'cells.out', to: 'shows.answer' },
      ],
    },
  );

  it('is kept in the trial in which it happened, with the answers of those before', async () => {
    const session = await open(graph, { library });
    opened.push(session);
    session.play();
    const error = (await session.result().catch((e: unknown) => e)) as NeuroloomError;
    // w = 11^n passes 1e30 at n = ⌈30 / log₁₀ 11⌉ = 29, in the first of the four ticks of trial 8.
    expect(error.problems[0]!.what).toContain("at tick 1 (0.5 ms) of trial 8 of stage 'show'");
    const resumed = await open(graph, { library }, await session.checkpoint());
    opened.push(resumed);
    await resumed.set('cells', 'gain', '0 1/ms');
    resumed.play();
    const { receipt, seconds } = await resumed.result();
    expect(seconds).toBeCloseTo(0.08);
    expect(receipt.edits).toEqual([{ trial: 7, tick: 0, node: 'cells', param: 'gain', value: '0 1/ms' }]);
  });
});

describe('a pause in the middle of a trial', () => {
  it('leaves the digest of the result as it is', async () => {
    const graph = equationsGraph(
      { ...stiff, flow: { x: '0 * x / tau' } },
      {
        nodes: { raster: { type: 'view/raster', version: 1, params: {} } },
        wires: [{ from: 'cells.spikes', to: 'raster.spikes' }],
        time: { dt: '0.5 ms', duration: '10 ms' },
      },
    );
    const whole = await run(graph, { watch: true });
    const session = await open(graph, { watch: true });
    for (let k = 0; k < 3; k++) session.step('tick');
    session.play();
    expect((await session.result()).receipt.digests).toEqual(whole.receipt.digests);
  });
});

describe('a negative time constant', () => {
  it('is refused where a node knows its bounds, with the place, the value and what fits', () => {
    const refused = [...nodes.definitions.values()].flatMap((def) =>
      'flow' in def
        ? Object.entries(def.params).flatMap(([name, p]) =>
            name.startsWith('tau') && p.kind === 'quantity' ? [[def.type, name] as const] : [],
          )
        : [],
    );
    expect(refused.length).toBeGreaterThan(20);
    for (const [type, name] of refused) {
      const opening = (): unknown =>
        engines.here.open(equationsGraph(stiff, { nodes: { n: { type, version: 1, params: { [name]: '-20 ms' } } } }));
      expect(opening, `${type}.${name}`).toThrow(
        new RegExp(`n\\.params\\.${name}: must be at least .* ms, got '-20 ms'`),
      );
    }
  });

  it('is named as the cause where equations give no bounds', async () => {
    const { problems } = await away('here', equationsGraph({ ...stiff, params: { ...stiff.params, tau: '-0.5 ms' } }));
    expect(problems[0]!.what).toContain('tau = -0.5 ms is negative, which drives x away from its rest');
    expect(problems[0]!.remedy).toBe('give tau a value above 0');
  });
});

/**
 * A graphics device that is taken away in the middle of a run. The run goes on on another one and ends as it would have
 * ended: the same numbers are computed there from the same draws in the same order, so the digests are equal.
 */
import type { Frame, GraphDocument, Problem, RunResult } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../src/engine.ts';
import type { LocalSession } from '../../src/session/session.ts';
import type { Pace } from '../../src/targets/lasting.ts';
import { webgpuOn } from '../../src/targets/webgpu/run.ts';
import { barsGraph } from '../support/digits.ts';
import { fragile, type Moment } from '../support/fragile-gpu.ts';
import { exampleGraphs } from '../support/graphs.ts';
import { open, stepTicks } from '../support/run.ts';
import { software, withoutGpu } from '../support/software-gpu.ts';

/** No waits in tests, and images either all the time or never. */
const ALWAYS: Pace = { waits: [0, 0, 0, 0], every: 0, share: 0 };
const NEVER: Pace = { ...ALWAYS, every: 1e9 };

interface Seen {
  readonly result: RunResult;
  readonly problems: readonly Problem[];
  /** Every spike that was shown, in order. */
  readonly spikes: readonly string[];
  readonly devices: number;
  /** Made on the last of them. */
  readonly pipelines: number;
}

interface Run {
  readonly graph: GraphDocument;
  readonly lost?: (m: Moment) => boolean;
  readonly pace?: Pace;
  /** After the session has started, before it plays. */
  readonly early?: (device: GPUDevice) => void;
  /** After four ticks. */
  readonly edit?: readonly [node: string, param: string, value: string];
  /** Between these ticks and the edit. */
  readonly between?: (session: LocalSession, devices: readonly GPUDevice[]) => void | Promise<void>;
  readonly duration?: number;
}

async function run({ graph, lost = () => false, pace = NEVER, early, edit, between, duration }: Run): Promise<Seen> {
  let pipelines = 0;
  const gpu = fragile(software!, (m) => {
    if (m.at === 'pipeline') pipelines = m.number;
    return lost(m);
  });
  const targets = [...TARGETS.filter((t) => t.name !== 'webgpu'), webgpuOn(gpu.find, { pace })];
  const options = { target: 'webgpu', targets, watch: true, ...(duration === undefined ? {} : { duration }) };
  const session = await open(graph, options);
  const problems: Problem[] = [];
  const spikes: string[] = [];
  session.problems$.subscribe((p) => problems.push(p));
  session.frames$.subscribe((f: Frame) => {
    if (f.kind === 'spikes') f.tick.forEach((t, k) => spikes.push(`${f.from} ${f.mark?.id ?? ''} ${t} ${f.id[k]}`));
  });
  early?.(gpu.devices[0]!);
  if (edit) {
    await stepTicks(session, 4);
    await between?.(session, gpu.devices);
    await session.set(...edit);
  }
  session.play();
  const result = await session.result();
  return { result, problems, spikes, devices: gpu.devices.length, pipelines };
}

const bars = barsGraph({ train: 2, assign: 1, test: 1, prune: true });
const trials: GraphDocument = {
  ...bars,
  time: {
    dt: '0.5 ms',
    phases: [
      { name: 'show', for: '20 ms' },
      { name: 'rest', for: '3 ms', blank: true },
    ],
  },
};
const lif = exampleGraphs.find((g) => g.name.includes('/lif.'))!.graph;
const electrode = { ...lif.nodes['electrode']!, params: { amplitude: '0.3 nA + 0.02 nA * index(neuron)' } };
const cells: GraphDocument = { ...lif, nodes: { ...lif.nodes, electrode } };
const LONG = 60;

const calm = new Map<string, Promise<Seen>>();
/** The same run when nothing happens. */
function undisturbed(name: string, how: Run): Promise<Seen> {
  const known = calm.get(name) ?? run(how);
  calm.set(name, known);
  return known;
}

async function same(name: string, how: Run, losses: number): Promise<Seen> {
  const [calm, disturbed] = [
    await undisturbed(name, {
      graph: how.graph,
      ...(how.edit ? { edit: how.edit } : {}),
      ...(how.duration ? { duration: how.duration } : {}),
    }),
    await run(how),
  ];
  expect(disturbed.result.receipt.digests).toEqual(calm.result.receipt.digests);
  expect(disturbed.result.metrics).toEqual(calm.result.metrics);
  expect(disturbed.spikes, 'nothing is shown twice, and nothing is left out').toEqual(calm.spikes);
  expect(disturbed.devices).toBeGreaterThanOrEqual(1 + losses);
  // A device that nobody is on at the moment is given back, and asked for anew.
  expect(disturbed.devices).toBeLessThanOrEqual(2 + losses);
  return disturbed;
}

describe.skipIf(!software)(`a device that is lost${withoutGpu}`, { timeout: 60_000 }, () => {
  it('before the first tick', async () => {
    const seen = await same('cells', { graph: cells, duration: LONG, early: (d) => d.destroy() }, 1);
    expect(seen.problems).toHaveLength(1);
    expect(seen.problems[0]).toMatchObject({ where: 'target', mended: true });
    expect(seen.problems[0]!.what).toContain('nothing of it is lost');
    expect(seen.spikes.length).toBeGreaterThan(0);
  });

  it('while its program is made', async () => {
    const lost = (m: Moment): boolean => m.device === 0 && m.at === 'pipeline' && m.number === 2;
    await same('cells', { graph: cells, duration: LONG, lost }, 1);
  });

  it.each([
    [2, NEVER],
    [6, ALWAYS],
    [14, ALWAYS],
    [14, NEVER],
  ])('before submission %i of a run of cells', async (number, pace) => {
    const lost = (m: Moment): boolean => m.device === 0 && m.at === 'submission' && m.number === number;
    await same('cells', { graph: cells, duration: LONG, lost, pace }, 1);
  });

  it.each([
    [1, NEVER],
    [2, ALWAYS],
    [7, ALWAYS],
  ])('during reading %i of a run of cells', async (number, pace) => {
    const lost = (m: Moment): boolean => m.device === 0 && m.at === 'reading' && m.number === number;
    await same('cells', { graph: cells, duration: LONG, lost, pace }, 1);
  });

  it('between trials that learn, and are pruned', async () => {
    const lost = (m: Moment): boolean => m.device === 0 && m.at === 'submission' && m.number === 25;
    const { result } = await same('trials', { graph: trials, lost, pace: ALWAYS }, 1);
    expect(result.imagesPerSecond, 'something was learned').not.toBeNull();
  });

  it('twice', async () => {
    const lost = (m: Moment): boolean => m.device < 2 && m.at === 'submission' && m.number === 8 + m.device;
    const seen = await same('cells', { graph: cells, duration: LONG, lost, pace: ALWAYS }, 2);
    expect(seen.problems).toHaveLength(2);
  });

  it.each([ALWAYS, NEVER])('after an edit, which is kept', async (pace) => {
    const edit = ['cells', 'tau_mem', '10 ms'] as const;
    const lost = (m: Moment): boolean => m.device === 0 && m.at === 'submission' && m.number === 24;
    const seen = await same('edited', { graph: cells, duration: LONG, lost, pace, edit }, 1);
    expect(seen.result.receipt.edits).toHaveLength(1);
    const plain = await undisturbed('cells', { graph: cells, duration: LONG });
    expect(seen.spikes).not.toEqual(plain.spikes);
  });

  it('in a pause, and an edit or a checkpoint that comes at once waits for another one', async () => {
    const edit = ['cells', 'tau_mem', '10 ms'] as const;
    let bytes = 0;
    const between = async (session: LocalSession, devices: readonly GPUDevice[]): Promise<void> => {
      devices[0]!.destroy();
      bytes = (await session.checkpoint()).length;
      devices[1]!.destroy();
    };
    await same('edited', { graph: cells, duration: LONG, edit, between }, 2);
    expect(bytes).toBeGreaterThan(1000);
  });

  it('while what pruning has left is put on it', async () => {
    const { pipelines } = await undisturbed('trials', { graph: trials });
    const lost = (m: Moment): boolean => m.device === 0 && m.at === 'pipeline' && m.number === pipelines;
    await same('trials', { graph: trials, lost, pace: ALWAYS }, 1);
  });

  it('and a run that is cancelled at that moment leaves nothing open', async () => {
    const gpu = fragile(software!, () => false);
    const targets = [webgpuOn(gpu.find, { pace: { ...NEVER, waits: [50] } })];
    const session = await open(cells, { target: 'webgpu', targets });
    session.play();
    gpu.devices[0]!.destroy();
    await new Promise((later) => setTimeout(later, 20));
    await session.cancel();
    await expect(session.result()).rejects.toThrow(/was cancelled/);
    await new Promise((later) => setTimeout(later, 100));
    for (const d of gpu.devices.slice(1)) expect((await d.lost).reason).toBe('destroyed');
  });

  it('for ever, and then the run fails with a sentence', async () => {
    const lost = (m: Moment): boolean => m.at === 'submission' && m.number === 3;
    const error: unknown = await run({ graph: cells, duration: LONG, lost, pace: ALWAYS }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(NeuroloomError);
    expect((error as Error).message).toMatch(
      /the graphics device was lost 5 times.*run it again, or with the target wasm/,
    );
  });
});

/** Spikes that an operator sends into the ticks arrive as they were sent: who, when, after which delay. */
import type { GraphDocument, Library, ParamValue, SpikesFrame, TrialMark } from '@neuroloom/core';
import { defineOperator, sample, spikes, trial } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../src/engine.ts';
import { serveTrials } from '../../src/session/pool.ts';
import { portPair } from '../support/ports.ts';
import { open } from '../support/run.ts';

const TICKS = 60;
const SIZE = 5;

type Spike = readonly [tick: number, id: number];
const frame = (all: readonly Spike[], more: Partial<SpikesFrame> = {}): SpikesFrame => ({
  kind: 'spikes',
  from: 'here',
  start: 0,
  ticks: TICKS,
  size: SIZE,
  dt: 1,
  tick: Uint32Array.from(all, ([tick]) => tick),
  id: Uint32Array.from(all, ([, id]) => id),
  ...more,
});
const markOf = (id: number, frozen = false): TrialMark => ({
  id,
  sample: id,
  attempt: 0,
  stage: 'test',
  of: 0,
  frozen,
});

/** Sends the frames of each trial, and keeps what comes back. */
interface Ends {
  readonly library: Library;
  readonly counts: number[][];
  readonly heard: SpikesFrame[];
}
function ends(trials: readonly (readonly SpikesFrame[])[], frozen = false): Ends {
  const counts: number[][] = [];
  const heard: SpikesFrame[] = [];
  const operator = defineOperator({
    type: 'test/ends',
    version: 1,
    title: 'Ends',
    summary: 'Sends spikes and hears answers',
    cite: [],
    inputs: { counts: sample('Counts', 'neuron'), heard: spikes('Spikes') },
    outputs: { sent: spikes('Spikes'), trial: trial('Trial') },
    run: ({ counts: count$, heard: heard$ }) => {
      const sent = new Subject<SpikesFrame>();
      const begun = new Subject<TrialMark>();
      count$.subscribe(({ data }) => counts.push([...data]));
      heard$.subscribe((f) => heard.push(f));
      queueMicrotask(() => {
        trials.forEach((frames, k) => {
          for (const f of frames) sent.next('mark' in f ? f : { ...f, mark: markOf(k, frozen) });
          begun.next(markOf(k, frozen));
        });
        begun.complete();
      });
      return { sent, trial: begun };
    },
  });
  return { library: { definitions: new Map([...nodes.definitions, [operator.type, operator]]) }, counts, heard };
}

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});
const graphOf = (
  inner: GraphDocument['nodes'],
  wires: readonly (readonly [string, string])[],
  show = TICKS,
): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '1 ms', phases: [{ name: 'show', for: `${show} ms` }] },
  nodes: { ends: node('test/ends'), ...inner },
  wires: wires.map(([from, to]) => ({ from, to })),
});

const echo = graphOf({ count: node('readout/spike-count') }, [
  ['ends.sent', 'count.spikes'],
  ['count.count', 'ends.counts'],
]);

/** A spike moves its partner over the threshold in the tick it arrives; the next can be three ticks later. */
const relay = (delay: string): GraphDocument =>
  graphOf(
    {
      wire: node('projection/one-to-one', { w: '1000 nA', delay }),
      cells: node('population/lif', { size: SIZE, t_ref: '2 ms', tau_exc: '0.1 ms' }),
    },
    [
      ['ends.sent', 'wire.pre'],
      ['wire.out', 'cells.exc'],
      ['cells.spikes', 'ends.heard'],
    ],
  );

const countsOf = (all: readonly Spike[]): number[] =>
  Array.from({ length: SIZE }, (_, id) => all.filter(([, i]) => i === id).length);
const run = async (graph: GraphDocument, { library }: Ends, target: string, more = {}): Promise<void> => {
  const session = await open(graph, { library, target, ...more });
  session.play();
  await session.result();
};

const some: readonly Spike[] = [
  [0, 0],
  [0, 4],
  [7, 2],
  [8, 2],
  [30, 0],
  [30, 1],
  [30, 2],
  [30, 3],
  [30, 4],
  [59, 3],
];

describe.each(['reference', 'wasm'])('spikes of an operator on %s', (target) => {
  it('are counted one by one; a trial without any is silent', async () => {
    const e = ends([[frame(some)], [], [frame([[3, 1]])]]);
    await run(echo, e, target);
    expect(e.counts).toEqual([countsOf(some), [0, 0, 0, 0, 0], [0, 1, 0, 0, 0]]);
  });

  it('may come in several frames, empty ones and gaps among them', async () => {
    const part = (start: number, ticks: number): SpikesFrame =>
      frame(
        some.filter(([t]) => t >= start && t < start + ticks),
        { start, ticks },
      );
    const e = ends([[part(0, 8), part(8, 10), part(20, 10), part(30, 30)]]);
    await run(echo, e, target);
    expect(e.counts).toEqual([countsOf(some)]);
  });

  it.each([0, 1, 2, 7])('arrive exactly %i ticks late', async (delay) => {
    // Apart by more than the refractory time, so that each makes one spike.
    const sent: readonly Spike[] = [
      [0, 0],
      [4, 2],
      [11, 2],
      [11, 3],
      [20, 1],
      [50, 4],
    ];
    const e = ends([[frame(sent)], [frame([[9, 1]])]]);
    await run(relay(`${delay} ms`), e, target);
    const at = (sample: number): Spike[] =>
      e.heard.filter((f) => f.mark?.sample === sample).flatMap((f) => [...f.tick].map((t, k): Spike => [t, f.id[k]!]));
    expect(at(0)).toEqual(sent.map(([t, id]) => [t + delay, id]));
    expect(at(1)).toEqual([[9 + delay, 1]]);
  });

  it('of the end of a trial do not reach into the next', async () => {
    const e = ends([[frame([[59, 2]])], []]);
    await run(relay('5 ms'), e, target);
    expect(e.heard.flatMap((f) => [...f.id])).toEqual([]);
  });

  it('go on after a checkpoint between two of them', async () => {
    const sent: readonly Spike[] = [
      [5, 0],
      [18, 1],
      [40, 2],
    ];
    const first = ends([[frame(sent)]]);
    const session = await open(relay('4 ms'), { library: first.library, target });
    const taken = await new Promise<Uint8Array>((resolve) => {
      let left = 20;
      session.progress$.subscribe((p) => {
        if (p.phase !== 'paused') return;
        if (left-- > 0) session.step('tick');
        else if (left === -1) void session.checkpoint().then(resolve);
      });
    });
    await session.cancel();
    const second = ends([[frame(sent)]]);
    const resumed = await open(relay('4 ms'), { library: second.library, target }, taken);
    resumed.play();
    await resumed.result();
    // The first has been heard before; the second was on its way.
    expect(second.heard.flatMap((f) => [...f.tick])).toEqual([22, 44]);
  });
});

describe('spikes of an operator', () => {
  it('reach trials in helper threads too', async () => {
    const trials = Array.from({ length: 9 }, (_, k) => [frame([[k, k % SIZE]])]);
    const e = ends(trials, true);
    const spawnHelper = (): ReturnType<typeof portPair>[0] => {
      const [near, far] = portPair();
      serveTrials(far, e.library, TARGETS);
      return near;
    };
    await run(echo, e, 'wasm', { threads: 3, spawnHelper });
    expect(e.counts).toEqual(trials.map((_, k) => countsOf([[k, k % SIZE]])));
  });

  it('are one population to all that hear them', async () => {
    const two = graphOf({ a: node('readout/spike-count'), b: node('readout/spike-count') }, [
      ['ends.sent', 'a.spikes'],
      ['ends.sent', 'b.spikes'],
      ['b.count', 'ends.counts'],
    ]);
    const e = ends([[frame(some)]]);
    await run(two, e, 'wasm');
    expect(e.counts).toEqual([countsOf(some)]);
  });

  it.each([
    [
      'another population',
      [frame(some)],
      [frame([], { size: 6 })],
      /ends\.sent: spikes of 6 neurons for an input of 5/,
    ],
    [
      'an id beyond it',
      [frame([[3, 5]])],
      [],
      /ends\.sent: neuron 5 fires at tick 3, and there are 5; ids go from 0 to 4/,
    ],
    ['a tick beyond the trial', [frame([], { ticks: 61 })], [], /spikes of 61 ticks for a trial of 60/],
    ['a tick beyond the frame', [frame([[60, 1]])], [], /a spike at tick 60 in a frame of ticks 0 to 59/],
    ['another clock', [frame([], { dt: 0.5 })], [], /ticks of 0\.5 ms for a network with ticks of 1 ms/],
    ['a spike twice', [frame([some[0]!, some[0]!])], [], /neuron 0 at tick 0 comes after neuron 0 at tick 0/],
    [
      'frames that overlap',
      [frame([], { ticks: 9 }), frame([], { start: 8, ticks: 9 })],
      [],
      /begins at tick 8, and the one before it ends at 9/,
    ],
    ['an id missing', [frame(some, { id: new Uint32Array(3) })], [], /10 ticks and 3 ids/],
    [
      'a trial that is over',
      [frame(some)],
      [frame([], { mark: markOf(0) })],
      /spikes for trial 0 came when trial 0 had been called for/,
    ],
  ])('are refused with a sentence: %s', async (_, first, second, sentence) => {
    await expect(run(echo, ends([first, second]), 'wasm')).rejects.toThrow(sentence);
  });

  it('must be as many as the population they are wired to', async () => {
    await expect(run(relay('1 ms'), ends([[frame([], { size: 6 })]]), 'wasm')).rejects.toThrow(
      /has 6 elements \(spikes of ends\) but is wired to 5 \(cells\.size\)/,
    );
  });
});

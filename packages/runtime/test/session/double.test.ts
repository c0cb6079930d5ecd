/** A run in double precision is given and shows numbers of 53 bits: nothing on the way in or out rounds them to 24. */
import type { Frame, GraphDocument, Library, Reals, TrialMark } from '@neuroloom/core';
import { defineOperator, sample, trial } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { serveTrials } from '../../src/session/pool.ts';
import { TARGETS } from '../../src/engine.ts';
import { portPair } from '../support/ports.ts';
import { open } from '../support/run.ts';

const SHOWN = [0.1, 1 / 3, -1e-300] as const;
const SIZE = SHOWN.length;
const TRIALS = 4;
/** What is held for a trial goes into a state of each cell and over all synapses of weight one seventh. */
const WEIGHT = 1 / 7;

const markOf = (id: number, frozen: boolean): TrialMark => ({
  id,
  sample: id,
  attempt: 0,
  stage: frozen ? 'test' : 'train',
  of: TRIALS,
  frozen,
});

/** Shows the same in every trial, and keeps what comes back. */
function ends(frozen: boolean): { readonly library: Library; readonly heard: Reals[] } {
  const heard: Reals[] = [];
  const operator = defineOperator({
    type: 'test/ends',
    version: 1,
    title: 'Ends',
    summary: 'Shows samples and hears answers',
    cite: [],
    inputs: { answer: sample('Answers', 'neuron') },
    outputs: { shown: sample('Samples', 'neuron'), trial: trial('Trial') },
    run: ({ answer: answer$ }) => {
      const shown = new Subject<{ mark: TrialMark; data: Reals }>();
      const begun = new Subject<TrialMark>();
      answer$.subscribe(({ data }) => heard.push(data));
      queueMicrotask(() => {
        for (let k = 0; k < TRIALS; k++) {
          const mark = markOf(k, frozen);
          shown.next({ mark, data: Float64Array.from(SHOWN, (x) => x * (k + 1)) });
          begun.next(mark);
        }
        begun.complete();
      });
      return { shown, trial: begun };
    },
  });
  return { library: { definitions: new Map([...nodes.definitions, [operator.type, operator]]) }, heard };
}

const graphOf = (precision: 'f32' | 'f64'): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  precision,
  time: { dt: '1 ms', phases: [{ name: 'show', for: '3 ms' }] },
  nodes: {
    ends: { type: 'test/ends', version: 1, params: {} },
    cells: {
      type: 'equations',
      version: 1,
      params: {},
      definition: {
        title: 'Test',
        summary: 'For a test.',
        params: { size: { kind: 'count', default: SIZE } },
        axes: { neuron: 'size' },
        inputs: { x: { kind: 'signal', unit: 1 } },
        outputs: { y: { kind: 'signal', unit: 1 } },
        state: { s: 0 },
        flow: { s: '(x - s) / 1 ms' },
        method: 'euler',
        emit: { y: 'x' },
      },
    },
    wire: { type: 'projection/rate-dense', version: 1, params: { w_init: '1 / 7' } },
    sum: { type: 'population/rate', version: 1, params: { size: 2 } },
  },
  wires: [
    { from: 'ends.shown', to: 'cells.x' },
    { from: 'cells.y', to: 'ends.answer' },
    { from: 'cells.y', to: 'wire.x' },
    { from: 'wire.y', to: 'sum.I' },
  ],
});

const expected = (trial: number): number[] => SHOWN.map((x) => x * (trial + 1));

describe('in double precision', () => {
  it.each(['reference', 'wasm'])('samples, answers, probes and weights keep their digits on %s', async (target) => {
    const { library, heard } = ends(false);
    const session = await open(graphOf('f64'), { library, target, weights: true });
    const seen: Frame[] = [];
    session.probe({ node: 'cells', of: 's' }).subscribe((f) => seen.push(f));
    session.probe({ node: 'wire', of: 'w' }).subscribe((f) => seen.push(f));
    session.play();
    const { weights } = await session.result();
    expect(heard.map((data) => [...data])).toEqual(Array.from({ length: TRIALS }, (_, k) => expected(k)));
    const signal = seen.filter((f) => f.kind === 'signal').at(-1)!;
    // Euler's step of a time constant puts the state where its input is.
    expect([...signal.data.slice(-SIZE)]).toEqual(expected(TRIALS - 1));
    expect(signal.data).toBeInstanceOf(Float64Array);
    const matrix = seen.filter((f) => f.kind === 'matrix').at(-1)!;
    for (const w of [matrix.data, weights!['wire.w']!.data]) expect([...new Set(w)]).toEqual([WEIGHT]);
  });

  it('answers of helpers do, too', async () => {
    const { library, heard } = ends(true);
    const spawnHelper = (): ReturnType<typeof portPair>[0] => {
      const [here, there] = portPair();
      serveTrials(there, library, TARGETS);
      return here;
    };
    const session = await open(graphOf('f64'), { library, threads: 2, spawnHelper });
    session.play();
    await session.result();
    expect(heard.map((data) => [...data])).toEqual(Array.from({ length: TRIALS }, (_, k) => expected(k)));
  });

  it('a checkpoint gives the same answers again', async () => {
    const first = ends(false);
    const session = await open(graphOf('f64'), { library: first.library });
    for (let k = 0; k < 2; k++) {
      const answered = first.heard.length;
      session.step('trial');
      while (first.heard.length === answered) await new Promise((done) => setTimeout(done, 1));
    }
    const bytes = await session.checkpoint();
    await session.cancel();
    const second = ends(false);
    const resumed = await open(graphOf('f64'), { library: second.library }, bytes);
    resumed.play();
    await resumed.result();
    expect(second.heard.map((data) => [...data])).toEqual(Array.from({ length: TRIALS }, (_, k) => expected(k)));
  });
});

it('In single precision they are rounded once, and shown in single precision', async () => {
  const { library, heard } = ends(false);
  const session = await open(graphOf('f32'), { library, weights: true });
  session.play();
  const { weights } = await session.result();
  expect(heard.map((data) => [...data])).toEqual(
    Array.from({ length: TRIALS }, (_, k) => expected(k).map((x) => Math.fround(x))),
  );
  expect([...heard, weights!['wire.w']!.data].every((data) => data instanceof Float32Array)).toBe(true);
});

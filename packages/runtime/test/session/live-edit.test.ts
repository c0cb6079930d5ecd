/** Params that a person changes while the network runs: which are taken, and that a resumed run has them too. */
import type { GraphDocument, Library, TrialMark } from '@neuroloom/core';
import { defineOperator, param, sample, trial } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { LocalSession } from '../../src/session/session.ts';
import { open } from '../support/run.ts';

const TRIALS = 6;

/** Shows its strength, trial after trial, each when the answer to the one before has come. */
const teacher = defineOperator({
  type: 'test/teacher',
  version: 1,
  title: 'Teacher',
  summary: 'Shows a number and waits for the answer',
  cite: [],
  params: { strength: param('1 mV', 'What is shown') },
  inputs: { answer: sample('The answer', 'neuron') },
  outputs: { shown: sample('The number', 'neuron'), trial: trial('Trial') },
  run: ({ answer }, _, { params$ }) => {
    const shown = new Subject<{ readonly mark: TrialMark; readonly data: Float32Array }>();
    const begun = new Subject<TrialMark>();
    let strength = 0;
    params$.subscribe((p) => (strength = Number(p['strength'])));
    const show = (id: number): void => {
      const mark: TrialMark = { id, sample: id, attempt: 0, stage: 'show', of: TRIALS, frozen: false };
      shown.next({ mark, data: Float32Array.of(strength) });
      begun.next(mark);
    };
    answer.subscribe(({ mark }) => (mark.id + 1 < TRIALS ? show(mark.id + 1) : begun.complete()));
    queueMicrotask(() => show(0));
    return { shown, trial: begun };
  },
});
const library: Library = { definitions: new Map([...nodes.definitions, [teacher.type, teacher]]) };

/** Adds up what it is shown, over all trials. */
const graph: GraphDocument = {
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '1 ms', phases: [{ name: 'show', for: '5 ms' }] },
  nodes: {
    teacher: { type: 'test/teacher', version: 1, params: {} },
    cells: {
      type: 'equations',
      version: 1,
      params: {},
      definition: {
        params: { size: { kind: 'count', default: 1 }, tau: '10 ms' },
        inputs: { x: { kind: 'signal', unit: '1' } },
        outputs: { sum: { kind: 'signal', unit: '1' } },
        state: { s: { init: 0, keep: true } },
        flow: { s: 'x / tau' },
        emit: { sum: 's' },
      },
    },
  },
  wires: [
    { from: 'teacher.shown', to: 'cells.x' },
    { from: 'cells.sum', to: 'teacher.answer' },
  ],
};

async function trials(session: LocalSession, count: number): Promise<void> {
  for (let k = 0; k < count; k++) {
    const paused = new Promise<void>((resolve) => {
      let ran = false;
      const links = session.progress$.subscribe((p) => {
        ran ||= p.phase === 'running';
        if (ran && p.phase === 'paused') {
          resolve();
          queueMicrotask(() => links.unsubscribe());
        }
      });
    });
    session.step('trial');
    await paused;
  }
}

describe('a live edit', () => {
  it('of an operator’s param and of a node’s are part of a run that goes on from a checkpoint', async () => {
    const whole = await open(graph, { library, weights: true });
    await trials(whole, 2);
    await whole.set('teacher', 'strength', '3 mV');
    await whole.set('cells', 'tau', '5 ms');
    await trials(whole, 2);
    const bytes = await whole.checkpoint();
    whole.play();
    const expected = (await whole.result()).receipt;
    expect(expected.edits).toHaveLength(2);

    const resumed = await open(graph, { library }, bytes);
    resumed.play();
    const got = (await resumed.result()).receipt;
    expect(got.digests).toEqual(expected.digests);
    expect(got.edits).toEqual(expected.edits);

    const unedited = await open(graph, { library });
    unedited.play();
    expect((await unedited.result()).receipt.digests.result).not.toBe(expected.digests.result);
  });

  it('is refused with the place when it does not fit, and not logged', async () => {
    const session = await open(graph, { library });
    await expect(session.set('teacher', 'strength', '3 ms')).rejects.toThrow(/strength.*mV.*3 ms/);
    await expect(session.set('cells', 'tau', '5 mV')).rejects.toThrow(/tau/);
    await expect(session.set('cells', 'size', 3)).rejects.toThrow(/cells.size: cannot change while running/);
    await expect(session.set('nobody', 'tau', 3)).rejects.toThrow(/no such node/);
    session.play();
    expect((await session.result()).receipt.edits).toEqual([]);
  });
});

/** The schedule against a network that is a function: what is asked, in which order, and what is accepted. */
import type { Dataset, OperatorContext, Payload, Reals, TrialMark } from '@neuroloom/core';
import { NeuroloomError, resolveParams } from '@neuroloom/core';
import type { Observable } from 'rxjs';
import { lastValueFrom, NEVER, of, Subject } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { trials } from '../../src/schedule/trials.ts';

/** Sample k is [k / 10, 0.1] of class k mod 3. */
const data = (name: string, count: number): Dataset => ({
  name,
  count,
  shape: [2],
  classes: 3,
  digest: name,
  sample: (k) => Float32Array.of(k / 10, 0.1),
  label: (k) => k % 3,
});

interface Heard {
  readonly to: string;
  readonly mark: TrialMark;
  readonly data?: number[];
  readonly label?: number;
}

/** Plays a schedule; `answer` makes the response, `delay` trials late in frozen stages. */
async function play(
  params: Record<string, number | boolean>,
  answer: (shown: Float32Array, mark: TrialMark) => number[],
  late = 0,
): Promise<Heard[]> {
  const response = new Subject<Payload['sample']>();
  const heard: Heard[] = [];
  const context: OperatorContext = {
    host: { dataset: () => Promise.reject(new Error('none')) },
    seed: 7,
    node: 'schedule',
    params$: NEVER,
  };
  const inputs = { train: of(data('train', 20)), test: of(data('test', 10)), response };
  const outputs = trials.run(
    inputs as unknown as Parameters<typeof trials.run>[0],
    { ...resolveParams(trials, params).values },
    context,
  ) as Record<string, Observable<unknown>>;
  let shown: Reals = new Float32Array();
  const waiting: (() => void)[] = [];
  const release = (): void => {
    while (waiting.length > 0) waiting.shift()!();
  };
  for (const [to, output$] of Object.entries(outputs)) {
    if (to === 'trial') continue;
    output$.subscribe({
      next: (m) => {
        const message = m as Partial<Payload['sample'] & Payload['label']> & TrialMark;
        const mark = message.mark ?? message;
        if (to === 'image') shown = message.data!;
        heard.push({
          to,
          mark,
          ...(message.data ? { data: Array.from(message.data, (x) => Number(x.toFixed(4))) } : {}),
          ...(message.label === undefined ? {} : { label: message.label }),
        });
      },
      error: () => undefined,
    });
  }
  outputs['trial']!.subscribe({
    next: (m) => {
      const mark = m as TrialMark;
      const now = answer(Float32Array.from(shown), mark);
      heard.push({ to: 'trial', mark });
      const respond = (): void => response.next({ mark, data: Float32Array.from(now) });
      waiting.push(respond);
      if (waiting.length > late) queueMicrotask(release);
    },
    error: () => undefined,
  });
  await lastValueFrom(outputs['label']!, { defaultValue: undefined });
  return heard;
}

const loud = (): number[] => [9, 0];
const only = (heard: readonly Heard[], to: string): Heard[] => heard.filter((h) => h.to === to);

describe('the order of an experiment', () => {
  test('train, then assign, then test; labels once per sample; learning only while training', async () => {
    const heard = await play({ train: 2, assign: 2, test: 1 }, loud);
    expect(only(heard, 'label').map((h) => [h.mark.stage, h.mark.sample, h.label])).toEqual([
      ['train', 0, 0],
      ['train', 1, 1],
      ['assign', 0, 0],
      ['assign', 1, 1],
      ['test', 0, 0],
    ]);
    expect(only(heard, 'learn').map((h) => h.data?.[0])).toEqual([1, 1, 0, 0, 0]);
    expect(only(heard, 'trained').map((h) => h.mark.id)).toEqual([0, 1]);
    expect(only(heard, 'trial').map((h) => h.mark.frozen)).toEqual([false, false, true, true, true]);
    expect(only(heard, 'prune')).toEqual([]);
  });

  test('a trial is told to normalise, then what to see, then to learn or not, then to begin', async () => {
    const heard = await play({ train: 1, assign: 0, test: 0 }, loud);
    expect(heard.map((h) => h.to)).toEqual(['trained', 'image', 'learn', 'trial', 'label']);
  });

  test('ids count presentations, samples count within a stage, over all passes', async () => {
    const heard = await play({ train: 2, passes: 3, assign: 0, test: 0 }, loud);
    expect(only(heard, 'trial').map((h) => [h.mark.id, h.mark.sample, h.mark.of])).toEqual(
      [0, 1, 2, 3, 4, 5].map((k) => [k, k, 6]),
    );
    expect(only(heard, 'image').map((h) => h.data?.[0])).toEqual([0, 0.1, 0, 0.1, 0, 0.1]);
  });

  test('prune is sent once, between learning and naming', async () => {
    const heard = await play({ train: 2, assign: 2, test: 2, prune: true }, loud);
    const at = heard.findIndex((h) => h.to === 'prune');
    expect(only(heard, 'prune')).toHaveLength(1);
    expect(heard.slice(0, at).filter((h) => h.to === 'trial')).toHaveLength(2);
    expect(heard[at]?.mark).toMatchObject({ stage: 'assign', sample: 0 });
  });
});

describe('a sample without an answer', () => {
  test('is shown again brighter until there are enough spikes, with a new id and the same sample', async () => {
    const heard = await play({ train: 2, assign: 0, test: 0 }, (shown) => [shown[1]! * 30, 0]);
    // 3 spikes at intensity 1, 4.5 at 1.5, 6 at 2.
    expect(only(heard, 'image').map((h) => [h.mark.id, h.mark.sample, h.mark.attempt, h.data?.[1]])).toEqual([
      [0, 0, 0, 0.1],
      [1, 0, 1, 0.15],
      [2, 0, 2, 0.2],
      [3, 1, 0, 0.1],
      [4, 1, 1, 0.15],
      [5, 1, 2, 0.2],
    ]);
    expect(only(heard, 'label').map((h) => h.mark.id)).toEqual([2, 5]);
  });

  test('is accepted after the last attempt', async () => {
    const heard = await play({ train: 1, assign: 0, test: 0, max_attempts: 4 }, () => [0, 0]);
    expect(only(heard, 'trial')).toHaveLength(4);
    expect(only(heard, 'label').map((h) => h.mark.attempt)).toEqual([3]);
  });
});

describe('frozen samples', () => {
  test('are in flight together, at most 64 of them, and answers that come late change nothing', async () => {
    let open = 0;
    let most = 0;
    const heard = await play(
      { train: 0, assign: 0, test: 10 },
      () => {
        most = Math.max(most, ++open);
        return [9];
      },
      9,
    );
    expect(most).toBe(10);
    expect(only(heard, 'label').map((h) => [h.mark.sample, h.label])).toEqual(
      Array.from({ length: 10 }, (_, k) => [k, k % 3]),
    );
  });

  test('in training the next sample waits for the answer to the last', async () => {
    const heard = await play({ train: 3, assign: 0, test: 0 }, loud);
    expect(heard.filter((h) => h.to === 'trial' || h.to === 'label').map((h) => [h.to, h.mark.sample])).toEqual(
      [0, 1, 2].flatMap((k) => [
        ['trial', k],
        ['label', k],
      ]),
    );
  });
});

test('shuffling shows every sample once per pass, in an order that the seed fixes', async () => {
  const order = async (): Promise<number[]> =>
    only(await play({ train: 20, passes: 2, assign: 0, test: 0, shuffle: true }, loud), 'image').map((h) =>
      Math.round(h.data![0]! * 10),
    );
  const [a, b] = [await order(), await order()];
  expect(a).toEqual(b);
  const all = Array.from({ length: 20 }, (_, k) => k);
  expect(a.slice(0, 20).sort((x, y) => x - y)).toEqual(all);
  expect(a.slice(20).sort((x, y) => x - y)).toEqual(all);
  expect(a.slice(0, 20)).not.toEqual(all);
  expect(a.slice(0, 20)).not.toEqual(a.slice(20));
});

test('more samples than there are is refused with the number and a remedy', async () => {
  await expect(play({ train: 21, assign: 0, test: 0 }, loud)).rejects.toThrow(NeuroloomError);
  await expect(play({ train: 21, assign: 0, test: 0 }, loud)).rejects.toThrow(
    /schedule › train: 21 samples are asked of train, which has 20; show them more than once with passes/,
  );
});

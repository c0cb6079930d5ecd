import { firstValueFrom, lastValueFrom, Subject, take, toArray } from 'rxjs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { GraphDocument, LabelledSample, Payload, TrialResult } from 'neuroloom';
import { emptyGraph, lif, nodeOperator, poisson, pull, ridge, through } from 'neuroloom';
import type { Observable } from 'rxjs';

/** Samples become Poisson trains, trains are counted. */
const counted: GraphDocument = {
  ...emptyGraph('Counted'),
  time: { dt: '0.5 ms', phases: [{ name: 'show', for: '200 ms' }] },
  nodes: {
    encoder: { type: 'encoder/poisson', version: 1, params: { rate: '100 Hz' } },
    count: { type: 'readout/spike-count', version: 1, params: {} },
  },
  wires: [{ from: 'encoder.spikes', to: 'count.spikes' }],
};
const places = { input: 'encoder.x', output: 'count.count' } as const;
const sum = (a: ArrayLike<number>): number => Array.from(a).reduce((x, y) => x + y, 0);

describe('a graph as an operator', () => {
  test('gives one answer for each sample, with its label', async () => {
    const samples: LabelledSample[] = [0, 1, 2].map((k) => ({ data: new Float32Array(50).fill(k / 2), label: k }));
    const results = await lastValueFrom(pull(samples).pipe(through(counted, places), toArray()));
    expect(results.map((r) => [r.mark.id, r.label, r.data.length])).toEqual([
      [0, 0, 50],
      [1, 1, 50],
      [2, 2, 50],
    ]);
    expect(sum(results[0]!.data)).toBe(0);
    // 400 ticks × 50 neurons, each fires with 1 − exp(−x · 0.05): mean n·p, five standard deviations.
    for (const [k, x] of [
      [1, 0.5],
      [2, 1],
    ] as const) {
      const [n, p] = [400 * 50, 1 - Math.exp(-x * 0.05)];
      expect(Math.abs(sum(results[k]!.data) - n * p)).toBeLessThan(5 * Math.sqrt(n * p * (1 - p)));
    }
  });

  test('draws the same numbers for the n-th sample whatever the source, and others with another seed', async () => {
    const samples = [1, 2, 3].map(() => new Float32Array(20).fill(0.7));
    const run = (seed: number): Promise<TrialResult[]> =>
      lastValueFrom(pull(samples).pipe(through(counted, { ...places, seed }), toArray()));
    const [a, b, c] = [await run(5), await run(5), await run(6)];
    expect(a.map((r) => r.data)).toEqual(b.map((r) => r.data));
    expect(a.map((r) => r.data)).not.toEqual(c.map((r) => r.data));
    expect(a[0]!.data).not.toEqual(a[1]!.data);
  });

  test('takes from the source only what it needs', async () => {
    let drawn = 0;
    function* samples(): Generator<Float32Array> {
      for (;;) {
        drawn++;
        yield new Float32Array(4).fill(0.5);
      }
    }
    await lastValueFrom(pull(samples()).pipe(through(counted, places), take(2), toArray()));
    expect(drawn).toBeLessThanOrEqual(3);
  });

  test('frees its source when unsubscribed, while it waits', async () => {
    const source = new Subject<Float32Array>();
    const answer = firstValueFrom(source.pipe(through(counted, places)));
    await new Promise((resolve) => setTimeout(resolve));
    expect(source.observed).toBe(true);
    source.next(new Float32Array(4).fill(1));
    expect((await answer).data).toHaveLength(4);
    await new Promise((resolve) => setTimeout(resolve));
    expect(source.observed).toBe(false);
  });

  test('leaves out the schedule and the data sets of a graph', async () => {
    const scheduled: GraphDocument = {
      ...counted,
      nodes: {
        ...counted.nodes,
        digits: { type: 'source/dataset', version: 1, params: { name: 'mnist' } },
        schedule: { type: 'schedule/trials', version: 1, params: {} },
      },
      wires: [
        ...counted.wires,
        { from: 'digits.data', to: 'schedule.train' },
        { from: 'schedule.image', to: 'encoder.x' },
        { from: 'count.count', to: 'schedule.response' },
      ],
    };
    const { data } = await lastValueFrom(pull([new Float32Array(4).fill(1)]).pipe(through(scheduled, places)));
    expect(data).toHaveLength(4);
  });

  test('says what is wrong with a place, a network, a sample', async () => {
    const one = (graph: GraphDocument, at: Parameters<typeof through>[1]): Promise<unknown> =>
      lastValueFrom(pull([new Float32Array(4)]).pipe(through(graph, at)));
    await expect(one(counted, { input: 'encoder.y', output: 'count.count' })).rejects.toThrow(
      /'encoder\.y' is not a signal or spikes input.*it has encoder\.x/,
    );
    await expect(one(counted, { input: 'decoder.x', output: 'count.count' })).rejects.toThrow(
      /there is no node 'decoder'/,
    );
    await expect(one(counted, { input: 'encoder.x' })).rejects.toThrow(/nothing is read/);
    await expect(one({ ...counted, time: { dt: '1 ms' } }, places)).rejects.toThrow(
      /time\.phases: a trial has no length/,
    );
    const two = pull([new Float32Array(4), new Float32Array(5)]).pipe(through(counted, places));
    await expect(lastValueFrom(two)).rejects.toThrow(/5 numbers/);
  });
});

describe('a node as an operator', () => {
  test('an encoder gives spikes in stretches of many ticks, by reference', async () => {
    const encode = nodeOperator(
      poisson,
      { rate: '100 Hz' },
      { input: 'x', spikes: 'spikes', dt: '0.5 ms', for: '1 s' },
    );
    const { spikes } = await lastValueFrom(pull([new Float32Array(10).fill(1)]).pipe(encode));
    expect(spikes.reduce((ticks, f) => ticks + f.ticks, 0)).toBe(2000);
    expect(spikes[0]).toMatchObject({ kind: 'spikes', size: 10, dt: 0.5 });
  });

  test('samples | encode and network | readout, with the types of each', async () => {
    const samples: LabelledSample[] = Array.from({ length: 60 }, (_, k) => ({
      data: Float32Array.from({ length: 6 }, (_, n) => (n % 2 === k % 2 ? 1 : 0.1)),
      label: k % 2,
      stage: k < 40 ? 'train' : 'test',
    }));
    const readout = nodeOperator(ridge, { classes: 2 }, { output: 'prediction', kind: 'label' });
    const answer$ = pull(samples).pipe(through(counted, places), readout);
    expectTypeOf(answer$).toEqualTypeOf<Observable<Payload['label']>>();
    const answers = await lastValueFrom(answer$.pipe(toArray()));
    expect(answers).toHaveLength(20);
    // 200 ms at 100 Hz against 10 Hz: 20 spikes against 2 for each of three neurons cannot be confused.
    for (const { mark, label } of answers) expect(label).toBe(mark.sample % 2);
  });

  test('refuses a wrong param and an output that is not there', () => {
    expect(() => nodeOperator(ridge, { classes: 1 }, { output: 'prediction', kind: 'label' })).toThrow(/classes/);
    expect(() => nodeOperator(ridge, {}, { output: 'confusion', kind: 'label' })).toThrow(
      /no label output 'confusion'; it has prediction \(label\)/,
    );
    const wrong = nodeOperator(lif, { tau_mem: '3 mV' }, { input: 'I', spikes: 'spikes', dt: '1 ms', for: '10 ms' });
    return expect(lastValueFrom(pull([new Float32Array(100)]).pipe(wrong))).rejects.toThrow(/tau_mem/);
  });
});

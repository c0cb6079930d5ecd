/** `images$.pipe(encode, network, readout)`: spikes go from one operator into the next, exactly as they are. */
import type { Observable } from 'rxjs';
import { lastValueFrom, map, Subject, take, tap, toArray } from 'rxjs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { GraphDocument, LabelledSample, Message, Payload, SpikesFrame, TrialResult } from 'neuroloom';
import { dense, emptyGraph, lif, nodeOperator, poisson, pull, ridge, spikeCount, through } from 'neuroloom';
import { inStretches } from '../../src/flow/message.ts';

const TRIAL = { for: '350 ms', dt: '0.5 ms' } as const;
const TICKS = 700;
const encode = nodeOperator(poisson, { rate: '100 Hz' }, TRIAL);
const count = nodeOperator(spikeCount, {}, TRIAL);

const train = (size: number, spikes: readonly (readonly [number, number])[], ticks = TICKS): SpikesFrame => ({
  kind: 'spikes',
  from: 'made by hand',
  start: 0,
  ticks,
  size,
  dt: 0.5,
  tick: Uint32Array.from(spikes, ([tick]) => tick),
  id: Uint32Array.from(spikes, ([, id]) => id),
});
const countsOf = (frames: readonly SpikesFrame[]): number[] => {
  const counts = Array.from({ length: frames[0]!.size }, () => 0);
  for (const f of frames) for (const id of f.id) counts[id]!++;
  return counts;
};

/** Spikes, by plastic synapses, into a few cells, which are counted. No encoder. */
const network = (delay = '1 ms'): GraphDocument => ({
  ...emptyGraph('Hears spikes'),
  time: { dt: TRIAL.dt, phases: [{ name: 'show', for: TRIAL.for }] },
  nodes: {
    syn: { type: 'projection/dense', version: 1, params: { w_init: '1', w_max: 1, scale: '0.3 nA', delay } },
    exc: { type: 'population/lif', version: 1, params: { size: 6 } },
    rule: { type: 'plasticity/stdp-pair', version: 1, params: {} },
    count: { type: 'readout/spike-count', version: 1, params: {} },
  },
  wires: [
    { from: 'syn.out', to: 'exc.exc' },
    { from: 'exc.spikes', to: 'count.spikes' },
    { from: 'exc.spikes', to: 'rule.post' },
    { from: 'rule.dw', to: 'syn.dw' },
  ],
});
const hears = { input: ['syn.pre', 'rule.pre'], output: 'count.count' } as const;

describe('samples | encode | network | readout', () => {
  test('with the types of each', async () => {
    const images: LabelledSample[] = Array.from({ length: 60 }, (_, k) => ({
      data: Float32Array.from({ length: 6 }, (_, n) => (n % 2 === k % 2 ? 1 : 0.1)),
      label: k % 2,
      stage: k < 40 ? 'train' : 'test',
    }));
    const each: GraphDocument = {
      ...network(),
      nodes: {
        syn: { type: 'projection/one-to-one', version: 1, params: { w: '20 nA' } },
        exc: { type: 'population/lif', version: 1, params: { size: 6 } },
        count: { type: 'readout/spike-count', version: 1, params: {} },
      },
      wires: [
        { from: 'syn.out', to: 'exc.exc' },
        { from: 'exc.spikes', to: 'count.spikes' },
      ],
    };
    const net = through(each, { input: 'syn.pre', output: 'count.count' });
    const readout = nodeOperator(ridge, { classes: 2 }, { output: 'prediction', kind: 'label' });
    const image$ = pull(images);
    const answer$ = image$.pipe(encode, net, readout);
    expectTypeOf(image$.pipe(encode)).toEqualTypeOf<Observable<TrialResult>>();
    expectTypeOf(image$.pipe(encode, net)).toEqualTypeOf<Observable<TrialResult>>();
    expectTypeOf(answer$).toEqualTypeOf<Observable<Payload['label']>>();
    const answers = await lastValueFrom(answer$.pipe(toArray()));
    expect(answers).toHaveLength(20);
    // 350 ms at 100 Hz against 10 Hz: 35 spikes against 3.5 for each of three neurons cannot be confused.
    for (const { mark, label } of answers) expect(label).toBe(mark.sample % 2);
  });

  test('plastic synapses and their rule hear the same spikes', async () => {
    const encoded = pull([new Float32Array(9).fill(1)]).pipe(encode);
    const { data } = await lastValueFrom(encoded.pipe(through(network(), hears)));
    // 9 inputs at 100 Hz, each of 0.3 nA · 5 ms: a mean of 1.35 nA where 0.2 nA reach the threshold.
    for (const n of data) expect(n).toBeGreaterThan(0);
  });
});

describe('what arrives', () => {
  test('is what was sent, id by id, with label and stage', async () => {
    const sent: TrialResult[] = [];
    const samples: LabelledSample[] = [0, 0.3, 1].map((x, label) => ({
      data: new Float32Array(20).fill(x),
      label,
      stage: `s${label}`,
    }));
    const got = await lastValueFrom(
      pull(samples).pipe(
        encode,
        tap((r) => sent.push(r)),
        count,
        toArray(),
      ),
    );
    expect(got.map((r) => [...r.data])).toEqual(sent.map((r) => countsOf(r.spikes)));
    expect(got.map((r) => [r.mark.id, r.label, r.mark.stage])).toEqual([
      [0, 0, 's0'],
      [1, 1, 's1'],
      [2, 2, 's2'],
    ]);
    expect(sent.map((r) => r.spikes.reduce((n, f) => n + f.ticks, 0))).toEqual([TICKS, TICKS, TICKS]);
    for (const f of sent.flatMap((r) => r.spikes)) expect(f.ticks).toBeGreaterThanOrEqual(100);
  });

  test('may be a frame alone, or several', async () => {
    const frame = train(3, [
      [0, 1],
      [699, 0],
      [699, 1],
    ]);
    const messages: Message[] = [frame, { spikes: [train(3, [[4, 2]], 10)], label: 7 }];
    const got = await lastValueFrom(pull(messages).pipe(count, toArray()));
    expect(got.map((r) => [...r.data])).toEqual([
      [1, 2, 0],
      [0, 0, 1],
    ]);
    expect(got.map((r) => r.label)).toEqual([undefined, 7]);
  });

  test('reaches its targets after exactly the delay', async () => {
    const one = through(
      {
        ...network(),
        nodes: {
          wire: { type: 'projection/one-to-one', version: 1, params: { w: '2000 nA', delay: '3 ms' } },
          cells: { type: 'population/lif', version: 1, params: { size: 4, tau_exc: '0.1 ms' } },
        },
        wires: [{ from: 'wire.out', to: 'cells.exc' }],
      },
      { input: 'wire.pre', spikes: 'cells.spikes' },
    );
    const sent = [
      [0, 3],
      [10, 0],
      [10, 2],
      [500, 1],
    ] as const;
    const { spikes } = await lastValueFrom(pull([train(4, sent)]).pipe(one));
    const got = spikes.flatMap((f) => [...f.tick].map((t, k) => [t, f.id[k]!]));
    // 3 ms are six ticks of 0.5 ms.
    expect(got).toEqual(sent.map(([t, id]) => [t + 6, id]));
  });

  test('is not copied on the way in, and not changed', async () => {
    const frame = train(3, [[5, 1]]);
    const [tick, id] = [frame.tick.slice(), frame.id.slice()];
    const seen = await lastValueFrom(pull([frame, frame, frame]).pipe(count, toArray()));
    expect(seen.map((r) => [...r.data])).toEqual([
      [0, 1, 0],
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect([frame.tick, frame.id]).toEqual([tick, id]);
  });
});

describe('stretches', () => {
  const cut = (lengths: readonly number[]): SpikesFrame[] => {
    let start = 0;
    return lengths.map((ticks) => {
      const f = { ...train(2, [[start, 0]], ticks), start };
      start += ticks;
      return f;
    });
  };
  test.each([
    [
      [64, 64, 572],
      [128, 572],
    ],
    [
      [300, 300, 100],
      [300, 300, 100],
    ],
    [[650, 50], [700]],
    [[20, 30], [50]],
    [[1, 1, 98, 99], [199]],
  ])('of %j ticks are handed on as %j', (lengths, expected) => {
    const frames = cut(lengths);
    const out = inStretches(frames);
    expect(out.map((f) => f.ticks)).toEqual(expected);
    expect(out.flatMap((f) => [...f.tick])).toEqual(frames.map((f) => f.start));
    expect(out.every((f, k) => f.start === out.slice(0, k).reduce((n, o) => n + o.ticks, 0))).toBe(true);
  });
  test('that are long enough are the same objects', () => {
    const frames = cut([100, 600]);
    expect(inStretches(frames)).toEqual(frames);
    expect(inStretches(frames)[1]).toBe(frames[1]);
  });
});

describe('a chain of operators', () => {
  test('draws no more than is taken, and frees everything', async () => {
    const state = { drawn: 0, closed: false };
    function* images(): Generator<Float32Array> {
      try {
        for (;;) {
          state.drawn++;
          yield new Float32Array(5).fill(0.5);
        }
      } finally {
        state.closed = true;
      }
    }
    await lastValueFrom(pull(images()).pipe(encode, count, take(2), toArray()));
    await new Promise((resolve) => setTimeout(resolve));
    expect(state.drawn).toBeLessThanOrEqual(3);
    expect(state.closed).toBe(true);
  });

  test('lets go of a source that waits', async () => {
    const source = new Subject<Float32Array>();
    const subscription = source.pipe(encode, count).subscribe();
    await new Promise((resolve) => setTimeout(resolve));
    expect(source.observed).toBe(true);
    subscription.unsubscribe();
    await new Promise((resolve) => setTimeout(resolve));
    expect(source.observed).toBe(false);
  });
});

describe('is refused with a sentence', () => {
  const counted = (message: Message): Promise<unknown> => lastValueFrom(pull([message]).pipe(count));
  test.each<[string, Message, RegExp]>([
    ['an id beyond the population', train(3, [[0, 3]]), /neuron 3 fires at tick 0, and there are 3/],
    ['a tick beyond the trial', train(3, [], 701), /spikes of 701 ticks for a trial of 700/],
    ['a sample where spikes are taken', new Float32Array(3), /a message without spikes.*put an encoder before it/],
    ['an answer without spikes', { data: new Float32Array(3), spikes: [] }, /a message without spikes/],
  ])('%s', (_, message, sentence) => expect(counted(message)).rejects.toThrow(sentence));

  test('spikes where a sample is taken', () =>
    expect(lastValueFrom(pull([train(3, [])]).pipe(encode))).rejects.toThrow(
      /node\.x: a message without values has come to an input that takes a signal/,
    ));
  test('a population of another size', async () => {
    const two = pull([train(3, []), train(4, [])]).pipe(count);
    await expect(lastValueFrom(two)).rejects.toThrow(/spikes of 4 neurons for an input of 3/);
  });
  test('a network in other ticks', () =>
    expect(lastValueFrom(pull([{ ...train(3, []), dt: 1 }]).pipe(count))).rejects.toThrow(/ticks of 1 ms/));
  test('places that do not go together, and a node whose place is not clear', () => {
    const mixed = through(network(), { input: ['syn.pre', 'exc.I'], output: 'count.count' });
    const one = pull([train(3, [])]);
    expect(() => nodeOperator(dense, {}, TRIAL)).toThrow(
      /several inputs could be meant; name one as input: pre \(spikes\), gain \(signal\), learn \(signal\)/,
    );
    expect(() => nodeOperator(dense, {}, { ...TRIAL, input: 'pre' })).toThrow(/no outputs of signals or spikes/);
    expect(() => nodeOperator(lif, {}, TRIAL)).not.toThrow();
    return expect(
      lastValueFrom(
        one.pipe(
          mixed,
          map((r) => r.data),
        ),
      ),
    ).rejects.toThrow(/'exc\.I' is not a spikes input of the network/);
  });
});

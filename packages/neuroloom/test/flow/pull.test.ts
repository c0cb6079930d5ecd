import { lastValueFrom, map, Observable, of, Subject, take, toArray } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { pull, stage } from 'neuroloom';

const double = (options = {}) =>
  stage(async function* (input: AsyncIterable<number>) {
    for await (const x of input) yield 2 * x;
  }, options);

/** Numbers without end, and what became of them. */
function numbers(): { readonly values: Iterable<number>; readonly state: { drawn: number; closed: boolean } } {
  const state = { drawn: 0, closed: false };
  function* values(): Generator<number> {
    try {
      for (;;) yield state.drawn++;
    } finally {
      state.closed = true;
    }
  }
  return { values: values(), state };
}

describe('demand', () => {
  test('reaches the iterable through several stages: no more is drawn than is taken, and it is closed', async () => {
    const { values, state } = numbers();
    const taken = await lastValueFrom(pull(values).pipe(double(), double(), take(3), toArray()));
    expect(taken).toEqual([0, 4, 8]);
    // One may be on its way when the last one arrives.
    expect(state.drawn).toBeLessThanOrEqual(4);
    await new Promise((resolve) => setTimeout(resolve));
    expect(state.closed).toBe(true);
  });
  test('an iterable that ends completes the stream; each subscription begins anew', async () => {
    const stream = pull([1, 2, 3]).pipe(double());
    expect(await lastValueFrom(stream.pipe(toArray()))).toEqual([2, 4, 6]);
    expect(await lastValueFrom(stream.pipe(toArray()))).toEqual([2, 4, 6]);
  });
  test('asynchronous iterables and ordinary operators in between work too', async () => {
    async function* slow(): AsyncGenerator<number> {
      for (let k = 0; k < 3; k++) yield await Promise.resolve(k);
    }
    expect(
      await lastValueFrom(
        pull(slow()).pipe(
          map((x) => x + 1),
          double(),
          toArray(),
        ),
      ),
    ).toEqual([2, 4, 6]);
  });
});

describe('a source that pushes', () => {
  test('is buffered', async () =>
    expect(await lastValueFrom(of(1, 2, 3).pipe(double(), toArray()))).toEqual([2, 4, 6]));
  test('and stopped with a sentence when the buffer is full', async () => {
    const flood = new Observable<number>((s) => {
      for (let k = 0; k < 100 && !s.closed; k++) s.next(k);
    });
    await expect(lastValueFrom(flood.pipe(double({ buffer: 10 }), toArray()))).rejects.toThrow(
      /sends faster than the network runs: 10 messages wait; give the values as an iterable/,
    );
  });
  test('hands its error on, after what came before it', async () => {
    const got: number[] = [];
    const source = new Observable<number>((s) => {
      s.next(1);
      s.error(new Error('torn'));
    });
    await expect(
      lastValueFrom(
        source.pipe(
          double(),
          map((x) => got.push(x)),
        ),
      ),
    ).rejects.toThrow('torn');
    expect(got).toEqual([2]);
  });
  test('is unsubscribed from when nobody listens any more', () => {
    const source = new Subject<number>();
    const subscription = source.pipe(double()).subscribe();
    return Promise.resolve().then(() => {
      expect(source.observed).toBe(true);
      subscription.unsubscribe();
      return new Promise((resolve) => setTimeout(resolve)).then(() => expect(source.observed).toBe(false));
    });
  });
});

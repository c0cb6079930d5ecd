import { describe, expect, test } from 'vitest';
import { Meter } from '../../src/session/meter.ts';

describe('a run told its time', () => {
  test('the same however its ticks were parcelled', () => {
    for (const parcel of [1, 3, 7, 1000, 10_000]) {
      const meter = new Meter();
      meter.dt = 0.1;
      for (let done = 0; done < 10_000; done += parcel) meter.advance(Math.min(parcel, 10_000 - done));
      expect(meter.time).toBe(1000);
    }
  });

  test('as left: all stages, and samples that are shown again take longer', async () => {
    const meter = new Meter();
    const mark = (stage: string, sample: number, of: number, after: number, attempt = 0) => ({
      id: 0,
      ...{ stage, sample, of, after, attempt, frozen: false },
    });
    meter.start(0.1, null);
    // Two samples of ten, one of them twice; twenty more follow in later stages.
    for (const m of [mark('a', 0, 10, 20), mark('a', 1, 10, 20), mark('a', 1, 10, 20, 1)]) {
      meter.begin(m);
      await new Promise((done) => setTimeout(done, 20));
      meter.end(m, 20);
    }
    const { left, rate } = meter.progress;
    // 28 of 30 samples are left. Since the first answer there was one sample in two trials, so it is 2 · 28 / rate.
    expect(left).toBeCloseTo((2 * 28) / rate, 9);
    meter.begin(mark('b', 0, 20, 0));
    meter.end(mark('b', 0, 20, 0), 20);
    expect(meter.progress).toMatchObject({ stage: 'b', done: 1, of: 20 });
  });

  test('as left until the end of a run without a schedule', async () => {
    const meter = new Meter();
    meter.start(0.1, 100);
    meter.advance(100);
    await new Promise((done) => setTimeout(done, 20));
    meter.advance(300);
    const { left, realtime } = meter.progress;
    // 60 of 100 ms are left.
    expect(left).toBeCloseTo(0.06 / realtime, 9);
  });

  test('in decimals, as a person counts', () => {
    const meter = new Meter();
    meter.dt = 0.1;
    meter.advance(3);
    expect(meter.time).toBe(0.3);
  });
});

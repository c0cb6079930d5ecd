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

  test('in decimals, as a person counts', () => {
    const meter = new Meter();
    meter.dt = 0.1;
    meter.advance(3);
    expect(meter.time).toBe(0.3);
  });
});

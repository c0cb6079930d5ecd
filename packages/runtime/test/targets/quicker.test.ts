/** Which of two ways is taken, when each takes as long as is said. */
import { describe, expect, it } from 'vitest';
import { Quicker } from '../../src/targets/wasm/quicker.ts';

/** Goes on for some time with ticks that take so long one way and the other (ms); the share of ticks that went the first. */
function share(q: Quicker, for_: number, first: () => number, second: () => number): number {
  let [time, there, all] = [0, 0, 0];
  while (time < for_) {
    const took = q.first ? first() : second();
    if (q.first) there++;
    q.took(1, took);
    time += took;
    all++;
  }
  return there / all;
}

describe('The quicker way', () => {
  it('is held but for a trial now and then', () => {
    expect(
      share(
        new Quicker(),
        10_000,
        () => 0.05,
        () => 0.1,
      ),
    ).toBeGreaterThan(0.98);
  });
  it('is found when it is the other', () => {
    expect(
      share(
        new Quicker(),
        10_000,
        () => 0.1,
        () => 0.05,
      ),
    ).toBeLessThan(0.05);
  });
  it('is found anew when things change', () => {
    const q = new Quicker();
    share(
      q,
      5000,
      () => 0.05,
      () => 0.1,
    );
    expect(
      share(
        q,
        10_000,
        () => 0.3,
        () => 0.1,
      ),
    ).toBeLessThan(0.3);
    expect(
      share(
        q,
        10_000,
        () => 0.05,
        () => 0.1,
      ),
    ).toBeGreaterThan(0.8);
  });
  it('is the first where both are alike', () => {
    expect(
      share(
        new Quicker(),
        10_000,
        () => 0.1,
        () => 0.1,
      ),
    ).toBeGreaterThan(0.98);
  });
});

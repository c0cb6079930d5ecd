/** What makes a claim hold, and what is measured of spikes, by hand. */
import type { SpikesFrame } from '@neuroloom/core';
import { describe, expect, test } from 'vitest';
import { holdsAt } from '../../src/claims.ts';
import { countsOf, intervalsOf, timesOf, variation } from '../../src/claims/measure.ts';
import { byHand } from '../../src/claims/pairing.ts';

const point = (measured: number, is?: 'at least' | 'at most') => ({
  what: 'x',
  measured,
  expected: 10,
  tolerance: 1,
  ...(is ? { is } : {}),
});

describe('a point', () => {
  test('holds within its tolerance, on both sides', () => {
    expect([8.9, 9, 10, 11, 11.1].map((x) => holdsAt(point(x)))).toEqual([false, true, true, true, false]);
  });

  test('at least and at most forgive one side', () => {
    expect([8.9, 9, 99].map((x) => holdsAt(point(x, 'at least')))).toEqual([false, true, true]);
    expect([-99, 11, 11.1].map((x) => holdsAt(point(x, 'at most')))).toEqual([true, true, false]);
  });

  test('that could not be measured does not hold', () => {
    expect([undefined, 'at least' as const, 'at most' as const].map((is) => holdsAt(point(NaN, is)))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('spikes', () => {
  // Neuron 0 at 1, 3 and 6 ms; neuron 2 at 2 ms.
  const spikes: SpikesFrame = {
    kind: 'spikes',
    from: 'a.spikes',
    start: 0,
    ticks: 20,
    size: 3,
    dt: 0.5,
    tick: Uint32Array.of(2, 4, 6, 12),
    id: Uint32Array.of(0, 2, 0, 0),
  };

  test('are counted, timed and spaced', () => {
    expect(countsOf(spikes)).toEqual([3, 0, 1]);
    expect(timesOf(spikes, 0)).toEqual([1, 3, 6]);
    expect(intervalsOf(spikes)).toEqual([2, 3]);
    expect(intervalsOf(spikes, [2])).toEqual([]);
  });

  test('of regular trains have no variation; of 2 and 4 ms, a third', () => {
    expect(variation([5, 5, 5])).toBe(0);
    expect(variation([2, 4])).toBeCloseTo(1 / 3, 12);
  });
});

test('one pair under the triplet rule is the pair rule', () => {
  const p = { tau_plus: 20, tau_x: 100, tau_minus: 30, tau_y: 100, A2_plus: 1, A3_plus: 5, A2_minus: 2, A3_minus: 7 };
  expect(byHand([0], [10], p)).toBeCloseTo(Math.exp(-10 / 20), 12);
  expect(byHand([10], [0], p)).toBeCloseTo(-2 * Math.exp(-10 / 30), 12);
  // Post, pre, post at 0, 10 and 30 ms: the last one meets the pre-spike and the first post-spike.
  const triplet = Math.exp(-20 / 20) * (1 + 5 * Math.exp(-30 / 100)) - 2 * Math.exp(-10 / 30);
  expect(byHand([10], [0, 30], p)).toBeCloseTo(triplet, 12);
});

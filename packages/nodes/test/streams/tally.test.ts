import { describe, expect, test } from 'vitest';
import { addResponse, assign, emptyTally, fade, predict } from '../../src/streams/tally.ts';

/** Three neurons, two classes; class 0 is seen three times, class 1 once. */
function worked() {
  const tally = emptyTally(2, 4);
  addResponse(tally, 0, [6, 0, 1, 0]);
  addResponse(tally, 0, [0, 0, 2, 0]);
  addResponse(tally, 0, [3, 0, 0, 0]);
  addResponse(tally, 1, [2, 5, 2, 0]);
  return tally;
}

describe('assignment', () => {
  test('goes by the mean over the samples of a class, not by the sum', () => {
    // Neuron 0: means 3 and 2. Neuron 1: 0 and 5. Neuron 2: sums 3 and 2, but means 1 and 2. Neuron 3 never fired.
    expect([...assign(worked())]).toEqual([0, 1, 1, -1]);
  });

  test('of equal means takes the first class', () => {
    const tally = emptyTally(3, 1);
    addResponse(tally, 2, [4]);
    addResponse(tally, 1, [4]);
    expect([...assign(tally)]).toEqual([1]);
  });

  test('ignores labels outside the classes', () => {
    const tally = emptyTally(2, 1);
    addResponse(tally, 7, [4]);
    expect([...assign(tally)]).toEqual([-1]);
  });

  test('does not change when the past fades evenly', () => {
    const tally = worked();
    fade(tally, 0.5);
    expect([...tally.seen]).toEqual([1.5, 0.5]);
    expect([...assign(tally)]).toEqual([0, 1, 1, -1]);
  });
});

describe('the vote', () => {
  test('goes by the mean over the neurons of a class', () => {
    // Class 0 has one neuron with 3 spikes, class 1 two with 4 in all: 3 against 2.
    expect(predict([3, 2, 2, 99], Int32Array.of(0, 1, 1, -1), 2)).toBe(0);
    expect(predict([1, 2, 2, 99], Int32Array.of(0, 1, 1, -1), 2)).toBe(1);
  });

  test('of equal classes, or without any spike, takes the first', () => {
    expect(predict([2, 2], Int32Array.of(1, 0), 2)).toBe(0);
    expect(predict([0, 0], Int32Array.of(1, 2), 3)).toBe(0);
  });
});

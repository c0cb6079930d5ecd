import { describe, expect, test } from 'vitest';
import { drawUniform, hashName, philox4x32, uniformOf } from '@neuroloom/core';

const hex = (words: Uint32Array): string => [...words].map((w) => w.toString(16).padStart(8, '0')).join(' ');

describe('Philox 4x32-10', () => {
  // The known-answer vectors that Random123 publishes: zeros, ones, and the digits of pi.
  test.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('counter %j, key %j', ([c0, c1, c2, c3], [k0, k1], words) => {
    expect(hex(philox4x32(c0!, c1!, c2!, c3!, k0!, k1!))).toBe(words);
  });

  test('numbers with a sign are the same 32 bits', () => {
    expect(hex(philox4x32(-1, -1, -1, -1, -1, -1))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
  });

  test('it writes into the array it is given', () => {
    const out = new Uint32Array(4);
    expect(philox4x32(0, 0, 0, 0, 0, 0, out)).toBe(out);
    expect(out[0]).toBe(0x6627e8d5);
  });
});

describe('draws', () => {
  test('a word becomes a number in [0, 1) that single precision holds exactly', () => {
    expect(uniformOf(0)).toBe(0);
    expect(uniformOf(0xffffffff)).toBe(1 - 2 ** -24);
    expect(uniformOf(0x80000000)).toBe(0.5);
    for (const word of [1, 255, 256, 0x12345678, 0xdeadbeef])
      expect(Math.fround(uniformOf(word))).toBe(uniformOf(word));
  });

  test('four elements share a block', () => {
    const block = philox4x32(7, 3, 5, 2, 42, hashName('exc'));
    for (let lane = 0; lane < 4; lane++)
      expect(drawUniform(42, hashName('exc'), 7, 3, 20 + lane, 2)).toBe(uniformOf(block[lane]!));
  });

  test('the mean and variance are those of a uniform number', () => {
    const n = 40_000;
    let sum = 0,
      squares = 0;
    for (let k = 0; k < n; k++) {
      const u = drawUniform(1, hashName('in'), k % 200, 0, Math.floor(k / 200), 0);
      sum += u;
      squares += u * u;
    }
    // Five standard errors: sqrt(1/12/n) of the mean, sqrt(4/45/n) of the mean square; the draws are fixed, so this never flickers.
    expect(Math.abs(sum / n - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / n));
  });

  test('any other seed, node, tick, sample, element or site is another number', () => {
    const here = [42, hashName('exc'), 7, 3, 20, 2] as const;
    for (let k = 0; k < here.length; k++) {
      const [a, b, c, d, e, f] = here.map((x, j) => (j === k ? x + 1 : x));
      expect(drawUniform(a!, b!, c!, d!, e!, f!)).not.toBe(drawUniform(...here));
    }
  });

  test('names hash as FNV-1a says', () => {
    // Fowler, Noll & Vo, test vectors of the 32-bit variant.
    expect(hashName('')).toBe(0x811c9dc5);
    expect(hashName('a')).toBe(0xe40c292c);
    expect(hashName('foobar')).toBe(0xbf9cf968);
  });
});

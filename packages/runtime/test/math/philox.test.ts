/** The generator emitted as WebAssembly gives the words that core's definition gives. */
import { philox4x32 } from '@neuroloom/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emitPhilox1 } from '../../src/math/philox.ts';
import { emitBegin, emitParts, emitRest } from '../../src/math/philox-four.ts';
import { ModuleBuilder } from '../../src/targets/wasm/encode.ts';

/** Address of the counters (four words each, block by block) and of the words that come out. */
const IN = 0;
const OUT = 256;

const module = new ModuleBuilder({ memory: { min: 1 } });
const one = module.func('one', ['i32', 'i32'], []);
{
  const c = [0, 1, 2, 3].map((k) => {
    const local = one.local('i32');
    one
      .push('i32.const', 0)
      .push('i32.load', { offset: IN + 4 * k })
      .push('local.set', local);
    return local;
  });
  const words = emitPhilox1(one, { c0: c[0]!, c1: c[1]!, c2: c[2]!, c3: c[3]!, k0: 0, k1: 1 });
  words.forEach((w, k) =>
    one
      .push('i32.const', 0)
      .push('local.get', w)
      .push('i32.store', { offset: OUT + 4 * k }),
  );
}
const four = module.func('four', ['i32', 'i32'], []);
{
  const shared = (k: number): number => {
    const local = four.local('i32');
    four
      .push('i32.const', 0)
      .push('i32.load', { offset: IN + 4 * k })
      .push('local.set', local);
    return local;
  };
  const [c0, c1, c3] = [shared(0), shared(1), shared(3)];
  const c2 = four.local('v128');
  for (const lane of [0, 1, 2, 3]) {
    four.push('i32.const', 0).push('local.get', c2);
    four.push('v128.load32_lane', { offset: IN + 16 * lane + 8 }, lane).push('local.set', c2);
  }
  const parts = emitParts(four, { c1, c2, k0: 0 });
  const blocks = emitRest(four, emitBegin(four, { c0, c3, k0: 0, k1: 1 }), parts);
  blocks.forEach((w, k) =>
    four
      .push('i32.const', 0)
      .push('local.get', w)
      .push('v128.store', { offset: OUT + 16 * k }),
  );
}
module.export('one', one).export('four', four).verify();
const memory = new WebAssembly.Memory({ initial: 1 });
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.encode()), { env: { memory } });
const words = new Uint32Array(memory.buffer);

/** Words of the blocks at `counters`, computed by an exported function. */
function emitted(name: 'one' | 'four', counters: readonly (readonly number[])[], key: readonly number[]): number[] {
  words.set(counters.flat(), IN / 4);
  (exports[name] as (k0: number, k1: number) => void)(key[0]!, key[1]!);
  return [...words.subarray(OUT / 4, OUT / 4 + 4 * counters.length)];
}

const word = fc.oneof(fc.nat(0xffffffff), fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff));
const block = fc.tuple(word, word, word, word);
const key = fc.tuple(word, word);

describe('Philox in WebAssembly', () => {
  // The known-answer vectors that Salmon and others publish with Random123 for philox4x32-10.
  test.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [Array(4).fill(0xffffffff), Array(2).fill(0xffffffff), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('answers counter %j with key %j as published', (counter, k, answer) => {
    expect(emitted('one', [counter], k)).toEqual(answer);
    expect(emitted('four', [counter, counter, counter, counter], k)).toEqual([answer, answer, answer, answer].flat());
  });

  test('one block is core’s block, for any counter and key', () => {
    fc.assert(
      fc.property(block, key, (c, k) => {
        expect(emitted('one', [c], k)).toEqual([...philox4x32(...c, ...k)]);
      }),
      { numRuns: 2000 },
    );
  });

  test('four blocks at once, which differ in one word, are the four blocks, each whole and in its own vector', () => {
    fc.assert(
      fc.property(fc.tuple(word, word, word), fc.tuple(word, word, word, word), key, ([c0, c1, c3], c2, k) => {
        const c = c2.map((own) => [c0, c1, own, c3] as const);
        expect(emitted('four', c, k)).toEqual(c.flatMap((b) => [...philox4x32(...b, ...k)]));
      }),
      { numRuns: 2000 },
    );
  });
});

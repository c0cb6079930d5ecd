/** Which pairs a chance p joins: gaps are geometric, one random word for each, whatever way they are found in. */
import { philox4x32 } from '@neuroloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectPairs } from '../../src/compile/connectivity.ts';

/** Row by row as it is defined: a gap of floor(log(1 - u) / log(1 - p)) columns, then a synapse. */
function defined(p: number, rows: number, columns: number, seed: number, node: number): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const targets: number[] = [];
    for (let column = -1, drawn = 0; ; drawn++) {
      const word = philox4x32(drawn >>> 2, row, 0, 0x636f6e6e, seed, node)[drawn & 3]!;
      column += 1 + Math.floor(Math.log(1 - (word + 0.5) * 2 ** -32) * (1 / Math.log1p(-p)));
      if (column >= columns) return targets;
      targets.push(column);
    }
  });
}

function drawn(p: number, rows: number, columns: number, seed: number, node: number): number[][] {
  const { start, target } = connectPairs({ rule: 'probability', by: 'p' }, p, rows, columns, seed, node);
  return Array.from({ length: rows }, (_, row) => [...target.subarray(start[row], start[row + 1])]);
}

describe('pairs that are joined by chance', () => {
  it('are those of the definition, for any chance', () => {
    const chance = fc.oneof(
      fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
      fc.double({ min: -14, max: 0, noNaN: true }).map((e) => Math.min(1 - 2 ** -53, 2 ** e)),
      fc.constantFrom(0.5, 0.25, 1 / 3, 0.1, 0.02, 2 ** -53, 1 - 2 ** -53),
    );
    fc.assert(
      fc.property(chance, fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.nat(), (p, columns, seed, node) => {
        expect(drawn(p, 4, columns, seed, node)).toEqual(defined(p, 4, columns, seed, node));
      }),
      { numRuns: 300 },
    );
  });

  it('are those of the definition among half a million', () => {
    for (const p of [0.02, 0.1, 0.35]) expect(drawn(p, 500, 2000, 1, 2)).toEqual(defined(p, 500, 2000, 1, 2));
  });
});

import type { TrialMark } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { liveBlocks } from '../../src/compile/shrink.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { barsGraph } from '../support/digits.ts';

const mark: TrialMark = { id: 0, sample: 0, attempt: 0, stage: 'assign', of: 1, frozen: true };

describe('live blocks', () => {
  const space = { name: 's', rows: 3, columns: 6, stride: 8, sparse: null, delay: 1 };
  it('are those with a synapse left, without looking at padding', () => {
    const mask = Float32Array.from({ length: 24 }, () => 0);
    mask[3] = 1; // row 0, column 3: first block
    mask[8 + 5] = 1; // row 1, column 5: second block
    mask[16 + 6] = 1; // row 2, beyond its columns
    expect(liveBlocks(space, mask)).toEqual({ start: Int32Array.of(0, 1, 2, 2), column: Int32Array.of(0, 4) });
  });
  it('are not listed while nothing is missing', () => {
    expect(liveBlocks(space, new Float32Array(24).fill(1))).toBeNull();
  });
});

describe('a pruned network', () => {
  it('computes what the whole one with zero weights computes, over fewer blocks', async () => {
    const c = compile(barsGraph(), nodes, { sampleLengths: new Map([['enc.x', 64]]) });
    const held = new Map([['enc.x', new Float32Array(64).fill(0.8)], ['input.learn', Float32Array.of(1)], ['exc.learn', Float32Array.of(1)]]);
    const planes = await Promise.all([0, 1].map(async () => new TickPlane(c, await wasm.instantiate(c.program, c.layout))));
    for (const p of planes) p.begin(mark, held, ['prune.prune']);
    expect(await planes[1]!.fit(wasm)).toBe(true);
    const live = planes[1]!.compiled.program.spaces.get('input')!.live!;
    expect(live.column.length).toBeLessThan(64 * 4);
    for (const p of planes) p.ticks(0, 400);
    for (const name of ['input.w', 'exc.V', 'exc.theta', 'count.n', 'stdp.r1']) {
      const [whole, left] = planes.map((p) => p.read(p.readable(name)));
      expect(left, name).toEqual(whole);
    }
    expect(planes[0]!.read(planes[0]!.readable('count.n')).reduce((a, b) => a + b)).toBeGreaterThan(5);
    // Half of the 64 × 13 weights are gone, and stay gone while the rest learn.
    const w = planes[1]!.read(planes[1]!.readable('input.w'));
    expect(w.filter((x) => x === 0).length).toBeGreaterThanOrEqual((64 * 13) / 2);
  });
});

import type { TrialMark } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { liveStretches } from '../../src/compile/shrink.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { barsGraph } from '../support/digits.ts';

const mark: TrialMark = { id: 0, sample: 0, attempt: 0, stage: 'assign', of: 1, frozen: true };

describe('live stretches', () => {
  const space = { name: 's', rows: 3, columns: 38, stride: 40, sparse: null, delay: 1 };
  it('are whole vectors with a synapse left, joined over short gaps, without looking at padding', () => {
    const mask = new Float32Array(120);
    mask[3] = 1; // row 0: vectors 0 and 3, two dead ones between
    mask[13] = 1;
    mask[40] = 1; // row 1: vectors 0 and 9, far apart
    mask[40 + 37] = 1;
    mask[80 + 38] = 1; // row 2: beyond its columns
    expect(liveStretches(space, mask)).toEqual({
      start: Int32Array.of(0, 1, 3, 3),
      from: Int32Array.of(0, 0, 36),
      to: Int32Array.of(16, 4, 40),
    });
  });
  it('are not listed while nothing is missing', () => {
    expect(liveStretches(space, new Float32Array(120).fill(1))).toBeNull();
  });
});

describe('a pruned network', () => {
  it('computes what the whole one with zero weights computes, over what is left', async () => {
    const c = compile(barsGraph(), nodes, { sampleLengths: new Map([['enc.x', 64]]) });
    const held = new Map([
      ['enc.x', new Float32Array(64).fill(0.8)],
      ['input.learn', Float32Array.of(1)],
      ['exc.learn', Float32Array.of(1)],
    ]);
    const planes = await Promise.all(
      [0, 1].map(async () => new TickPlane(c, await wasm.instantiate(c.program, c.layout))),
    );
    for (const p of planes) p.begin(mark, held, ['prune.prune']);
    expect(await planes[1]!.fit(wasm)).toBe(true);
    const live = planes[1]!.compiled.program.spaces.get('input')!.live!;
    expect(live.to.reduce((n, to, k) => n + to - live.from[k]!, 0)).toBeLessThan(64 * 16);
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

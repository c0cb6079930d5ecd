import type { TrialMark } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { liveStretches } from '../../src/compile/shrink.ts';
import { leavesKept } from '../../src/compile/still.ts';
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

describe('a network without some of its neurons', () => {
  it('computes what the whole one computes when those are never reached', async () => {
    const c = compile(barsGraph(), nodes, { sampleLengths: new Map([['enc.x', 64]]) });
    const held = new Map([
      ['enc.x', new Float32Array(64).fill(0.8)],
      ['input.learn', Float32Array.of(1)],
      ['exc.learn', Float32Array.of(1)],
      ['drop.learn', Float32Array.of(1)],
    ]);
    const [whole, left] = (await Promise.all(
      [0, 1].map(async () => new TickPlane(c, await wasm.instantiate(c.program, c.layout))),
    )) as [TickPlane, TickPlane];
    for (const p of [whole, left]) {
      const fired = new Float32Array(p.machine.memory, c.layout.buffers.get('drop.fired'), 13);
      fired.set(fired.map((_, k) => 1 + ((k * 5) % 13)));
      p.begin(mark, held, ['drop.prune']);
    }
    const kept = whole.read(whole.readable('drop.kept'));
    const w = new Float32Array(whole.machine.memory, c.layout.buffers.get('input.w'), 64 * 16);
    for (let k = 0; k < w.length; k++) if (kept[k % 16] === 0) w[k] = 0;
    await left.fit(wasm);
    const { program } = left.compiled;
    expect(kept.filter((x) => x === 0).length).toBe(3);
    expect(program.buffers.get('exc.V')!.length).toBe(10);
    expect(program.spaces.get('input')).toMatchObject({ rows: 64, columns: 10 });
    for (let tick = 0; tick < 400; tick++) {
      for (const p of [whole, left]) p.ticks(tick, tick + 1);
      expect([...left.fired('exc.spikes', tick)], `at ${tick}`).toEqual([...whole.fired('exc.spikes', tick)]);
    }
    for (const name of ['input.w', 'count.n', 'stdp.r1', 'exc.theta', 'exc.V']) {
      const [a, b] = [whole, left].map((p) => p.read(p.readable(name))) as [Float32Array, Float32Array];
      expect(b, name).toEqual(a.map((x, k) => (name !== 'stdp.r1' && kept[k % 13] === 0 ? 0 : x)));
    }
    expect([...whole.read(whole.readable('count.n'))].reduce((a, b) => a + b)).toBeGreaterThan(5);
    // What is kept for a checkpoint is the whole again.
    expect((await left.snapshot()).length).toBe(c.layout.bytes);
  });

  it('is refused where elements are not interchangeable', () => {
    const { nodes: all, wires, ...graph } = barsGraph();
    const params = { size: 13, v_init: 'v_rest + 1 mV * index(neuron)' };
    const numbered = {
      ...graph,
      nodes: {
        ...all,
        exc: { type: 'population/lif-coba', version: 1, params },
        input: { ...all['input']!, params: { scale: '1 nS' } },
        lateral: { ...all['lateral']!, params: { w: '1 nS' } },
      },
      wires: wires.filter((w) => w.to !== 'exc.learn'),
    };
    expect(() => compile(numbered, nodes, { sampleLengths: new Map([['enc.x', 64]]) })).toThrow(
      /cannot remove elements of .*: exc init V depends on its number; prune synapses there instead/,
    );
  });
});

describe('what is kept between trials', () => {
  const { program } = compile(barsGraph(), nodes, { sampleLengths: new Map([['enc.x', 64]]) });
  const learning = (on: Record<string, number>): Map<string, number> => new Map(Object.entries(on));
  it('stays while every rule that writes it is told not to learn', () => {
    expect(leavesKept(program, learning({ 'input.learn': 0, 'exc.learn': 0, 'drop.learn': 0 }))).toBe(true);
  });
  it('may change as soon as one of them learns, or is not known to rest', () => {
    expect(leavesKept(program, learning({ 'input.learn': 1, 'exc.learn': 0, 'drop.learn': 0 }))).toBe(false);
    expect(leavesKept(program, learning({ 'input.learn': 0, 'exc.learn': 1, 'drop.learn': 0 }))).toBe(false);
    expect(leavesKept(program, learning({ 'input.learn': 0, 'exc.learn': 0 }))).toBe(false);
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
    expect([...planes[0]!.read(planes[0]!.readable('count.n'))].reduce((a, b) => a + b)).toBeGreaterThan(5);
    // Half of the 64 × 13 weights are gone, and stay gone while the rest learn.
    const w = planes[1]!.read(planes[1]!.readable('input.w'));
    expect(w.filter((x) => x === 0).length).toBeGreaterThanOrEqual((64 * 13) / 2);
  });
});

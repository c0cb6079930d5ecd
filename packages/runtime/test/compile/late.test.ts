/** Signals that arrive some ticks late, against sums written out by hand. */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import { wasm } from '../../src/targets/wasm/run.ts';

const SIZE = 5;
const equations = (definition: Record<string, unknown>): GraphDocument['nodes'][string] => ({
  type: 'equations',
  version: 1,
  params: {},
  definition: {
    title: 'Test',
    summary: 'For a test.',
    params: { size: { kind: 'count', default: SIZE } },
    axes: { neuron: 'size' },
    ...definition,
  },
});
const graphOf = (params: Record<string, ParamValue>, precision: 'f32' | 'f64'): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  precision,
  time: { dt: '1 ms', duration: '60 ms' },
  nodes: {
    clock: equations({
      outputs: { y: { kind: 'signal', unit: 1 } },
      state: { n: 0 },
      flow: { n: '1 / 1 ms' },
      emit: { y: 'n + index(neuron)' },
    }),
    p: {
      type: 'projection/rate-dense',
      version: 1,
      params: { w_init: 'index(pre) == index(post) ? 1 : 0', ...params },
    },
    sum: equations({ inputs: { x: { kind: 'signal', unit: 1 } }, state: { s: 0 }, flow: { s: 'x / 1 ms' } }),
  },
  wires: [
    { from: 'clock.y', to: 'p.x' },
    { from: 'p.y', to: 'sum.x' },
  ],
});

describe.each([0, 1, 2, 3, 17])('a signal %i steps late', (late) => {
  it.each([
    ['reference', reference, 'f32'],
    ['wasm', wasm, 'f32'],
    ['wasm', wasm, 'f64'],
  ] as const)('on %s', async (_, target, precision) => {
    const c = compile(graphOf({ delay: late }, precision), nodes);
    const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
    // The second trial hears nothing of the first.
    for (const ticks of [10 + late, 50]) {
      plane.begin(null, new Map(), []);
      const expected = Array.from({ length: SIZE }, () => 0);
      for (let tick = 0; tick < ticks; tick++) {
        plane.ticks(tick, tick + 1);
        // All are whole numbers, so sums are exact. The clock shows 1 at its first tick.
        if (tick >= late) expected.forEach((x, k) => (expected[k] = x + (tick - late + 1) + k));
        expect([...plane.read(plane.readable('sum.s'))]).toEqual(expected);
      }
    }
  });
});

it('a loop of signals goes round once in its delay', async () => {
  const graph = graphOf({ delay: 4 }, 'f32');
  const inner = {
    ...graph.nodes,
    sum: equations({
      inputs: { x: { kind: 'signal', unit: 1 } },
      outputs: { z: { kind: 'signal', unit: 1 } },
      state: { s: 1 },
      flow: { s: 'x / 1 ms' },
      emit: { z: 's' },
    }),
  };
  const rest = { p: graph.nodes['p']!, sum: inner.sum };
  const loop = {
    ...graph,
    nodes: rest,
    wires: [
      { from: 'sum.z', to: 'p.x' },
      { from: 'p.y', to: 'sum.x' },
    ],
  };
  const c = compile(loop, nodes);
  const plane = new TickPlane(c, await wasm.instantiate(c.program, c.layout));
  plane.begin(null, new Map(), []);
  // s(n) = s(n - 1) + s(n - 4), as rabbits that take four months.
  const s = [1];
  for (let tick = 0; tick < 40; tick++) {
    s.push(s[tick]! + (tick >= 4 ? s[tick - 3]! : 0));
    plane.ticks(tick, tick + 1);
    expect(plane.read(plane.readable('sum.s'))[0]).toBe(s[tick + 1]);
  }
});

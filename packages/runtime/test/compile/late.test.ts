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

const targets = [
  ['reference', reference, 'f32'],
  ['wasm', wasm, 'f32'],
  ['wasm', wasm, 'f64'],
] as const;

describe.each(targets)('on %s, what is heard late of what one changes oneself', (_, target, precision) => {
  it.each([0, 1, 2, 5])('teaches a projection by what it said %i steps ago', async (late) => {
    const graph = graphOf({}, precision);
    const c = compile(
      {
        ...graph,
        nodes: {
          one: equations({ outputs: { y: { kind: 'signal', unit: 1 } }, emit: { y: '1' } }),
          p: {
            type: 'projection/rate-dense',
            version: 1,
            params: { delay: late, w_init: 'index(pre) == index(post) ? 1 : 0', w_max: 1e6 },
          },
          sum: graph.nodes['sum']!,
          rule: {
            type: 'equations',
            version: 1,
            params: {},
            definition: {
              title: 'Test',
              summary: 'For a test.',
              inputs: { y: { kind: 'signal', unit: 1, axis: 'post' } },
              outputs: { dw: { kind: 'dw', unit: 1 }, step: { kind: 'spikes', axis: 'post' } },
              emit: { step: 'y >= 0' },
              on: { step: { dw: 'index(pre) == index(post) ? y : 0' } },
            },
          },
        },
        wires: [
          { from: 'one.y', to: 'p.x' },
          { from: 'p.y', to: 'sum.x' },
          { from: 'p.y', to: 'rule.y' },
          { from: 'rule.dw', to: 'p.dw' },
        ],
      },
      nodes,
    );
    const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
    plane.begin(null, new Map(), []);
    // w(n + 1) = w(n) + w(n - late), for y(n) = w(n): doubling, and Fibonacci's numbers where a step lies between.
    const w = [1];
    for (let tick = 0; tick < 18; tick++) {
      w.push(w[tick]! + (tick >= late ? w[tick - late]! : 0));
      plane.ticks(tick, tick + 1);
      expect(plane.read(plane.readable('p.w'))[0]).toBe(w[tick + 1]);
    }
  });

  it.each([
    [1, 1],
    [1, 2],
    [3, 1],
    [4, 7],
  ])('goes round two nodes that hear one another %i and %i steps late', async (a, b) => {
    const graph = graphOf({}, precision);
    const hears = (late: number): GraphDocument['nodes'][string] =>
      equations({
        params: { size: { kind: 'count', default: SIZE }, delay: { kind: 'ticks', default: late, min: 0 } },
        inputs: { x: { kind: 'signal', unit: 1 } },
        outputs: { y: { kind: 'signal', unit: 1 } },
        emit: { y: 'x + 1' },
      });
    const doc = {
      ...graph,
      nodes: { p: hears(a), q: hears(b) },
      wires: [
        { from: 'p.y', to: 'q.x' },
        { from: 'q.y', to: 'p.x' },
      ],
    };
    const c = compile(doc, nodes);
    const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
    plane.begin(null, new Map(), []);
    const [p, q]: [number[], number[]] = [[], []];
    for (let tick = 0; tick < 30; tick++) {
      p.push((q[tick - b] ?? 0) + 1);
      q.push((p[tick - a] ?? 0) + 1);
      plane.ticks(tick, tick + 1);
      expect([plane.read(plane.readable('p.y'))[0], plane.read(plane.readable('q.y'))[0]]).toEqual([p[tick], q[tick]]);
    }
  });
});

/** Counts of steps are kept as deadlines; what is read of them, everywhere, is what counting down would give. */
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import { wasm } from '../../src/targets/wasm/run.ts';

const SIZE = 6;
const FIRST = 4;
/** Element i is set at i + 3, and every 5 + 2 i ms from then on: some before they are done counting, some long after. */
const isSet = (i: number, tick: number): boolean => tick >= i + 3 && (tick - i - 3) % (5 + 2 * i) === 0;

const graphOf = (hold: string): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '1 ms', duration: '60 ms' },
  nodes: {
    clock: {
      type: 'source/pulses',
      version: 1,
      params: {
        size: SIZE,
        start: '1 ms * (index(neuron) + 3)',
        period: '1 ms * (5 + 2 * index(neuron))',
        number: '1e6',
      },
    },
    count: {
      type: 'equations',
      version: 1,
      params: {},
      definition: {
        title: 'Counts',
        summary: 'Adds up, tick by tick, what is left and what it compares to.',
        params: { size: { kind: 'count', default: SIZE, doc: 'How many' } },
        axes: { neuron: 'size' },
        inputs: { pre: { kind: 'spikes', doc: 'Begins to count' } },
        state: {
          left: { kind: 'steps', init: FIRST, doc: 'Steps left' },
          ...Object.fromEntries(
            ['sum', 'gt', 'le', 'eq', 'ne', 'ge3'].map((s) => [s, { init: 0, doc: 'Sum over ticks' }]),
          ),
        },
        flow: {
          sum: 'left / 1 ms',
          gt: '(left > 0 ? 1 : 0) / 1 ms',
          le: '(left <= 0 ? 1 : 0) / 1 ms',
          eq: '(left == 0 ? 1 : 0) / 1 ms',
          ne: '(left != 0 ? 1 : 0) / 1 ms',
          ge3: '(left >= 3 ? 1 : 0) / 1 ms',
        },
        on: { pre: { left: hold } },
      },
    },
  },
  wires: [{ from: 'clock.spikes', to: 'count.pre' }],
});

/** Counts down, one tick at a time. */
function counted(hold: number, ticks: number) {
  const left = new Int32Array(SIZE).fill(FIRST);
  const sums = { sum: 0, gt: 0, le: 0, eq: 0, ne: 0, ge3: 0 };
  const all = Array.from({ length: SIZE }, () => ({ ...sums }));
  const each: number[][] = [];
  for (let tick = 0; tick < ticks; tick++) {
    for (let i = 0; i < SIZE; i++) {
      if (left[i]! > 0) left[i]!--;
      if (isSet(i, tick)) left[i] = Math.max(0, hold);
      const x = left[i]!;
      const is = { sum: x, gt: x > 0, le: x <= 0, eq: x === 0, ne: x !== 0, ge3: x >= 3 };
      for (const [name, value] of Object.entries(is)) all[i]![name as keyof typeof sums] += Number(value);
    }
    each.push([...left]);
  }
  return { all, each };
}

const start = async (target: typeof wasm, hold: string): Promise<TickPlane> => {
  const c = compile(graphOf(hold), nodes);
  const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
  plane.begin(null, new Map(), []);
  return plane;
};
const read = (plane: TickPlane, s: string): number[] => [...plane.read(plane.readable(`count.${s}`))];

describe.each([
  ['wasm', wasm],
  ['reference', reference],
] as const)('a count of steps on %s', (_, target) => {
  it.each([
    ['ticks(8 ms)', 8],
    ['ticks(1 ms)', 1],
    ['0', 0],
    ['-5', -5],
  ])('set to %s is read as if it were counted down', async (text, hold) => {
    const plane = await start(target, text);
    const { all, each } = counted(hold, 60);
    const picked: number[] = [];
    for (let tick = 0; tick < 60; tick++) {
      plane.ticks(tick, tick + 1);
      expect(read(plane, 'left'), `at ${tick}`).toEqual(each[tick]);
      plane.pick(plane.readable('count.left'), Uint32Array.of(0, 5), tick, picked);
    }
    expect(picked).toEqual(each.flatMap((x) => [x[0], x[5]]));
    // Whole numbers far below 2²⁴: sums of them are exact.
    for (const s of ['sum', 'gt', 'le', 'eq', 'ne', 'ge3'] as const)
      expect(read(plane, s), s).toEqual(all.map((x) => x[s]));
  });

  it('begins anew with each trial, and goes on where a snapshot was taken', async () => {
    const plane = await start(target, 'ticks(8 ms)');
    expect(read(plane, 'left')).toEqual(Array(SIZE).fill(FIRST));
    plane.ticks(0, 20);
    plane.begin(null, new Map(), []);
    expect(read(plane, 'left')).toEqual(Array(SIZE).fill(FIRST));
    plane.ticks(0, 20);
    const memory = await plane.snapshot();
    plane.ticks(20, 60);
    plane.restore(memory, new Map());
    plane.resume(null, 20, new Map());
    const { each } = counted(8, 60);
    expect(read(plane, 'left')).toEqual(each[19]);
    plane.ticks(20, 41);
    expect(read(plane, 'left')).toEqual(each[40]);
  });
});

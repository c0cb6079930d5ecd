/** `chance(p)`: happens as often as p says, in every form in which a target may draw it, and the same on each. */
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../src/compile/chances.ts';
import { compile } from '../../src/compile/compile.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import type { Target } from '../../src/targets/target.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { equationsGraph } from '../support/equations.ts';

type Precision = 'f32' | 'f64';

async function start(graph: GraphDocument, target: Target, precision: Precision, lengths = {}): Promise<TickPlane> {
  const c = compile({ ...graph, precision }, nodes, { sampleLengths: new Map(Object.entries(lengths)) });
  return new TickPlane(c, await target.instantiate(c.program, c.layout));
}

/** An input of 23 elements that is held, as images are: chances are what is shown. */
const shown = equationsGraph(
  {
    inputs: { x: 'signal' },
    outputs: { spikes: 'spikes' },
    emit: { spikes: 'chance(x)' },
  },
  {
    nodes: {
      digits: { type: 'source/dataset', version: 1, params: { name: 'mnist', part: 'train' } },
      schedule: { type: 'schedule/trials', version: 1, params: {} },
      count: { type: 'readout/spike-count', version: 1, params: {} },
    },
    wires: [
      { from: 'digits.data', to: 'schedule.train' },
      { from: 'schedule.image', to: 'cells.x' },
      { from: 'cells.spikes', to: 'count.spikes' },
      { from: 'count.count', to: 'schedule.response' },
    ],
  },
);
const SIZE = 23;
const heldChances = (x: readonly number[]) =>
  new Map([['cells.x', Float32Array.from({ length: SIZE }, (_, k) => x[k % x.length]!)]]);
const mark = (sample: number) => ({ id: sample, sample, attempt: 0, stage: 'train', of: 9, frozen: false });

/** Who fires in each of some ticks, which are run in stretches. */
function trains(plane: TickPlane, ticks: number, stretch: number): number[][] {
  const fired: number[][] = [];
  for (let tick = 0; tick < ticks; tick += stretch) {
    const end = Math.min(ticks, tick + stretch);
    plane.ticks(tick, end);
    for (let t = tick; t < end; t++) fired.push([...plane.fired('cells.spikes', t)]);
  }
  return fired;
}

describe.each(['f32', 'f64'] as const)('a held chance, in %s', (precision) => {
  const begin = async (target: Target, x: readonly number[], sample = 0): Promise<TickPlane> => {
    const plane = await start(shown, target, precision, { 'cells.x': SIZE });
    plane.begin(mark(sample), heldChances(x), []);
    return plane;
  };

  it('is tossed for many at once', async () => {
    const { program } = (await begin(wasm, [0.5])).compiled;
    expect(program.groups.get('tick')!.map((k) => chanceOf(k) !== null)).toContain(true);
  });

  // 1 / 1024 is decided by the first coin and another number, 3 / 256 and 1 / 2 by coins alone.
  it.each([[1 / 1024], [3 / 256], [0.0314], [0.5], [0.9999]])('happens with chance %f', async (p) => {
    const TICKS = 4000;
    const fired = trains(await begin(wasm, [p]), TICKS, 16);
    const [n, draws] = [fired.flat().length, TICKS * SIZE];
    // Four standard errors of a binomial count.
    expect(Math.abs(n - draws * p)).toBeLessThan(4 * Math.sqrt(draws * p * (1 - p)) + 1);
  });

  it('is that of each element and of each tick by itself', async () => {
    const [p, TICKS] = [0.25, 8000];
    const fired = trains(await begin(wasm, [p]), TICKS, 16);
    const rows = fired.map((ids) => Array.from({ length: SIZE }, (_, k) => Number(ids.includes(k)) - p));
    for (const [lag, shift] of [
      [0, 1],
      [0, 4],
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
      [1, 1],
    ] as const) {
      let sum = 0;
      let count = 0;
      for (let t = 0; t + lag < TICKS; t++)
        for (let k = 0; k + shift < SIZE; k++) {
          sum += rows[t]![k]! * rows[t + lag]![k + shift]!;
          count++;
        }
      // Of a product of two independent numbers of variance p (1 - p); four standard errors.
      expect(Math.abs(sum / count)).toBeLessThan((4 * p * (1 - p)) / Math.sqrt(count));
    }
  });

  it('never happens at 0 and below, and always at 1 and above', async () => {
    for (const ids of trains(await begin(wasm, [0, 1, -0.5, 1.5]), 600, 16))
      expect(ids).toEqual(Array.from({ length: SIZE }, (_, k) => k).filter((k) => k % 2 === 1));
  });

  it('is the same on the reference, in stretches of any length, from any tick', async () => {
    const x = [0, 0.02, 1 / 512, 0.4, 0, 0, 0, 0, 0.997, 0.02];
    const expected = trains(await begin(reference, x, 3), 64, 1);
    for (const stretch of [1, 3, 16]) expect(trains(await begin(wasm, x, 3), 64, stretch)).toEqual(expected);
    expect(expected.flat().length).toBeGreaterThan(0);
    const plane = await begin(wasm, x, 3);
    plane.ticks(41, 43);
    expect([...plane.fired('cells.spikes', 42)]).toEqual(expected[42]);
    plane.ticks(7, 8);
    expect([...plane.fired('cells.spikes', 7)]).toEqual(expected[7]);
  });

  it('is of what is shown now, and of this trial', async () => {
    const [a, b] = [await begin(reference, [0.3]), await begin(wasm, [0.3])];
    for (const plane of [a, b]) plane.ticks(0, 6);
    for (const plane of [a, b]) plane.hold(true);
    for (const plane of [a, b]) plane.ticks(6, 7);
    expect([...b.fired('cells.spikes', 6)]).toEqual([]);
    for (const plane of [a, b]) plane.hold(false);
    for (const plane of [a, b]) plane.ticks(7, 8);
    expect([...b.fired('cells.spikes', 7)]).toEqual([...a.fired('cells.spikes', 7)]);
    for (const plane of [a, b]) plane.begin(mark(1), heldChances([0.6]), []);
    for (const plane of [a, b]) plane.ticks(7, 8);
    expect([...b.fired('cells.spikes', 7)]).toEqual([...a.fired('cells.spikes', 7)]);
  });
});

describe.each(['f32', 'f64'] as const)('a chance that varies, in %s', (precision) => {
  it('is the same on the reference in emissions, flows and jumps', async () => {
    const graph = equationsGraph({
      params: { size: { kind: 'count', default: 37 } },
      axes: { neuron: 'size' },
      outputs: { spikes: 'spikes' },
      state: { x: '0.5 * rand()', y: '0', z: 'chance(0.3) ? 2 : 1' },
      flow: { x: '(chance(0.2 + x / 4) ? 0.5 : -x) / 10 ms', y: 'chance(x) and x > 0.1 ? 1 / (1 ms) : 0 / (1 ms)' },
      emit: { spikes: 'chance(x * x / z)' },
      on: { spikes: { x: 'chance(0.7) ? 0.1 : x', y: 'y + (chance(y / 100) ? 1 : 2)' } },
    });
    const [a, b] = [await start(graph, reference, precision), await start(graph, wasm, precision)];
    for (const plane of [a, b]) plane.begin(null, new Map(), []);
    for (let tick = 0; tick < 300; tick++) {
      for (const plane of [a, b]) plane.ticks(tick, tick + 1);
      for (const name of ['cells.x', 'cells.y', 'cells.z'])
        expect(b.read(b.readable(name)), `${name} at ${tick}`).toEqual(a.read(a.readable(name)));
      expect(b.fired('cells.spikes', tick)).toEqual(a.fired('cells.spikes', tick));
    }
    expect(new Set(a.read(a.readable('cells.z')))).toEqual(new Set([1, 2]));
  });

  it('happens as often as it says', async () => {
    const [p, TICKS, size] = [0.0123, 2000, 50];
    const graph = equationsGraph({
      params: { size: { kind: 'count', default: size } },
      axes: { neuron: 'size' },
      outputs: { spikes: 'spikes' },
      state: { n: '0' },
      emit: { spikes: `chance(${p} + 0 * n)` },
      on: { spikes: { n: 'n + 1' } },
    });
    const plane = await start(graph, wasm, precision);
    plane.begin(null, new Map(), []);
    plane.ticks(0, TICKS);
    const n = [...plane.read(plane.readable('cells.n'))].reduce((sum, x) => sum + x, 0);
    expect(Math.abs(n - TICKS * size * p)).toBeLessThan(4 * Math.sqrt(TICKS * size * p * (1 - p)));
  });
});

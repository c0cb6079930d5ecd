/**
 * The law of one meaning, in the grade *close*: after every tick, a graphics device holds the integers and the events
 * that wasm holds (which are the reference's, bit for bit), and reals that differ by rounding.
 */
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import type { Compiled } from '../../src/compile/compile.ts';
import { compile } from '../../src/compile/compile.ts';
import type { Program } from '../../src/program.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import type { Target } from '../../src/targets/target.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { claimGraphs, exampleGraphs, extraGraphs, sampleLengths } from '../support/graphs.ts';
import { softwareGpu, withoutGpu } from '../support/software-gpu.ts';

/** After two thirds of them the samples give way to a blank phase. */
const TICKS = 30;
/**
 * A tick is some tens of operations of 2^-24 each; a device may round a product and a sum once instead of twice. Thirty
 * ticks of such differences stay below 2^-17 of the largest value in a buffer. Subnormal numbers may be zero.
 */
const TOLERANCE = 2 ** -17;
/** Graphs whose formulas make more of a rounding, and why. */
const STEEP: Readonly<Record<string, number>> = {
  // Frequencies begin as a tangent beside its pole: one rounding of its argument becomes 636, and the phases follow.
  'population/kuramoto': 2 ** -8,
};
const SMALLEST = 2 ** -126;

async function start(c: Compiled, target: Target): Promise<TickPlane> {
  const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
  const held = new Map(
    c.program.held.map((h) => [h.port, Float32Array.from({ length: h.length }, (_, k) => ((k * 37) % 101) / 100)]),
  );
  const events = [...c.program.groups.keys()].filter((g) => g.startsWith('event:')).map((g) => g.slice(6));
  plane.begin({ id: 3, sample: 5, attempt: 1, stage: 'train', of: 9, frozen: false }, held, events);
  return plane;
}

/** A sum over everything is cut into shares: of so many numbers around 1, each addition rounds elsewhere. */
function summed(program: Program, buffer: string): number {
  const folds = [...program.groups.values()].flat().filter((k) => k.body.folds.some((f) => f.into === buffer));
  return Math.max(0, ...folds.map((k) => (k.loop.over === 'axis' ? k.loop.length : 0)));
}

/** What two machines that ran the same ticks do not agree on. */
async function differences(a: TickPlane, b: TickPlane, tick: number, tolerance: number): Promise<string[]> {
  const { program, layout } = a.compiled;
  await b.machine.apart!.pull([{ at: 0, bytes: layout.bytes }]);
  const found: string[] = [];
  for (const x of program.buffers.values()) {
    // Between the columns and the end of a padded row lies nothing that means anything.
    const space = x.space === undefined ? undefined : program.spaces.get(x.space)!;
    const meant = (k: number): boolean => !space || space.sparse !== null || k % space.stride < space.columns;
    const at = layout.buffers.get(x.name)!;
    const [p, q] = [a, b].map(({ machine }) =>
      x.type === 'int' ? new Int32Array(machine.memory, at, x.length) : new Float32Array(machine.memory, at, x.length),
    ) as [Int32Array, Int32Array] | [Float32Array, Float32Array] as [Float32Array, Float32Array];
    const largest = p.reduce((m, v) => (Number.isFinite(v) ? Math.max(m, Math.abs(v)) : m), 0);
    const allowed =
      x.type === 'int' ? 0 : tolerance * largest + SMALLEST + summed(program, x.name) * tolerance * 2 ** -6;
    const wrong = p.findIndex((v, k) => meant(k) && !Object.is(v, q[k]) && !(Math.abs(v - q[k]!) <= allowed));
    if (wrong >= 0) found.push(`${x.name}[${wrong}]: ${p[wrong]} and ${q[wrong]}`);
  }
  for (const name of tick < 0 ? [] : program.lists.keys()) {
    const [p, q] = [a.fired(name, tick), b.fired(name, tick)];
    if (p.join() !== q.join()) found.push(`${name}: ${p.join()} and ${q.join()}`);
  }
  return found;
}

/** `WEBGPU_LAWS=all` tries every claim's graph; otherwise one of each node is enough. */
const firstOfEach = claimGraphs.filter(
  ({ name }, k) => claimGraphs.findIndex((c) => c.name.split(':')[0] === name.split(':')[0]) === k,
);
const tried = process.env['WEBGPU_LAWS'] === 'all' ? claimGraphs : firstOfEach;

describe.each([
  { how: 'stage by stage', gpu: softwareGpu(), cases: [...extraGraphs, ...exampleGraphs, ...tried] },
  { how: 'resident in one workgroup', gpu: softwareGpu(true), cases: extraGraphs },
])(`$how${withoutGpu}`, ({ gpu, cases }) => {
  it.skipIf(!gpu).each(cases)('$name', { timeout: 120_000 }, async ({ name, graph }) => {
    if (graph.precision === 'f64') return;
    const tolerance = STEEP[name.split(':')[0]!] ?? TOLERANCE;
    const c = compile(graph, nodes, { sampleLengths: sampleLengths(graph) });
    const [a, b] = [await start(c, wasm), await start(c, gpu!)];
    expect(await differences(a, b, -1, tolerance)).toEqual([]);
    for (let tick = 0; tick < TICKS; tick++) {
      if (tick === (2 * TICKS) / 3) for (const plane of [a, b]) plane.hold(true);
      for (const plane of [a, b]) plane.ticks(tick, tick + 1);
      if (tick % 7 === 0 || tick === TICKS - 1)
        expect({ tick, differs: await differences(a, b, tick, tolerance) }).toEqual({ tick, differs: [] });
    }
    b.close();
  });
});

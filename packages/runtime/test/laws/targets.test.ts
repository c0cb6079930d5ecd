/** The law of one meaning: what wasm leaves in memory after every tick is what the reference leaves, bit for bit. */
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import type { Compiled } from '../../src/compile/compile.ts';
import { compile } from '../../src/compile/compile.ts';
import { realsAt } from '../../src/compile/memory.ts';
import { bytesOfReals } from '../../src/session/one-nan.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import type { Target } from '../../src/targets/target.ts';
import { emitModule } from '../../src/targets/wasm/emit.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { claimGraphs, exampleGraphs, extraGraphs, sampleLengths } from '../support/graphs.ts';

/** Elements that the reference interprets in a second or so. */
const WORK = 400_000;

async function start(c: Compiled, target: Target): Promise<TickPlane> {
  const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
  const held = new Map(
    c.program.held.map((h) => [h.port, Float32Array.from({ length: h.length }, (_, k) => ((k * 37) % 101) / 100)]),
  );
  const events = [...c.program.groups.keys()].filter((g) => g.startsWith('event:')).map((g) => g.slice(6));
  plane.begin({ id: 3, sample: 5, attempt: 1, stage: 'train', of: 9, frozen: false }, held, events);
  return plane;
}

/** Values of every buffer, without what lies between rows, and the ids that fired. */
function seen(plane: TickPlane, tick: number): Record<string, Uint8Array> {
  const { program, layout } = plane.compiled;
  const values = [...program.buffers.values()].map((b) => {
    const at = layout.buffers.get(b.name)!;
    const { memory } = plane.machine;
    if (b.type === 'int') return [b.name, new Uint8Array(memory, at, 4 * b.length)] as const;
    const s = b.space === undefined ? undefined : program.spaces.get(b.space)!;
    const all = realsAt(layout, memory, at, b.length);
    return [b.name, bytesOfReals(s && !s.sparse ? all.filter((_, k) => k % s.stride < s.columns) : all)] as const;
  });
  const fired = [...program.lists.keys()].map(
    (name) => [`list ${name}`, new Uint8Array(plane.fired(name, tick).slice().buffer)] as const,
  );
  return Object.fromEntries([...values, ...fired]);
}

const differs = (a: Record<string, Uint8Array>, b: Record<string, Uint8Array>): string[] =>
  Object.keys(a).filter((k) => Buffer.compare(a[k]!, b[k]!) !== 0);

describe.each([...exampleGraphs, ...extraGraphs, ...claimGraphs])('$name', ({ graph }) => {
  it.each(['f32', 'f64'] as const)(
    'leaves the same memory on wasm as on the reference, in %s',
    async (precision) => {
      const c = compile({ ...graph, precision }, nodes, { sampleLengths: sampleLengths(graph) });
      emitModule(c.program, c.layout).verify();
      const [a, b] = [await start(c, reference), await start(c, wasm)];
      expect(differs(seen(a, 0), seen(b, 0))).toEqual([]);
      const elements = [...c.program.buffers.values()]
        .filter((x) => x.space === undefined)
        .reduce((n, x) => n + x.length, 1);
      const ticks = Math.max(3, Math.min(300, Math.floor(WORK / elements)));
      for (let tick = 0; tick < ticks; tick++) {
        if (tick === Math.floor((2 * ticks) / 3)) for (const plane of [a, b]) plane.hold(true);
        for (const plane of [a, b]) plane.ticks(tick, tick + 1);
        if (tick % 7 === 0 || tick === ticks - 1)
          expect({ tick, differs: differs(seen(a, tick), seen(b, tick)) }).toEqual({ tick, differs: [] });
      }
    },
    60_000,
  );
});

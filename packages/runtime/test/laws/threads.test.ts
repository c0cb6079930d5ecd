/** The law of threads: what two or four of them leave in memory after every tick is what one leaves, bit for bit. */
import { setFlagsFromString } from 'node:v8';
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { afterAll, describe, expect, it } from 'vitest';
import type { Compiled } from '../../src/compile/compile.ts';
import { compile } from '../../src/compile/compile.ts';
import { dealOut } from '../../src/compile/shares.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { Crew } from '../../src/targets/wasm/crew.ts';
import { wasm, wasmRelaxed } from '../../src/targets/wasm/run.ts';
import { startTogether } from '../../src/targets/wasm/start.ts';
import { come, spawnHelper } from '../support/crew.ts';
import { claimGraphs, exampleGraphs, extraGraphs, sampleLengths } from '../support/graphs.ts';

// Node 20 has multiply-add behind a flag, which threads that start later share.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const crew = new Crew({ spawn: spawnHelper, threads: 4 });
afterAll(() => crew.close());

const TICKS = 240;

/** A trial with something to hear, begun. */
function begun(plane: TickPlane): TickPlane {
  const { held, groups } = plane.compiled.program;
  const samples = new Map(
    held.map((h) => [h.port, Float32Array.from({ length: h.length }, (_, k) => ((k * 37) % 101) / 100)]),
  );
  const events = [...groups.keys()].filter((g) => g.startsWith('event:')).map((g) => g.slice(6));
  plane.begin({ id: 3, sample: 5, attempt: 1, stage: 'train', of: 9, frozen: false }, samples, events);
  return plane;
}

async function inThreads(c: Compiled, threads: number, relaxed: boolean): Promise<TickPlane> {
  const machine = startTogether(c.program, c.layout, {
    relaxed,
    steadfast: true,
    shares: dealOut(c.program, threads),
    crew,
  });
  await come(machine);
  return begun(new TickPlane(c, machine));
}

/** All memory that is part of the layout, but notes of rests and their heads, which say nothing of the network. */
function seen({ compiled: { program, layout }, machine }: TickPlane, tick: number): Buffer[] {
  const bytes = (at: number, length: number): Buffer => Buffer.from(machine.memory, at, length);
  return [
    ...[...program.buffers.values()].map((b) =>
      bytes(layout.buffers.get(b.name)!, b.length * (b.type === 'int' ? 4 : layout.bytesPerReal)),
    ),
    ...[...layout.lists.values()].map((l) => {
      const slot = l.at + (tick % l.slots) * l.slotBytes;
      return bytes(slot, 16 + 4 * new Int32Array(machine.memory, slot, 1)[0]!);
    }),
  ];
}

/** Relaxed arithmetic is single precision with multiply-add: the machine's choice, and the same on all of its threads. */
type Arithmetic = 'f32' | 'f64' | 'relaxed';

/** With `alone`, one thread does every third stretch by itself. */
async function compare(graph: GraphDocument, threads: number, arithmetic: Arithmetic, alone = false): Promise<void> {
  const relaxed = arithmetic === 'relaxed';
  const precision = relaxed ? 'f32' : arithmetic;
  const c = compile({ ...graph, precision }, nodes, { sampleLengths: sampleLengths(graph) });
  if (dealOut(c.program, threads).steps.length === 0) return;
  const target = relaxed ? wasmRelaxed : wasm;
  const one = begun(new TickPlane(c, await target.instantiate(c.program, c.layout)));
  const many = await inThreads(c, threads, relaxed);
  for (let tick = 0, stretch = 1; tick < TICKS; tick += stretch, stretch = 1 + (stretch % 7)) {
    if (alone) many.machine.together!.off = stretch % 3 === 0;
    for (const plane of [one, many]) plane.ticks(tick, tick + stretch);
    const [a, b] = [seen(one, tick + stretch - 1), seen(many, tick + stretch - 1)];
    expect({ tick, differs: a.findIndex((x, k) => x.compare(b[k]!) !== 0) }).toEqual({ tick, differs: -1 });
  }
  many.close();
}

describe.each([...exampleGraphs, ...extraGraphs])('$name', ({ graph }) => {
  it.each([
    [2, 'f32'],
    [4, 'f32'],
    [3, 'f64'],
    [2, 'relaxed'],
    [4, 'relaxed'],
  ] as const)('leaves the same memory on %i threads, in %s', (threads, precision) =>
    compare(graph, threads, precision),
  );

  it('leaves the same memory where one thread takes over now and then', () => compare(graph, 2, 'f32', true));

  it('and in relaxed arithmetic', () => compare(graph, 2, 'relaxed', true));
});

/** Networks of claims that are large enough to be cut. */
const large = claimGraphs.filter(({ graph }) => {
  const { program } = compile(graph, nodes, { sampleLengths: sampleLengths(graph) });
  return [...program.lists.values()].some((l) => l.length > 32);
});

describe.each(large)('$name', ({ graph }) => {
  it('leaves the same memory on 2 threads', () => compare(graph, 2, 'f32'));
});

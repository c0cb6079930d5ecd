/** Buffers, bindings and pipelines of one machine. */
import { NeuroloomError } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import type { Emitted } from './emit.ts';

/** Words of the journal of followed values: enough for hundreds of ticks of thousands of neurons. */
const JOURNAL_WORDS = 2 ** 22;
const CLOCK_BYTES = 128 * 256;

/** WebGPU's flags, which are fixed numbers; their names are global in a page only. */
const USAGE = { copyFrom: 4, copyTo: 8, uniform: 64, storage: 128 } as const;
const COMPUTE = 4;

export interface Parts {
  readonly memory: GPUBuffer;
  readonly journal: GPUBuffer;
  readonly journalWords: number;
  readonly clock: GPUBuffer;
  readonly bindings: GPUBindGroup;
  /** By entry point. */
  readonly pipelines: ReadonlyMap<string, GPUComputePipeline>;
  close(): void;
}

export async function buildParts(device: GPUDevice, layout: Layout, emitted: Emitted): Promise<Parts> {
  const store = (bytes: number): GPUBuffer =>
    device.createBuffer({ size: Math.max(16, bytes), usage: USAGE.storage | USAGE.copyFrom | USAGE.copyTo });
  // One tick's worst case must fit, however large the network.
  const everyone = [...layout.lists.values()].reduce((n, l) => n + l.length + 8, 2 ** 14);
  const journalWords = Math.max(JOURNAL_WORDS, everyone);
  // Scopes are opened and closed without a wait between, so that nobody else's errors fall into them.
  device.pushErrorScope('out-of-memory');
  const memory = store(layout.bytes);
  const scratch = store(4 * emitted.own.scratchWords);
  const counters = store(4 * emitted.own.counterWords);
  const journal = store(4 * journalWords);
  const clock = device.createBuffer({ size: CLOCK_BYTES, usage: USAGE.uniform | USAGE.copyTo });
  const full = device.popErrorScope();
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code: emitted.code });
  const invalid = device.popErrorScope();
  const buffers = [memory, scratch, counters, journal];
  const bindGroupLayout = device.createBindGroupLayout({
    entries: [
      ...buffers.map((_, binding) => ({ binding, visibility: COMPUTE, buffer: { type: 'storage' as const } })),
      { binding: 4, visibility: COMPUTE, buffer: { type: 'uniform', hasDynamicOffset: true } },
    ],
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] });
  const pipelines = new Map<string, GPUComputePipeline>();
  if (await full) {
    throw new NeuroloomError({
      where: 'memory',
      what: `the graphics device could not give the ${Math.ceil(layout.bytes / 2 ** 20)} MiB that the network needs`,
      remedy: 'make the populations smaller, or use the target wasm',
    });
  }
  for (const t of emitted.own.tables) device.queue.writeBuffer(scratch, 4 * t.at, new Int32Array(t.words));
  const bindings = device.createBindGroup({
    layout: bindGroupLayout,
    entries: [
      ...buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      { binding: 4, resource: { buffer: clock, size: 16 } },
    ],
  });
  const make = async (entryPoint: string): Promise<void> => {
    pipelines.set(
      entryPoint,
      await device.createComputePipelineAsync({ layout: pipelineLayout, compute: { module, entryPoint } }),
    );
  };
  try {
    const error = await invalid;
    if (error) throw new Error(error.message);
    await Promise.all([...entriesOf(emitted)].map(make));
  } catch (error) {
    throw new NeuroloomError({
      where: 'webgpu',
      what: `the device refused the program: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'use the target wasm, and report this',
    });
  }
  return {
    memory,
    journal,
    journalWords,
    clock,
    bindings,
    pipelines,
    close: () => [...buffers, clock].forEach((b) => b.destroy()),
  };
}

function entriesOf(emitted: Emitted): Set<string> {
  const entries = new Set<string>(emitted.resident ? ['resident'] : ['follow_tick']);
  for (const [group, steps] of emitted.groups)
    if (group !== 'tick' || !emitted.resident) for (const s of steps) entries.add(s.entry);
  return entries;
}

/** Compiles an emitted module and makes it a machine. */
import { NeuroloomError } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { realsAt } from '../../compile/memory.ts';
import type { Group, Program } from '../../program.ts';
import { began } from '../../session/phases.ts';
import type { Machine, Target } from '../target.ts';
import { emitModule } from './emit.ts';

export const wasm: Target = {
  name: 'wasm',
  reach: 2 ** 32,
  async instantiate(program: Program, layout: Layout): Promise<Machine> {
    const generated = began('generate');
    const bytes = emitModule(program, layout).encode();
    generated();
    const memory = takeMemory(layout.bytes);
    // Values that a quantile is asked of lie behind a byte count.
    const quantile = (q: number): number => {
      const n = new Int32Array(memory.buffer, layout.scratch, 1)[0]! / layout.bytesPerReal;
      const sorted = realsAt(layout, memory.buffer, layout.scratch + 16, n)
        .slice()
        .sort();
      return sorted[Math.min(n - 1, Math.max(0, Math.floor(q * n)))] ?? 0;
    };
    const instantiated = began('instantiate');
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory, quantile } });
    instantiated();
    const exported = instance.exports as Record<string, (...args: number[]) => void>;
    return {
      memory: memory.buffer,
      run: (group: Group) => exported[group]?.(),
      ticks: (from, to) => exported['ticks']!(from, to),
    };
  },
};

function takeMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / 65536);
  try {
    return new WebAssembly.Memory({ initial: pages });
  } catch {
    throw new NeuroloomError({
      where: 'memory',
      what: `this machine could not give the ${Math.ceil(bytes / 2 ** 20)} MiB that the network needs`,
      remedy: 'make the populations smaller or connect them more sparsely',
    });
  }
}

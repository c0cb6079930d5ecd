/** Compiles an emitted module and makes it a machine. */
import { NeuroloomError } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { realsAt } from '../../compile/memory.ts';
import type { Group, Program } from '../../program.ts';
import { began } from '../../session/phases.ts';
import type { Machine, Target } from '../target.ts';
import { emitModule } from './emit.ts';
import { f32x4, ModuleBuilder } from './encode.ts';

export const wasm: Target = {
  name: 'wasm',
  reach: 2 ** 32,
  instantiate: (program, layout) => instantiate(program, layout, false),
};

/**
 * The same with multiply-add instructions, whose rounding is the machine's choice: faster, and of the grade
 * *close*. Its name stands in the receipt.
 */
export const wasmRelaxed: Target = {
  name: 'wasm-relaxed',
  reach: 2 ** 32,
  async instantiate(program, layout) {
    checkRelaxed(program, WebAssembly.validate(relaxedProbe()));
    return instantiate(program, layout, true);
  },
};

/** Refuses relaxed arithmetic where a result must be exact, and where the machine has none. */
export function checkRelaxed(program: Pick<Program, 'precision'>, available: boolean): void {
  if (program.precision === 'f64') {
    throw new NeuroloomError({
      where: 'relaxed',
      what: 'f64 is the exact mode, and the rounding of relaxed multiply-add is the machine’s choice',
      remedy: 'run it in f32, or on the target wasm',
    });
  }
  if (!available) {
    throw new NeuroloomError({
      where: 'relaxed',
      what: 'this WebAssembly has no relaxed SIMD',
      remedy:
        'use Chrome 114, Firefox 145, Node 22 or newer, start Node 20 with --experimental-wasm-relaxed-simd, or run on the target wasm',
    });
  }
}

/** The smallest module that needs the instruction. */
function relaxedProbe(): Uint8Array<ArrayBuffer> {
  const m = new ModuleBuilder();
  const f = m.func('madd', [], ['v128']);
  for (let k = 0; k < 3; k++) f.push('v128.const', f32x4(0));
  f.push('f32x4.relaxed_madd');
  return m.encode();
}

async function instantiate(program: Program, layout: Layout, relaxed: boolean): Promise<Machine> {
  const generated = began('generate');
  const bytes = emitModule(program, layout, { relaxed }).encode();
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
}

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

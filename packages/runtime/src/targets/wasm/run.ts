/** WebAssembly as a target: with exact arithmetic or relaxed, on one thread or on several. */
import { NeuroloomError } from '@neuroloom/core';
import { worthSharing } from '../../compile/cost.ts';
import type { Layout } from '../../compile/memory.ts';
import type { Program } from '../../program.ts';
import type { Machine, Target } from '../target.ts';
import { canShare, type Crew } from './crew.ts';
import { f32x4, ModuleBuilder } from './encode.ts';
import { start, startTogether } from './start.ts';

export const wasm: Target = {
  name: 'wasm',
  reach: 2 ** 32,
  instantiate: (program, layout) => instantiate(program, layout, false),
  on: (crew) => ({
    ...wasm,
    instantiate: (program, layout) => instantiate(program, layout, false, crew),
    close: () => crew.close(),
  }),
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
  on: (crew) => ({
    ...wasmRelaxed,
    async instantiate(program, layout) {
      checkRelaxed(program, WebAssembly.validate(relaxedProbe()));
      return instantiate(program, layout, true, crew);
    },
    close: () => crew.close(),
  }),
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

const instantiate = (program: Program, layout: Layout, relaxed: boolean, crew?: Crew): Promise<Machine> =>
  new Promise((done) => {
    const shares = crew && !crew.lost && canShare() ? worthSharing(program, crew.threads) : null;
    done(
      shares
        ? startTogether(program, layout, { relaxed, shares, crew: crew! })
        : start(program, layout, { relaxed }).machine,
    );
  });

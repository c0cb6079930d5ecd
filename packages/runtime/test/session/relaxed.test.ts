/** Relaxed multiply-add: asked for, named in the receipt, close to the exact result, and refused where it may not be. */
import { setFlagsFromString } from 'node:v8';
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { emitModule } from '../../src/targets/wasm/emit.ts';
import { checkRelaxed } from '../../src/targets/wasm/run.ts';
import { open, run } from '../support/run.ts';

// Node 20 has them behind a flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

/** Conductances that let each cell rise to a potential of its own, below threshold. */
const graph: GraphDocument = {
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '0.1 ms', duration: '50 ms' },
  nodes: {
    cells: {
      type: 'population/lif-coba',
      version: 1,
      params: { size: 7, tau_exc: '20 ms', g_exc_init: '0.2 nS + 0.2 nS * index(neuron)', g_inh_init: '1 nS' },
    },
  },
  wires: [],
};

/** A product is taken away from something. */
const logistic: GraphDocument = {
  ...graph,
  nodes: {
    growth: {
      type: 'equations',
      version: 1,
      params: {},
      definition: {
        title: 'Logistic growth',
        summary: 'For a test.',
        params: { size: { kind: 'count', default: 7 } },
        axes: { neuron: 'size' },
        state: { x: 0.1 },
        flow: { x: '(1 - x * x) / 5 ms' },
      },
    },
  },
};

async function membrane(target: string): Promise<number[]> {
  const session = await open(graph, { target });
  const values: number[] = [];
  session.probe({ node: 'cells', of: 'V' }).subscribe((f) => f.kind === 'signal' && values.push(...f.data));
  session.play();
  await session.result();
  return values;
}

describe('relaxed arithmetic', () => {
  it('emits multiply-add, which fits the stack, and only when asked', () => {
    for (const [of, emitted] of [
      [graph, /f32x4\.relaxed_madd/],
      [logistic, /f32x4\.relaxed_nmadd/],
    ] as const) {
      const { program, layout } = compile(of, nodes);
      const relaxed = emitModule(program, layout, { relaxed: true });
      relaxed.verify();
      expect(relaxed.wat()).toMatch(emitted);
      expect(emitModule(program, layout).wat()).not.toMatch(/relaxed/);
    }
  });

  it('is close to the exact result, and stands in the receipt', async () => {
    const [a, b] = [await membrane('wasm'), await membrane('wasm-relaxed')];
    expect(a).toHaveLength(500 * 7);
    expect(b).toHaveLength(a.length);
    // Each of 500 steps rounds some ten times, differently, by half a unit in the last place of 60 mV (2^-18 mV).
    for (const [k, v] of a.entries()) expect(Math.abs(b[k]! - v)).toBeLessThan(5000 * 2 ** -19);
    expect((await run(graph, { target: 'wasm-relaxed' })).receipt.target).toBe('wasm-relaxed');
  });

  it('is refused in f64, and where the machine has none', async () => {
    await expect(run({ ...graph, precision: 'f64' }, { target: 'wasm-relaxed' })).rejects.toThrow(
      /f64 is the exact mode/,
    );
    expect(() => checkRelaxed({ precision: 'f32' }, false)).toThrow(
      /has no relaxed SIMD[^]*Node 20 with --experimental/,
    );
  });
});

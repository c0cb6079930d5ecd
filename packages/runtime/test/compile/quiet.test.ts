/** Rules that visit the columns of those who have fired only, and leave memory as if they had visited all. */
import type { GraphDocument, Reals } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import { wasm } from '../../src/targets/wasm/run.ts';

/** Eighteen sources, seven of which fire, and a hundred cells of which those with strong synapses answer. */
const graphOf = (rule: string, params: Readonly<Record<string, string>> = {}): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 2,
  layout: {},
  time: { dt: '0.5 ms', duration: '1000 ms' },
  nodes: {
    drive: {
      type: 'source/pulses',
      version: 1,
      params: { size: 18, start: 'index(neuron) < 7 ? 2 ms * index(neuron) : 1e6 ms', period: '9 ms', number: '40' },
    },
    wire: {
      type: 'projection/dense',
      version: 1,
      params: { w_init: 'index(post) < 3 or index(post) == 50 ? 3 : 0.01 * rand()', w_max: '0.8' },
    },
    rule: { type: rule, version: 1, params },
    cells: {
      type: 'population/adaptive-lif',
      version: 1,
      params: { size: 100, tau_mem: '10 ms', theta_0: '0 mV', theta_plus: '0 mV' },
    },
  },
  wires: [
    { from: 'drive.spikes', to: 'wire.pre' },
    { from: 'wire.out', to: 'cells.exc' },
    { from: 'drive.spikes', to: 'rule.pre' },
    { from: 'cells.spikes', to: 'rule.post' },
    { from: 'rule.dw', to: 'wire.dw' },
  ],
});

async function start(graph: GraphDocument, target: typeof wasm): Promise<TickPlane> {
  const c = compile(graph, nodes);
  const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
  plane.begin(null, new Map(), []);
  return plane;
}

/** Rows that have been seen, and blocks of four columns that are stirred; null while nothing is noted. */
function notes(plane: TickPlane): { rows: number[]; blocks: number[] } | null {
  const [at] = [...plane.compiled.layout.quiets.values()];
  const { memory } = plane.machine;
  if (new Int32Array(memory, at!.at, 1)[0] === 0) return null;
  const set = (from: number, length: number): number[] =>
    [...new Uint8Array(memory, from, length)].flatMap((x, k) => (x ? [k] : []));
  return { rows: set(at!.seen, at!.rows), blocks: set(at!.stirred, at!.blocks) };
}

const weights = (plane: TickPlane): Reals => plane.read(plane.readable('wire.w'));

describe('quiet columns', () => {
  it.each(['plasticity/stdp-triplet-minimal', 'plasticity/stdp-pair', 'plasticity/stdp-inhibitory'])(
    'are left alone by %s, and come out as if they had been visited',
    async (rule) => {
      const graph = graphOf(rule);
      const [a, b] = [await start(graph, reference), await start(graph, wasm)];
      for (let tick = 0; tick < 400; tick++) {
        for (const plane of [a, b]) plane.ticks(tick, tick + 1);
        expect(weights(b), `weights after tick ${tick}`).toEqual(weights(a));
        expect(b.fired('cells.spikes', tick)).toEqual(a.fired('cells.spikes', tick));
      }
    },
  );

  it('are all but those of cells that have fired, in rows that have been seen twice', async () => {
    const plane = await start(graphOf('plasticity/stdp-triplet-minimal'), wasm);
    expect(notes(plane)).toBeNull();
    plane.ticks(0, 100);
    // The first visit cuts weights above the largest, so that only the second finds everything as it was.
    expect(notes(plane)).toEqual({ rows: [0, 1, 2, 3, 4, 5, 6], blocks: [0, 12] });
  });

  it('are all looked at again after a param has changed', async () => {
    const graph = graphOf('plasticity/stdp-triplet-minimal');
    const [a, b] = [await start(graph, reference), await start(graph, wasm)];
    for (const plane of [a, b]) {
      plane.ticks(0, 100);
      plane.setParam('wire.w_max', 0.005);
    }
    expect(notes(b)).toBeNull();
    for (const plane of [a, b]) plane.ticks(100, 200);
    expect(weights(b)).toEqual(weights(a));
    expect(Math.max(...weights(b).subarray(0, 700))).toBeLessThanOrEqual(Math.fround(0.005));
  });

  it('are not thought of where a rule looks at its source too', () => {
    const quiets = (rule: string): number => compile(graphOf(rule), nodes).program.quiets.size;
    expect([quiets('plasticity/stdp-pair'), quiets('plasticity/stdp-triplet')]).toEqual([1, 0]);
  });
});

import type { GraphDocument } from '@neuroloom/core';
import { parse } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { fading } from '../../src/compile/settle.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import { wasm } from '../../src/targets/wasm/run.ts';

/** Thirty-seven cells of which a few are driven now and then: the others have nothing to do. */
const graph: GraphDocument = {
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
      params: {
        size: 37,
        start: 'index(neuron) == 3 ? 20 ms : index(neuron) == 20 ? 55 ms : 1e6 ms',
        period: '90 ms',
        number: '4',
      },
    },
    wire: { type: 'projection/one-to-one', version: 1, params: { w: 20 } },
    cells: {
      type: 'population/adaptive-lif',
      version: 1,
      params: { size: 37, tau_mem: '10 ms', theta_0: '0 mV', theta_plus: '0 mV' },
    },
  },
  wires: [
    { from: 'drive.spikes', to: 'wire.pre' },
    { from: 'wire.out', to: 'cells.exc' },
  ],
};

async function start(target: typeof wasm): Promise<TickPlane> {
  const c = compile(graph, nodes);
  const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
  plane.begin(null, new Map(), []);
  return plane;
}

/** Blocks of four that are awake, or null while nothing is noted. */
function awake(plane: TickPlane): number[] | null {
  const [notes] = [...plane.compiled.layout.rests.values()];
  const { memory } = plane.machine;
  if (new Int32Array(memory, notes!.at, 1)[0] === 0) return null;
  return [...new Uint8Array(memory, notes!.at + 16, notes!.blocks)].flatMap((x, k) => (x ? [k] : []));
}

describe('elements at rest', () => {
  it('are left alone, wake by what reaches them, and come out as if they had been computed', async () => {
    const [a, b] = [await start(reference), await start(wasm)];
    const sizes = new Set<number>();
    let fired = 0;
    for (let tick = 0; tick < 1200; tick++) {
      for (const plane of [a, b]) plane.ticks(tick, tick + 1);
      fired += b.fired('cells.spikes', tick).length;
      expect(b.fired('cells.spikes', tick)).toEqual(a.fired('cells.spikes', tick));
      for (const s of ['V', 'g_e', 'g_i', 'theta', 'refr'])
        expect(b.read(b.readable(`cells.${s}`)), `${s} at ${tick}`).toEqual(a.read(a.readable(`cells.${s}`)));
      sizes.add(awake(b)?.length ?? -1);
      // Only the blocks of the two driven cells ever have something to do.
      expect([0, 5]).toEqual(expect.arrayContaining(awake(b) ?? []));
    }
    expect(fired).toBeGreaterThan(3);
    // Blocks come and go. Every 50 ms theta decays in a loop of its own, which disturbs nobody whose theta is 0.
    expect(sizes).toEqual(new Set([0, 1, 2]));
  });

  it('are all looked at again after a param has changed', async () => {
    const plane = await start(wasm);
    plane.ticks(0, 100);
    expect(awake(plane)).not.toBeNull();
    plane.setParam('cells.v_rest', -55);
    expect(awake(plane)).toBeNull();
    plane.ticks(100, 300);
    // Ten time constants later all but the driven ones are there.
    expect(plane.read(plane.readable('cells.V'))[30]).toBeCloseTo(-55, 2);
  });
});

describe('states that fade', () => {
  const flows = (f: Record<string, string>): string[] => [
    ...fading(new Map(Object.entries(f).map(([s, text]) => [s, parse(text)]))),
  ];
  it('are those whose flow is decay, alone or one into another', () => {
    expect(flows({ g: '-g / tau', h: '(g - h) / tau', V: '(E - V + h) / tau' })).toEqual(['g', 'h']);
    expect(flows({ x: 'refr > 0 ? 0 : -x / tau' })).toEqual(['x']);
  });
  it('are not those that something drives, or that bend', () => {
    expect(flows({ m: 'alpha * (1 - m) - beta * m', v: '-v ^ 2', u: 'I - u' })).toEqual([]);
  });

  it('stop at zero', async () => {
    const plane = await start(wasm);
    // The last pulse is at 325 ms. g_e halves with every tick, 2⁻¹⁰⁵ of it is below 1e-30, and a look is due every 16.
    plane.ticks(0, 650);
    expect(Math.max(...plane.read(plane.readable('cells.g_e')))).toBeGreaterThan(0);
    plane.ticks(650, 650 + 105 + 16);
    expect(new Set(plane.read(plane.readable('cells.g_e')))).toEqual(new Set([0]));
  });
});

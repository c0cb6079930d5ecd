/** Synapses that do not fit a processor's caches are fetched ahead, and delivered as any others. */
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { dealOut } from '../../src/compile/shares.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import { Crew } from '../../src/targets/wasm/crew.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { startTogether } from '../../src/targets/wasm/start.ts';
import { come, spawnHelper } from '../support/crew.ts';

const crew = new Crew({ spawn: spawnHelper, threads: 2 });
afterAll(() => crew.close());

const SIZE = 1100;

/** About 300 000 synapses: of 1100 sources, of which several dozen fire in a tick. */
const graphOf = (params: Readonly<Record<string, string>>, learns: boolean): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 4,
  layout: {},
  time: { dt: '0.5 ms', duration: '1000 ms' },
  nodes: {
    drive: {
      type: 'source/pulses',
      version: 1,
      params: { size: SIZE, start: 'mod(7 * index(neuron), 23) * 0.5 ms', period: '6 ms', number: '40' },
    },
    wire: { type: 'projection/sparse', version: 1, params: { p: 0.25, scale: 1, w_init: '0.02 * rand()', ...params } },
    ...(learns ? { rule: { type: 'plasticity/stdp-pair', version: 1, params: {} } } : {}),
    cells: { type: 'population/adaptive-lif', version: 1, params: { size: SIZE, tau_mem: '10 ms' } },
  },
  wires: [
    { from: 'drive.spikes', to: 'wire.pre' },
    { from: 'wire.out', to: 'cells.exc' },
    ...(learns
      ? [
          { from: 'drive.spikes', to: 'rule.pre' },
          { from: 'cells.spikes', to: 'rule.post' },
          { from: 'rule.dw', to: 'wire.dw' },
        ]
      : []),
  ],
});

/** The reference takes its time. */
const TICKS = 8;

describe.each([
  ['One weight and one delay', 'f32', 2, graphOf({ w_init: '0.02' }, false)],
  ['Weights that learn', 'f64', 1, graphOf({}, true)],
  ['Delays that differ', 'f32', 1, graphOf({ w_init: '0.02', delay: '0.5 ms + 2 ms * rand()' }, false)],
] as const)('%s, in %s', (_, precision, threads, graph) => {
  it(`arrive on wasm, on ${threads} threads at most, as on the reference`, { timeout: 60_000 }, async () => {
    const c = compile({ ...graph, precision }, nodes);
    // So many that their tables take more than what is thought to stay in caches.
    expect(c.program.spaces.get('wire')!.sparse!.synapses).toBeGreaterThan(2 ** 18);
    const planes = [
      new TickPlane(c, await reference.instantiate(c.program, c.layout)),
      new TickPlane(c, await wasm.instantiate(c.program, c.layout)),
    ];
    if (threads > 1) {
      const shares = dealOut(c.program, threads);
      const machine = startTogether(c.program, c.layout, { relaxed: false, steadfast: true, shares, crew });
      await come(machine);
      planes.push(new TickPlane(c, machine));
    }
    for (const plane of planes) {
      plane.begin(null, new Map(), []);
      plane.ticks(0, TICKS);
    }
    const [first, ...others] = planes.map((plane) =>
      ['cells.g_e', 'cells.V', 'wire.w'].map((name) => plane.read(plane.readable(name))),
    );
    expect(Math.max(...first![0]!)).toBeGreaterThan(0.1);
    for (const other of others) expect(other).toEqual(first);
    planes.at(-1)!.close();
  });
});

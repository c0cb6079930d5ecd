/** Memory beyond 2^31 bytes is memory like any other: no address is taken for a negative number. */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { wasm } from '../../src/targets/wasm/run.ts';

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});
/** A ring of spike lists that is long, wide, and never touched but for its counts, so that it takes no real memory. */
const ballast: GraphDocument['nodes'] = {
  clock: node('source/pulses', { size: 200_000, start: '1 s' }),
  late: node('projection/one-to-one', { w: '1 nA', delay: 3000 }),
  far: node('population/lif', { size: 200_000 }),
};
const graphOf = (heavy: boolean): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 5,
  layout: {},
  time: { dt: '0.1 ms', duration: '20 ms' },
  nodes: {
    ...(heavy ? ballast : {}),
    a: node('population/lif-cuba', { size: 37, v_rest: '-30 mV', t_ref: '1 ms' }),
    p: node('projection/sparse', { p: 0.3, w_init: 'rand()', scale: '0.5 mV', delay: '0.1 ms + 1 ms * rand()' }),
    q: node('projection/indegree', { k: 5, w_init: '0.5 * rand()', scale: '0.5 mV' }),
    rule: node('plasticity/stdp-pair'),
  },
  wires: [
    ...(heavy
      ? [
          { from: 'clock.spikes', to: 'late.pre' },
          { from: 'late.out', to: 'far.exc' },
        ]
      : []),
    { from: 'a.spikes', to: 'p.pre' },
    { from: 'p.out', to: 'a.exc' },
    { from: 'a.spikes', to: 'q.pre' },
    { from: 'q.out', to: 'a.inh' },
    { from: 'a.spikes', to: 'rule.pre' },
    { from: 'a.spikes', to: 'rule.post' },
    { from: 'rule.dw', to: 'q.dw' },
  ],
});

it('gives what it gives below', { timeout: 60_000 }, async () => {
  const [low, high] = await Promise.all(
    [false, true].map(async (heavy) => {
      const c = compile(graphOf(heavy), nodes);
      const at = c.layout.buffers.get('q.w')!;
      expect(at > 2 ** 31).toBe(heavy);
      const plane = new TickPlane(c, await wasm.instantiate(c.program, c.layout));
      plane.begin(null, new Map(), []);
      plane.ticks(0, 100);
      return ['a.V', 'a.refr', 'p.w', 'q.w', 'rule.x'].map((name) => [...plane.read(plane.readable(name))]);
    }),
  );
  expect(high).toEqual(low);
  expect(new Set(low![3]).size).toBeGreaterThan(100);
});

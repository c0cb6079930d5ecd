/** A probe of a session in another thread: every frame arrives whole, although each is moved and not copied. */
import type { Frame, GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { expect, it } from 'vitest';
import { localEngine } from '../../src/engine.ts';
import { remoteEngine } from '../../src/remote/connect.ts';
import { serve } from '../../src/remote/serve.ts';
import { barsHost } from '../support/digits.ts';
import { portPair } from '../support/ports.ts';

const graph: GraphDocument = {
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '1 ms', duration: '50 ms' },
  nodes: {
    signal: { type: 'source/signal', version: 1, params: { size: 3, value: 'index(neuron) + t / 1 s' } },
    units: { type: 'population/rate', version: 1, params: { size: 3 } },
  },
  wires: [{ from: 'signal.x', to: 'units.I' }],
};

it('frames after the first have their picks and values too', async () => {
  const [here, there] = portPair();
  serve(there, localEngine(nodes, barsHost));
  const session = await remoteEngine(() => here).open(graph, { target: 'wasm' });
  const frames: Frame[] = [];
  session.probe({ node: 'signal', of: 'x', picks: [2, 0] }).subscribe((f) => frames.push(f));
  for (let tick = 0; tick < 5; tick++) session.step('tick');
  session.play();
  await session.result();
  const signals = frames.flatMap((f) => (f.kind === 'signal' ? [f] : []));
  expect(signals.length).toBeGreaterThan(1);
  for (const f of signals) expect([...f.picks]).toEqual([2, 0]);
  expect(signals.flatMap((f) => [...f.data]).filter((_, k) => k % 2 === 0)).toEqual(
    Array.from({ length: 50 }, (_, tick) => Math.fround(2 + tick / 1000)),
  );
});

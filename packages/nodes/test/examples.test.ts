/** The example graphs: sound, runnable, and the digits are the network that the claims speak of. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Frame, GraphDocument } from '@neuroloom/core';
import { checkGraph, NeuroloomError, withParams, withProfile } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { createEngine } from 'neuroloom';
import { describe, expect, test } from 'vitest';
import { digitsNetwork, patternsNetwork } from '../src/claims.ts';
import { brunel } from '../src/claims/brunel.ts';
import { microcircuit } from '../src/claims/microcircuit.ts';
import { selfBalanced } from '../src/claims/self-balanced.ts';
import { voltageWindow } from '../src/claims/voltage-pairing.ts';

const folder = new URL('../../../examples/', import.meta.url);
const read = (file: string): GraphDocument => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as GraphDocument;
const files = readdirSync(folder).filter((f) => f.endsWith('.graph.json'));
const references = JSON.parse(readFileSync(new URL('../references.json', folder), 'utf8')) as Record<string, unknown>;

/** Small enough for a test where the graph has a schedule. */
const shortened = (graph: GraphDocument): GraphDocument =>
  graph.nodes['schedule']
    ? withParams(
        graph,
        [
          ['schedule.train', 3],
          ['schedule.assign', 3],
          ['schedule.test', 3],
        ],
        'test',
      )
    : graph;

describe.each(files)('%s', (file) => {
  const graph = read(file);

  test('has no problem, in any profile', () => {
    expect(checkGraph(graph, nodes)).toEqual([]);
    for (const profile of Object.keys(graph.profiles ?? {}))
      expect(checkGraph(withProfile(graph, profile), nodes)).toEqual([]);
  });

  test('says what it is, cites papers that are known, and places every node', () => {
    expect(graph.description).toMatch(/^[A-Z].{80,}\.$/s);
    expect((graph.cite ?? []).filter((key) => !(key in references))).toEqual([]);
    expect(Object.keys(graph.layout).sort()).toEqual(Object.keys(graph.nodes).sort());
  });

  test('runs, and every view shows something', { timeout: 60_000 }, async () => {
    const shown = new Map<string, Frame>();
    const session = await createEngine({ thread: 'calling' })
      .open(shortened(graph), { watch: true })
      .catch((error: unknown) => {
        throw error instanceof NeuroloomError ? new Error(error.message) : error;
      });
    session.frames$.subscribe((f) => shown.set(f.from, f));
    session.play();
    await session.result();
    const views = Object.entries(graph.nodes)
      .filter(([, n]) => n.type.startsWith('view/'))
      .map(([id]) => `${id}.frame`);
    expect(views.filter((v) => !shown.has(v))).toEqual([]);
  });
});

test('the digits example is the network of the claims, with views', () => {
  const example = read('digits-stdp.graph.json');
  const claimed = digitsNetwork({ neurons: 400, train: 1, assign: 1, test: 1 });
  expect(example.time).toEqual(claimed.time);
  for (const [id, node] of Object.entries(claimed.nodes)) {
    if (id === 'schedule') continue;
    expect({ type: example.nodes[id]?.type, params: example.nodes[id]?.params }, id).toEqual({
      type: node.type,
      params: id === 'pruning' ? { sparsity: 0.34 } : node.params,
    });
  }
  const text = (g: GraphDocument): string[] => g.wires.map((w) => `${w.from} -> ${w.to}`);
  expect(text(claimed).filter((w) => !text(example).includes(w))).toEqual([]);
  const more = example.wires.filter((w) => !text(claimed).includes(`${w.from} -> ${w.to}`));
  // It also prunes whole neurons on request, which the claims do not.
  expect(more.filter((w) => !/^(view|pruning)\//.test(example.nodes[w.to.split('.')[0]!]!.type))).toEqual([]);
});

test('the twenty patterns of the example are those of the claim', () => {
  const example = read('izhikevich-patterns.graph.json');
  const claimed = patternsNetwork();
  expect(example.time).toEqual(claimed.time);
  for (const [id, { type, params, definition }] of Object.entries(claimed.nodes))
    expect(example.nodes[id], id).toMatchObject({ type, params, ...(definition ? { definition } : {}) });
  for (const wire of claimed.wires) expect(example.wires).toContainEqual(wire);
});

test.each([
  ['brunel', brunel({ size: 0.1, g: 5, drive: 2, rate: 38, duration: '1 s' })],
  ['inhibitory-plasticity', selfBalanced({ exc: 800, inh: 200, p: 0.1, w_exc: '0.6 nS', eta: 0.3, duration: '8 s' })],
  ['microcircuit', microcircuit({ size: 0.03, duration: '1 s', spread: false })],
])('the %s example is the network of its claims, with views', (name, claimed) => {
  const example = read(`${name}.graph.json`);
  const isView = (id: string): boolean => example.nodes[id]!.type.startsWith('view/');
  const bare = Object.entries(example.nodes).filter(([id]) => !isView(id));
  expect(Object.fromEntries(bare.map(([id, n]) => [id, [n.type, n.params]]))).toEqual(
    Object.fromEntries(Object.entries(claimed.nodes).map(([id, n]) => [id, [n.type, n.params]])),
  );
  expect(example.wires.filter((w) => !isView(w.to.split('.')[0]!))).toEqual(claimed.wires);
  expect(example.time).toEqual(claimed.time);
});

test('the voltage-stdp example is the window of the claim, with views', () => {
  const example = read('voltage-stdp.graph.json');
  expect(example.time).toEqual(voltageWindow.time);
  for (const [id, { type, params, definition }] of Object.entries(voltageWindow.nodes))
    expect(example.nodes[id], id).toMatchObject({ type, params, ...(definition ? { definition } : {}) });
  for (const wire of voltageWindow.wires) expect(example.wires).toContainEqual(wire);
});

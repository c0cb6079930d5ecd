/** A network beyond its budget is refused before any of it is drawn or taken, with the number it would need. */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { formatProblem, NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { planSpaces } from '../../src/compile/spaces.ts';
import { resolve } from '../../src/compile/resolve.ts';
import { solveAxes } from '../../src/compile/axes.ts';
import { open, run } from '../support/run.ts';

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});
const graphOf = (size: number, projection: GraphDocument['nodes'][string], plastic = false): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '1 ms', duration: '2 ms' },
  nodes: {
    cells: node('population/lif', { size }),
    p: projection,
    ...(plastic ? { rule: node('plasticity/stdp-pair') } : {}),
  },
  wires: [
    { from: 'cells.spikes', to: 'p.pre' },
    { from: 'p.out', to: 'cells.exc' },
    ...(plastic
      ? [
          { from: 'cells.spikes', to: 'rule.pre' },
          { from: 'cells.spikes', to: 'rule.post' },
          { from: 'rule.dw', to: 'p.dw' },
        ]
      : []),
  ],
});
const refusal = async (graph: GraphDocument, options = {}): Promise<string> => {
  try {
    await open(graph, options);
    return 'nothing';
  } catch (error) {
    return error instanceof NeuroloomError ? error.problems.map(formatProblem).join('\n') : String(error);
  }
};
const current = { scale: '1 nA' };

describe('a network beyond its budget', () => {
  // Arrays of this many synapses could not even be asked for, so whoever got as far as drawing them would fail otherwise.
  it.each([
    ['10^12 sparse synapses', graphOf(10_000_000, node('projection/sparse', { ...current, p: 0.01 })), '3,81'],
    ['10^11 by in-degree', graphOf(1_000_000, node('projection/indegree', { ...current, k: 100_000 })), '381,'],
    ['10^12 dense synapses', graphOf(1_000_000, node('projection/dense', { ...current, w_init: 'rand()' })), '3,81'],
    [
      'of many delays',
      graphOf(1_000_000, node('projection/dense', { ...current, delay: '1 ms + rand() * 1 ms' })),
      '7,62',
    ],
    ['10^9 neurons', graphOf(1_000_000_000, node('projection/one-to-one', { w: '1 nA' })), ''],
  ])('%s', async (_, graph, number) => {
    const sentence = await refusal(graph);
    expect(sentence).toMatch(/^memory: the compiled network needs [\d,.]+ MiB and may take 2,048 MiB/);
    expect(sentence).toContain(`needs ${number}`);
  });

  it('says so for a limit of one’s own, and runs within it', async () => {
    const graph = graphOf(2000, node('projection/sparse', { ...current, p: 0.25 }));
    const { bytes } = compile(graph, nodes).layout;
    expect(await refusal(graph, { memoryLimit: bytes - 1 })).toContain('or raise the limit');
    await expect(run(graph, { memoryLimit: bytes })).resolves.toBeDefined();
  });

  it('names the end of the addresses of wasm, whatever the limit', async () => {
    const graph = graphOf(100_000, node('projection/dense', { ...current, w_init: 'rand()' }));
    expect(await refusal(graph, { memoryLimit: 1e12 })).toContain('may take 4,096 MiB');
  });
});

describe('what is planned', () => {
  it.each([
    ['sparse', graphOf(2000, node('projection/sparse', { ...current, p: 0.1 }))],
    ['of given in-degree', graphOf(3000, node('projection/indegree', { ...current, k: 100 }))],
    ['plastic', graphOf(2000, node('projection/sparse', { ...current, p: 0.1 }), true)],
  ])('is what is taken, to within the chance of drawing: %s', (_, graph) => {
    const resolved = resolve(graph, nodes);
    const axes = solveAxes(resolved, new Map());
    const expected = planSpaces(resolved, axes, 0)!.get('p')!.sparse!.synapses;
    const { program, layout } = compile(graph, nodes);
    const { synapses } = program.spaces.get('p')!.sparse!;
    // The plan is six standard deviations below the mean of a binomial number; five more are left to chance.
    expect(Math.abs(synapses - expected)).toBeLessThanOrEqual(11 * Math.sqrt(expected));
    const refused = (): unknown => compile(graph, nodes, { budget: { limit: 1, reach: Infinity } });
    const needs = Number(/needs ([\d,.]+) MiB/.exec(String(refusedBy(refused)))![1]!.replaceAll(',', ''));
    expect(Math.abs(needs * 2 ** 20 - layout.bytes)).toBeLessThan(0.06 * 2 ** 20 + 16 * Math.abs(synapses - expected));
  });
});

const refusedBy = (f: () => unknown): unknown => {
  try {
    return f();
  } catch (error) {
    return error;
  }
};

describe('a static synapse', () => {
  const perSynapse = (params: Record<string, ParamValue>): number => {
    const many = 200_000;
    const make = (k: number): number =>
      compile(graphOf(2000, node('projection/indegree', { ...current, ...params, k })), nodes).layout.bytes;
    return (make(200) - make(100)) / many;
  };
  it('takes four bytes, and four more for a weight of its own', () => {
    expect(perSynapse({ w_init: '0.5' })).toBeCloseTo(4, 3);
    expect(perSynapse({ w_init: 'rand()' })).toBeCloseTo(8, 3);
    expect(perSynapse({ w_init: 'rand()', delay: '1 ms + 9 ms * rand()' })).toBeCloseTo(8, 3);
  });
});

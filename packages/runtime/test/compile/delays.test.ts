/** Synapses that each have a delay of their own, against sums written out by hand. */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { formatProblem, NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import { wasm } from '../../src/targets/wasm/run.ts';

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});
/** Targets that only add up what arrives. */
const sums = (size: number): GraphDocument['nodes'][string] => ({
  ...node('equations', { size }),
  definition: {
    title: 'Sums',
    summary: 'Adds up what arrives.',
    params: { size: { kind: 'count', default: size, doc: 'How many' } },
    axes: { neuron: 'size' },
    inputs: { in: { kind: 'increment', unit: 1, doc: 'What arrives' } },
    state: { s: { init: 0, doc: 'All so far' } },
    on: { in: { s: 's + in' } },
  },
});
const graphOf = (
  inner: GraphDocument['nodes'],
  wires: readonly (readonly [string, string])[],
  precision: 'f32' | 'f64' = 'f32',
): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  precision,
  time: { dt: '1 ms', duration: '40 ms' },
  nodes: inner,
  wires: wires.map(([from, to]) => ({ from, to })),
});

const PRE = 7;
const POST = 5;
/** Source i fires at i, and every 4 + i ms from then on. */
const fires = (i: number, tick: number): boolean => tick >= i && (tick - i) % (4 + i) === 0;
const weight = (i: number, j: number): number => Math.fround(0.3 + 0.7 * i + 0.01 * j);
const delays = {
  '1 ms * (1 + abs(index(pre) - index(post)))': (i: number, j: number) => 1 + Math.abs(i - j),
  '(index(post) > 2 ? 12 : 3) * dt': (_: number, j: number) => (j > 2 ? 12 : 3),
  '2 ms': () => 2,
};

const network = (projection: GraphDocument['nodes'][string]): GraphDocument =>
  graphOf(
    {
      clock: node('source/pulses', {
        size: PRE,
        start: '1 ms * index(neuron)',
        period: '4 ms + 1 ms * index(neuron)',
      }),
      p: projection,
      out: sums(POST),
    },
    [
      ['clock.spikes', 'p.pre'],
      ['p.out', 'out.in'],
    ],
  );

describe.each(Object.entries(delays))('a delay of %s', (text, delayOf) => {
  it.each([reference, wasm])('$name delivers in the order of sending, then of the sources', async (target) => {
    const graph = network(
      node('projection/dense', { w_init: '0.3 + 0.7 * index(pre) + 0.01 * index(post)', scale: 1, delay: text }),
    );
    const c = compile(graph, nodes);
    const plane = new TickPlane(c, await target.instantiate(c.program, c.layout));
    plane.begin(null, new Map(), []);
    const sum = new Float32Array(POST);
    const w = plane.read(plane.readable('p.w'));
    for (let tick = 0; tick < 40; tick++) {
      plane.ticks(tick, tick + 1);
      for (let sent = 0; sent <= tick; sent++)
        for (let i = 0; i < PRE; i++)
          for (let j = 0; j < POST; j++)
            if (fires(i, sent) && sent + delayOf(i, j) === tick) sum[j]! += w[i * POST + j]!;
      expect([...plane.read(plane.readable('out.s'))]).toEqual([...sum]);
    }
    w.forEach((x, k) => expect(x).toBeCloseTo(weight(Math.floor(k / POST), k % POST), 5));
    expect(sum[0]).toBeGreaterThan(20);
  });
});

describe('random delays', () => {
  it('lie within their bounds, evenly, and are the same for any compile', () => {
    const graph = network(node('projection/dense', { scale: 1, delay: '2 ms + 8 ms * rand()' }));
    const many = { ...graph, nodes: { ...graph.nodes, clock: node('source/pulses', { size: 2000 }) } };
    const stretches = () => compile(many, nodes).program.spaces.get('p')!.sparse!.stretches!;
    const { delays: found, at } = stretches();
    expect([...found]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(stretches().at).toEqual(at);
    const counts = [...found].map((_, j) => {
      let n = 0;
      for (let row = 0; row < 2000; row++) n += at[row * 10 + j + 1]! - at[row * 10 + j]!;
      return n;
    });
    // 10 000 draws: eighths, and half of one at each end; five standard deviations.
    counts.forEach((n, j) => {
      const p = j === 0 || j === 8 ? 1 / 16 : 1 / 8;
      expect(Math.abs(n - 10_000 * p)).toBeLessThan(5 * Math.sqrt(10_000 * p * (1 - p)));
    });
  });
});

describe('plasticity', () => {
  it('feels every spike when it arrives', async () => {
    const graph = graphOf(
      {
        pre: node('source/pulses', { start: '5 ms', number: '1' }),
        post: node('source/pulses', { size: 20, start: '15 ms', number: '1' }),
        p: node('projection/dense', { w_init: '0.5', scale: 1, delay: '1 ms * (1 + index(post))' }),
        out: sums(20),
        rule: node('plasticity/stdp-pair', { A_plus: 0.1, A_minus: 0.2, tau_pre: '10 ms', tau_post: '5 ms' }),
      },
      [
        ['pre.spikes', 'p.pre'],
        ['p.out', 'out.in'],
        ['pre.spikes', 'rule.pre'],
        ['post.spikes', 'rule.post'],
        ['rule.dw', 'p.dw'],
      ],
    );
    const c = compile(graph, nodes);
    const plane = new TickPlane(c, await wasm.instantiate(c.program, c.layout));
    plane.begin(null, new Map(), []);
    plane.ticks(0, 40);
    const w = plane.read(plane.readable('p.w'));
    w.forEach((x, j) => {
      const lag = 15 - (5 + 1 + j);
      if (lag === 0) return; // both at once: the rule's own convention
      const change = lag > 0 ? 0.1 * Math.exp(-lag / 10) : -0.2 * Math.exp(lag / 5);
      expect(x).toBeCloseTo(0.5 + change, 6);
    });
  });
});

describe('what cannot be', () => {
  const refusal = (params: Record<string, ParamValue>): string => {
    try {
      compile(network(node('projection/dense', { scale: 1, ...params })), nodes);
      return 'nothing';
    } catch (error) {
      return error instanceof NeuroloomError ? error.problems.map(formatProblem).join('\n') : String(error);
    }
  };
  it.each([
    [{ delay: '1 ms * index(pre)' }, 'the synapse from 0 to 0 has a delay of 0 ms, shorter than a step of 1 ms'],
    [{ delay: '5 ms - 2 ms * index(pre)' }, 'the synapse from 3 to 0 has a delay of -1 ms, shorter than a step'],
    [{ delay: '1 ms / (1 - index(post))' }, 'the synapse from 0 to 1 has a delay of Infinity ms, which is Infinity'],
    [{ delay: '0.2 ms' }, 'shorter than half a step of 1 ms'],
    [{ delay: '1 + rand()' }, 'expected ms'],
    [{ delay: '1 ms * w' }, 'w'],
    [{ delay: '1 ms * (' }, '('],
    [{ delay: '-1 ms' }, 'must not be negative'],
  ])('%j', (params, sentence) => {
    expect(refusal(params)).toContain(sentence);
  });
});

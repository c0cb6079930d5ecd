/** Rates that are read off tables: which formulas become columns, and that a gate's step is what its equations say. */
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { realsAt } from '../../src/compile/memory.ts';
import { tabulate } from '../../src/compile/tabulate.ts';
import type { Group, Kernel } from '../../src/program.ts';
import { TickPlane } from '../../src/session/tick-plane.ts';
import { reference } from '../../src/targets/reference/interpret.ts';
import type { Target } from '../../src/targets/target.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import type { Term } from '../../src/term.ts';
import { Terms } from '../../src/term.ts';
import { equationsGraph } from '../support/equations.ts';

const DT = 0.05;
/** Beyond both ends of a table, in lanes beside others that are in it; and what is no voltage. */
const VOLTAGES = [
  ...Array.from({ length: 4001 }, (_, k) => -130 + 0.065 * k),
  ...[-100, 100, -100.124, 100.126, -100.13, 100.13, 0, -0, 0.125, -0.125, -50, -46, -23, -63],
  ...[NaN, Infinity, -Infinity, 1e30, -50.3, NaN, -40.1],
];

const cells = (precision: 'f32' | 'f64', size = VOLTAGES.length): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  precision,
  time: { dt: `${DT} ms`, duration: '1 ms' },
  nodes: { cells: { type: 'population/hh-traub-miles', version: 1, params: { size } } },
  wires: [],
});

/** One tick from given voltages and gates. */
async function step(
  graph: GraphDocument,
  target: Target,
  set: Readonly<Record<string, readonly number[]>>,
  v_T?: number,
) {
  const compiled = compile(graph, nodes);
  const machine = await target.instantiate(compiled.program, compiled.layout);
  const plane = new TickPlane(compiled, machine);
  plane.begin(null, new Map(), []);
  if (v_T !== undefined) plane.setParam('cells.v_T', v_T);
  const of = (name: string): Float32Array | Float64Array =>
    realsAt(
      compiled.layout,
      machine.memory,
      compiled.layout.buffers.get(`cells.${name}`)!,
      compiled.program.buffers.get(`cells.${name}`)!.length,
    );
  for (const [name, values] of Object.entries(set)) of(name).set(values);
  // As the precision has them.
  const before = Object.fromEntries(Object.keys(set).map((name) => [name, Array.from(of(name))]));
  plane.ticks(0, 1);
  const limits = [...compiled.layout.tables.values()].map((at) => realsAt(compiled.layout, machine.memory, at, 1)[0]);
  return { before, of, limits };
}

/** Traub and Miles's rates (1/ms), by JavaScript's own functions. */
const RATES: Readonly<Record<string, (v: number, v_T: number) => readonly [opening: number, closing: number]>> = {
  m: (v, v_T) => [1.28 / exprel((v_T + 13 - v) / 4), 1.4 / exprel((v - v_T - 40) / 5)],
  h: (v, v_T) => [0.128 * Math.exp((v_T + 17 - v) / 18), 4 / (1 + Math.exp((v_T + 40 - v) / 5))],
  n: (v, v_T) => [0.16 / exprel((v_T + 15 - v) / 5), 0.5 * Math.exp((v_T + 10 - v) / 40)],
};
const exprel = (x: number): number => (x === 0 ? 1 : Math.expm1(x) / x);

const gates = {
  V: VOLTAGES,
  m: VOLTAGES.map((_, k) => (k % 7) / 6),
  h: VOLTAGES.map((_, k) => (k % 5) / 4),
  n: VOLTAGES.map((_, k) => (k % 11) / 10),
};

describe.each(['f32', 'f64'] as const)('In %s', (precision) => {
  it.each([undefined, -55.5])('a gate steps as its equation says, in and beyond the table (v_T %s)', async (v_T) => {
    const { before, of, limits } = await step(cells(precision), wasm, gates, v_T);
    expect(limits).toEqual([400]);
    const unit = precision === 'f32' ? 2 ** -24 : 2 ** -53;
    for (const [gate, rates] of Object.entries(RATES)) {
      const [V, from, to] = [before['V']!, before[gate]!, of(gate)];
      V.forEach((v, k) => {
        // Where rates overflow single precision, so may a formula of them.
        if (!(Math.abs(v) <= 131)) return;
        const [a, b] = rates(v, v_T ?? -63);
        const expected = a / (a + b) + (from[k]! - a / (a + b)) * Math.exp(-(a + b) * DT);
        // What moves is of the size of 1; its two functions err by 4 units each, its sums by half a unit each. An
        // argument of e is rounded, which counts as often as it is large: up to 35, in the wings of a rate.
        const wings = 35 * Math.min(1, Math.abs(expected - from[k]!));
        expect(Math.abs(to[k]! - expected), `${gate} at ${v} mV`).toBeLessThanOrEqual((10 + wings) * unit);
      });
    }
  });

  it('wasm is the reference to the bit, for vectors with lanes outside and for numbers that are none', async () => {
    const [a, b] = [await step(cells(precision), wasm, gates), await step(cells(precision), reference, gates)];
    for (const name of ['V', 'm', 'h', 'n']) expect(a.of(name)).toEqual(b.of(name));
  });

  it('a function too steep for its rows is computed by its formula', async () => {
    const rate = (c: number): string => `exp((V - ${c} mV) / 0.01 mV)`;
    const graph = equationsGraph(
      {
        title: 'Steep',
        summary: 'A gate that opens within a hundredth of a millivolt.',
        params: { size: { kind: 'count', default: 8, doc: 'How many', min: 1 } },
        axes: { neuron: 'size' },
        state: {
          V: { init: '0 mV', doc: 'Voltage', axis: 'neuron', kind: 'real', keep: false },
          m: { init: '0', doc: 'Gate', axis: 'neuron', kind: 'real', keep: false },
        },
        flow: {
          V: '(1 mV - V) / 1e9 ms',
          m: `(1 / (1 + ${rate(1)} + ${rate(2)} + ${rate(3)} + ${rate(4)}) - m) / 1 ms`,
        },
      },
      { precision, time: { dt: `${DT} ms`, duration: '1 ms' } },
    );
    const V = [0.9, 0.99, 0.995, 1, 1.005, 1.01, 1.1, -50];
    const { before, of, limits } = await step(graph, wasm, { V });
    expect(limits).toEqual([-1]);
    before['V']!.forEach((v, k) => {
      const expected = (1 - Math.exp(-DT)) / (1 + Math.exp((v - 1) / 0.01));
      // The argument is off by a rounding of V over 0.01 mV, a hundred times.
      expect(of('m')[k]).toBeCloseTo(expected, precision === 'f32' ? 5 : 13);
    });
  });
});

describe('Which formulas', () => {
  const terms = new Terms();
  const [V, m, u] = ['V', 'm', 'u'].map((s) => terms.load(`n.${s}`, 'element')) as [Term, Term, Term];
  const exp = (by: number): Term => terms.op('exp', terms.op('mul', V, terms.constant(by)));

  function tabulated(value: Term, loop: Kernel['loop'] = { over: 'axis', length: 4 }) {
    const kernel: Kernel = {
      name: 'n flow',
      loop,
      body: { stores: [{ buffer: 'n.m', place: 'element', value }], emits: [], folds: [] },
    };
    const groups = new Map<Group, Kernel[]>([['tick', [kernel]]]);
    const tables = tabulate(terms, groups);
    return { tables, value: groups.get('tick')![0]!.body.stores[0]!.value };
  }
  const four = [1, 2, 3, 4].map(exp).reduce((a, b) => terms.op('add', a, b));

  test('a function of one state with four exponentials is one column', () => {
    const { tables, value } = tabulated(terms.op('add', m, four));
    expect([...tables.values()].map((t) => [t.argument, t.functions])).toEqual([[V, [four]]]);
    expect(value).toBe(terms.op('add', m, terms.lookup('$table0', 0, V, four)));
  });

  test('what is linear in another state is two columns, not one for each of its rates', () => {
    const [a, b, c] = [exp(1), terms.op('add', exp(2), exp(3)), exp(4)];
    const step = terms.op(
      'mul',
      terms.op('sub', terms.op('mul', a, terms.op('sub', terms.constant(1), m)), terms.op('mul', b, m)),
      c,
    );
    const { tables, value } = tabulated(terms.op('add', m, step));
    expect([...tables.values()].map((t) => t.functions.length)).toEqual([2]);
    const [x, moved] = value.args;
    expect(x).toBe(m);
    expect([moved!.op, moved!.args[0]!.op, moved!.args[1]!.op]).toEqual(['add', 'lookup', 'mul']);
  });

  test.each([
    ['three exponentials', [1, 2, 3].map(exp).reduce((a, b) => terms.op('add', a, b))],
    ['exponentials of two states', terms.op('exp', terms.op('mul', four, u))],
    ['functions with a corner', terms.op('max', four, terms.constant(0))],
  ])('%s: no more than their smooth parts', (_, value) => {
    const { tables } = tabulated(value);
    for (const t of tables.values()) expect(t.functions).toEqual([four]);
  });

  test('a loop over synapses has none', () => {
    expect(tabulated(four, { over: 'synapses', space: 's' }).tables.size).toBe(0);
  });
});

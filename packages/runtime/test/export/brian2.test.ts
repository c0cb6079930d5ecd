/** What the exporter says about graphs; whether Brian2 then agrees is tried where Brian2 is. */
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { exportBrian2 } from '../../src/export/brian2/export.ts';
import { brian2Name, Names } from '../../src/export/brian2/names.ts';
import { claimGraphs, exampleGraphs } from '../support/graphs.ts';

type Params = Record<string, number | string>;
const graph = (of: Record<string, [type: string, params?: Params]>, wires: readonly string[]): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: 'Test',
  seed: 1,
  layout: {},
  time: { dt: '0.1 ms', duration: '20 ms' },
  nodes: Object.fromEntries(Object.entries(of).map(([id, [type, params = {}]]) => [id, { type, version: 1, params }])),
  wires: wires.map((w) => ({ from: w.split(' -> ')[0]!, to: w.split(' -> ')[1]! })),
});

const pulsed = (synapse: Params, cell: Params = {}): GraphDocument =>
  graph(
    {
      clock: ['source/pulses', { size: 3 }],
      syn: ['projection/sparse', { p: 0.5, ...synapse }],
      cells: ['population/lif-cuba', { size: 5, ...cell }],
    },
    ['clock.spikes -> syn.pre', 'syn.out -> cells.exc'],
  );

describe('a script for Brian2', () => {
  test('has the same synapses as the compiled network, in the same order', async () => {
    const g = pulsed({ w_init: 'rand()' });
    const { arrays } = await exportBrian2(g, nodes);
    const { sparse } = compile(g, nodes).program.spaces.get('syn')!;
    expect(arrays.get('syn.j')!.data).toEqual(sparse!.target);
    expect(arrays.get('syn.i')!.data).toEqual(
      Int32Array.from(sparse!.target, (_, k) => sparse!.start.findIndex((s) => s > k) - 1),
    );
    expect(arrays.get('syn.w')!.data).toHaveLength(sparse!.target.length);
  });

  test('counts ticks as Brian2 does: what arrives after k here arrives after k - 1 there', async () => {
    const delays = async (delay: string): Promise<string | undefined> =>
      /delay=\{?'pre': ([^}]*)\}/.exec((await exportBrian2(pulsed({ delay }), nodes)).script)?.[1];
    expect(await delays('0.1 ms')).toBeUndefined();
    expect(await delays('0.3 ms')).toBe('2*defaultclock.dt');
  });

  test('gives each synapse its own delay', async () => {
    const { arrays, script } = await exportBrian2(pulsed({ delay: '0.1 ms * (1 + index(post))' }), nodes);
    const [j, ticks] = [arrays.get('syn.j')!.data, arrays.get('syn.delay')!.data];
    expect([...ticks]).toEqual(Array.from(j, (target) => target + 1));
    expect(script).toContain("syn.pre.delay = (load('syn.delay') - 1) * defaultclock.dt");
  });

  test('declares a state in the unit of its first value, also where that is a quantity of several units', async () => {
    const definition = {
      params: { size: { kind: 'count', default: 2 } },
      outputs: { spikes: { kind: 'spikes' } },
      state: { V: '0 mV', u: '-16 mV/ms' },
      flow: { V: '-u', u: '-u / 10 ms' },
      emit: { spikes: 'V > 1 mV' },
      on: { spikes: { V: '0 mV' } },
    };
    const cells = { type: 'equations', version: 1, params: {}, definition };
    const { script } = await exportBrian2({ ...graph({}, []), nodes: { cells } }, nodes);
    expect(script).toMatch(/du\/dt = .* : volt\/second/);
  });

  test('lets events arrive after the counters of their targets have counted', async () => {
    const g = (cell: string): GraphDocument =>
      graph({ cells: [cell, { size: 3 }], syn: ['projection/sparse', { delay: '0.3 ms' }] }, [
        'cells.spikes -> syn.pre',
        `syn.out -> cells.${cell.endsWith('delta') ? 'events' : 'exc'}`,
      ]);
    expect((await exportBrian2(g('population/lif-delta'), nodes)).script).toContain("syn.pre.when = 'before_groups'");
    expect((await exportBrian2(g('population/lif-cuba'), nodes)).script).not.toContain('before_groups');
  });

  test('uses refractoriness where the counter is no more than that', async () => {
    const idiom = (await exportBrian2(pulsed({}), nodes)).script;
    expect(idiom).toContain('(unless refractory)');
    expect(idiom).toContain('refractory=5.0*ms');
    expect(idiom).not.toMatch(/\brefr\b/);
    // A reset above threshold fires again at once here, and never there: the counter stays a counter.
    const counted = (await exportBrian2(pulsed({}, { v_reset: '-40 mV', v_init: '-60 mV' }), nodes)).script;
    expect(counted).not.toContain('unless refractory');
    expect(counted).toContain("cells.run_regularly('refr = refr - int(refr > 0)', when='start')");
  });

  test('replays sources that draw, and writes the others as formulas', async () => {
    const drawn = graph(
      {
        light: ['source/signal', { size: 4, value: '1' }],
        input: ['encoder/poisson', { rate: '200 Hz' }],
        syn: ['projection/one-to-one', { w: '1 mV' }],
        cells: ['population/lif-cuba', { size: 4 }],
      },
      ['light.x -> input.x', 'input.spikes -> syn.pre', 'syn.out -> cells.exc'],
    );
    const { replayed, script, arrays } = await exportBrian2(drawn, nodes);
    expect(replayed).toEqual(['input']);
    expect(script).toContain('input = SpikeGeneratorGroup(4,');
    expect(arrays.get('input.spikes.tick')!.data.length).toBeGreaterThan(5);
    const { replayed: none } = await exportBrian2(pulsed({}), nodes);
    expect(none).toEqual([]);
  });

  const shown = (params: Params, wire = 'schedule.image -> cells.I'): GraphDocument => ({
    ...graph(
      {
        rows: ['source/table', params],
        schedule: ['schedule/trials', { train: 2, assign: 0, test: 0 }],
        cells: ['population/rate', { size: 3 }],
      },
      ['rows.data -> schedule.train', 'rows.data -> schedule.test', 'cells.r -> schedule.response', wire],
    ),
    time: {
      dt: '1 ms',
      phases: [
        { name: 'show', for: '4 ms' },
        { name: 'rest', for: '2 ms', blank: true },
      ],
    },
  });

  test('writes the first trial of a schedule, with the sample as the session would show it', async () => {
    const { arrays, script, ticks, trial } = await exportBrian2(shown({ file: 'data:,1,2,3%0A4,5,6' }), nodes);
    expect([...arrays.get('cells.I')!.data]).toEqual([1, 2, 3]);
    expect([...arrays.get('shown')!.data]).toEqual([1, 1, 1, 1, 0, 0]);
    expect(ticks).toBe(6);
    expect(trial?.mark.sample).toBe(0);
    expect(script).toContain('One trial, the first');
  });

  test('says of what there is no data, and where', async () => {
    await expect(exportBrian2(shown({ file: 'data.csv' }), nodes)).rejects.toThrow(/rows: there are no files here/);
    const film = shown({});
    const eye = { ...film, nodes: { ...film.nodes, rows: { type: 'source/camera', version: 1, params: {} } } };
    await expect(exportBrian2(eye, nodes)).rejects.toThrow(/rows: there is no camera here/);
    const digits = exampleGraphs.find((g) => g.name.includes('digits-stdp'))!.graph;
    await expect(exportBrian2(digits, nodes)).rejects.toThrow(/there are no data sets here/);
  });

  test('refuses a delay of no step behind a population', async () => {
    const direct = graph(
      {
        a: ['population/lif-cuba', { size: 2 }],
        syn: ['projection/dense', { delay: 0, scale: '1 mV' }],
        b: ['population/lif-cuba', { size: 2 }],
      },
      ['a.spikes -> syn.pre', 'syn.out -> b.exc'],
    );
    await expect(exportBrian2(direct, nodes)).rejects.toThrow(/without delay/);
  });

  test('either writes a graph of the library or says in a sentence why not', async () => {
    for (const { graph: g } of claimGraphs) {
      const small = Object.values(g.nodes).every((n) => Number(n.params['size'] ?? 0) <= 100);
      if (!small) continue;
      const outcome = await exportBrian2(g, nodes, { duration: 5 }).then(
        (x) => x.script,
        (e: Error) => e.message,
      );
      expect(outcome).toMatch(/def build\(\)|[a-z]/);
      expect(outcome).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});

test('names are such as Brian2 takes', () => {
  expect(brian2Name('tau_pre')).toBe('pre_tau');
  expect(brian2Name('N')).toBe('N_');
  expect(brian2Name('exp')).toBe('exp_');
  expect(brian2Name('mvolt')).toBe('mvolt_');
  expect(brian2Name('ee-1')).toBe('ee_1');
  expect(brian2Name('2nd')).toBe('x2nd');
  const names = new Names();
  expect([names.of('a|w', 'w', 'a_w'), names.of('b|w', 'w', 'b_w'), names.of('a|w', 'w')]).toEqual(['w', 'b_w', 'w']);
});

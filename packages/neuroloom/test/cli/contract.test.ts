/** The contract of the command: what scripts may rely on. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type GraphDocument } from 'neuroloom';
import { build, interrupted, lastJson, neuroloom, started } from './command.ts';
import { digits, folder, neurons } from './graphs.ts';

const here = folder();
const graph = here.file('neurons.graph.json', neurons);
beforeAll(build, 120_000);
afterAll(() => here.remove());

describe('run', () => {
  test('--json prints one object on one line and nothing else', () => {
    const { status, out } = neuroloom('run', graph, '--json', '--for', '240ms');
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    const said = lastJson(out);
    expect(said).toMatchObject({ accuracy: null, imagesPerSecond: null, seed: 1, target: 'wasm', threads: 1 });
    expect(said['digests']).toMatchObject({
      graph: expect.stringMatching(/^[0-9a-f]{64}$/),
      result: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    // The first spike falls after 20 ms · ln(30 mV / 10 mV) = 21.97 ms, the next ones 23.97 ms apart: ten of them until 240 ms.
    expect(said['views']).toMatchObject({
      raster: { type: 'view/raster', frame: { kind: 'spikes', neurons: 3, spikes: 30, milliseconds: 240 } },
    });
  });

  test('--set, --full, --seed, --for and --target change what they say', () => {
    const { out } = neuroloom(
      'run',
      graph,
      '--json',
      '--full',
      '--set',
      'electrode.amplitude=0.1 nA',
      '--seed',
      '7',
      '--for',
      '50ms',
      '--target',
      'reference',
    );
    const said = lastJson(out);
    expect(said).toMatchObject({ seed: 7, target: 'reference', biologicalSeconds: expect.closeTo(0.05, 9) });
    // 10 mV above rest stay below the threshold of 20 mV.
    expect(said['views']).toMatchObject({ raster: { frame: { neurons: 30, spikes: 0 } } });
  });

  test('profiles add up in the order in which they are given', () => {
    const sized: GraphDocument = {
      ...neurons,
      profiles: { full: { 'cells.size': 30, 'electrode.amplitude': '0.1 nA' }, few: { 'cells.size': 5 } },
    };
    const file = here.file('sized.graph.json', sized);
    const neuronsOf = (...more: string[]): unknown =>
      (lastJson(neuroloom('run', file, '--json', '--for', '50ms', ...more).out)['views'] as Record<string, unknown>)[
        'raster'
      ];
    // The current is the full profile's, too weak to fire.
    expect(neuronsOf('--full', '--profile', 'few')).toMatchObject({ frame: { neurons: 5, spikes: 0 } });
    expect(neuronsOf('--profile', 'few', '--full')).toMatchObject({ frame: { neurons: 30, spikes: 0 } });
    expect(neuronsOf('--profile', 'few')).toMatchObject({ frame: { neurons: 5, spikes: 10 } });
  });

  test('--precision f64 runs in double precision, on either target with one digest', () => {
    const run = (...more: string[]): Record<string, unknown> =>
      lastJson(neuroloom('run', graph, '--json', '--for', '20ms', ...more).out);
    const double = run('--precision', 'f64');
    expect(double).toMatchObject({ precision: 'f64', target: 'wasm' });
    expect(run('--precision', 'f64', '--target', 'reference')['digests']).toEqual(double['digests']);
    expect(run()).toMatchObject({ precision: 'f32' });
    const { status, err } = neuroloom('run', graph, '--precision', 'f16');
    expect(status).toBe(1);
    expect(err).toMatch(/--precision: there is no precision 'f16'/);
  });

  test('the same seed gives the same digest; the graph’s digest tells another graph apart', () => {
    const once = lastJson(neuroloom('run', graph, '--json', '--for', '20ms').out);
    const again = lastJson(neuroloom('run', graph, '--json', '--for', '20ms').out);
    const other = lastJson(neuroloom('run', graph, '--json', '--for', '20ms', '--set', 'cells.size=4').out);
    expect(again['digests']).toEqual(once['digests']);
    expect((other['digests'] as { graph: string }).graph).not.toBe((once['digests'] as { graph: string }).graph);
  });

  test('a worker thread and the calling thread give one digest', async () => {
    const session = await createEngine({ thread: 'calling' }).open(neurons, { duration: 20 });
    session.play();
    const { digests } = (await session.result()).receipt;
    expect(lastJson(neuroloom('run', graph, '--json', '--for', '20ms').out)['digests']).toEqual(digests);
  });

  test('learns from real digits and reports accuracy, readouts, views and a receipt that verifies', () => {
    const file = here.file('digits.graph.json', digits);
    const out = join(here.path, 'digits');
    const { status, out: text, err } = neuroloom('run', file, '--json', '--out', out);
    expect(err).not.toContain('neuroloom:');
    expect(status).toBe(0);
    const said = lastJson(text);
    expect(said['accuracy']).toBeGreaterThan(0.15); // ten classes: chance is 0.1
    expect(said['imagesPerSecond']).toBeGreaterThan(0);
    expect(said['readouts']).toMatchObject({
      ridge: { type: 'readout/ridge', confusion: { kind: 'confusion', classes: 10 } },
      count: {},
    });
    expect(said['views']).toMatchObject({ confusion: { frame: { kind: 'confusion' } } });
    expect(readdirSync(out).sort()).toEqual([
      'confusion.frame.svg',
      'receipt.json',
      'result.json',
      'ridge.confusion.svg',
    ]);
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toEqual(said);

    const receipt = join(out, 'receipt.json');
    const verified = neuroloom('verify', receipt);
    expect(verified.out).toMatch(/graph\s+agrees\ndata\s+agrees\nresult\s+agrees/);
    expect(verified.status).toBe(0);

    const forged = JSON.parse(readFileSync(receipt, 'utf8')) as { digests: Record<string, string> };
    forged.digests['result'] = '0'.repeat(64);
    writeFileSync(receipt, JSON.stringify(forged));
    const refused = neuroloom('verify', receipt);
    expect(refused.status).toBe(1);
    expect(refused.out).toMatch(/result differs: 0{64} in the receipt, [0-9a-f]{64} here/);
    expect(refused.err).toContain('result differs');
  });

  test('prints accuracy, a confusion matrix and the receipt for people', () => {
    const { out } = neuroloom('run', join(here.path, 'digits.graph.json'));
    expect(out).toMatch(/^accuracy: \d+\.\d %$/m);
    expect(out).toMatch(/truth +0 +1 +2 +3 +4 +5 +6 +7 +8 +9\n/);
    expect(out).toMatch(
      /Receipt: seed 3, target wasm, f32, 1 thread\n {2}graph {2}[0-9a-f]{64}\n {2}data {3}[0-9a-f]{64}\n {2}result [0-9a-f]{64}/,
    );
  });

  test('Ctrl-C ends it with status 130, says so and writes nothing', async () => {
    const long: GraphDocument = { ...neurons, time: { dt: '0.1 ms', duration: '50 h' } };
    const out = join(here.path, 'cancelled');
    const ended = await interrupted('run ', 'run', here.file('long.graph.json', long), '--out', out);
    expect(ended.status).toBe(130);
    expect(ended.err).toContain('cancelled');
    expect(readdirSync(out)).toEqual([]);
  }, 40_000);
});

describe('what is refused: a sentence with the place on standard error, nothing on standard output, status 1', () => {
  const refused = async (args: readonly string[], ...sentences: readonly RegExp[]): Promise<void> => {
    const { status, out, err } = await started(...args);
    expect(out).toBe('');
    for (const sentence of sentences) expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /); // no stack
    expect(status).toBe(1);
  };
  test.concurrent('a file that is not there', () =>
    refused(['run', join(here.path, 'none.json')], /none\.json: there is no such file/));
  test.concurrent('a folder', () => refused(['check', here.path], /this is a folder/));
  test.concurrent('what is no JSON', () =>
    refused(['run', here.file('broken.json', '{"format": "neuroloom",')], /broken\.json › .*line 1/));
  test.concurrent('a param that is not there', () =>
    refused(['run', graph, '--set', 'cells.sise=3'], /nodes\.cells.*sise/s));
  test.concurrent('a node that is not there', () =>
    refused(['run', graph, '--set', 'sells.size=3'], /--set › sells\.size.*sells/));
  test.concurrent('a wrong unit', () => refused(['run', graph, '--set', 'cells.tau_mem=3 mV'], /tau_mem.*ms/s));
  test.concurrent('a setting without a value', () =>
    refused(['run', graph, '--set', 'cells'], /--set: cannot read 'cells'; write node\.param=value/));
  test.concurrent('a profile that is not there', () =>
    refused(['run', here.file('plain.json', { ...neurons, profiles: {} }), '--full'], /no profile 'full'/));
  test.concurrent('a target that is not there', () =>
    refused(['run', graph, '--target', 'abacus'], /no target 'abacus'; there are wasm, wasm-relaxed, reference/));
  test.concurrent('a time that is none', () =>
    refused(['run', graph, '--for', '3 mV'], /--for: expected ms.*write a time/));
  test.concurrent('a run without an end', () =>
    refused(
      ['run', here.file('endless.json', { ...neurons, time: { dt: '0.1 ms' } })],
      /this run has no end.*--for 1s/,
    ));
  test.concurrent('a time for a run that has a schedule', () =>
    refused(
      ['run', here.file('scheduled.json', digits), '--for', '1s'],
      /--for: the schedule 'schedule' says when this run ends/,
    ));
  test.concurrent('an output folder that is a file', () =>
    refused(['run', graph, '--out', graph], /neurons\.graph\.json: a file/));
  test.concurrent('an output folder that cannot be written', () => {
    if (process.getuid?.() === 0) return undefined; // root may write anywhere
    const locked = join(here.path, 'locked');
    mkdirSync(locked, { mode: 0o500 });
    return refused(['run', graph, '--out', join(locked, 'out')], /permission is denied/);
  });
  test.concurrent('a full disk', () => {
    if (!existsSync('/dev/full')) return undefined;
    return refused(['claims', 'population/rate', '--out', '/dev/full', '--json'], /\/dev\/full: the disk is full/);
  });
  test.concurrent('a data set that is not there', () => {
    const nodes = { ...digits.nodes, train: { ...digits.nodes['train']!, params: { name: 'kanji' } } };
    return refused(
      ['run', here.file('kanji.json', { ...digits, nodes })],
      /data set kanji: there is no data set 'kanji'; there are mnist/,
    );
  });
  test.concurrent('a negative time constant, with the value and what fits', () =>
    refused(
      ['run', graph, '--set', 'cells.tau_mem=-20 ms'],
      /cells\.params\.tau_mem: must be at least 0\.1 ms, got '-20 ms'/,
    ));
  test.concurrent('a delay shorter than a step, with the value, the step and what fits', () =>
    refused(
      ['run', 'examples/cuba.graph.json', '--set', 'ee.delay=0.02 ms'],
      /ee\.params\.delay: '0\.02 ms' is shorter than half a step of 0\.1 ms; give at least one step, or 0/,
    ));
  test.concurrent('a network of 10⁹ neurons', () =>
    refused(['run', graph, '--set', 'cells.size=1000000000'], /memory: .*MiB/));
  test.concurrent('a network that runs away, with the node, the state, the tick and the cause', () => {
    const definition = {
      params: { size: { kind: 'count', default: 1 }, tau: '0.01 ms' },
      state: { V: '1 mV' },
      flow: { V: '-V / tau' },
      method: 'euler',
    };
    const nodes = { cells: { type: 'equations', version: 1, params: {}, definition } };
    // Each step of 0.1 ms is 1 - 10 = -9 times the one before; 9^n passes 1e30 at n = ⌈30 / log₁₀ 9⌉ = 32.
    return refused(
      ['run', here.file('stiff.json', { ...neurons, nodes, wires: [], profiles: {} })],
      /cells\.V: .*neuron 0 at tick 32 \(3\.2 ms\).*tau = 0\.01 ms; make dt smaller than 0\.02 ms/,
    );
  });
  test.concurrent('what is no receipt', () => refused(['verify', graph], /this is not a receipt/));
  test.concurrent('a claim that is not there', () => refused(['claims', 'zebra'], /no claim contains 'zebra'/));
  test.concurrent('and wrong usage has status 2', () => {
    expect(neuroloom('run').status).toBe(2);
    expect(neuroloom('rum', graph)).toMatchObject({ status: 2, err: expect.stringMatching(/run/) as string });
    expect(neuroloom('run', graph, '--seed', '-1').status).toBe(2);
  });
});

describe('check', () => {
  test('an example without a fault: one line', () => {
    expect(neuroloom('check', graph)).toEqual({
      status: 0,
      out: `${graph}: Three neurons, 3 nodes and 2 wires, nothing wrong\n`,
      err: '',
    });
  });
  test('all problems at once', () => {
    const wrong = { ...neurons, wires: [{ from: 'electrode.I', to: 'raster.spikes' }] };
    const cells = { ...neurons.nodes['cells']!, params: { tau_mem: '3 mV', size: 0 } };
    const { status, err } = neuroloom(
      'check',
      here.file('wrong.json', { ...wrong, nodes: { ...neurons.nodes, cells } }),
    );
    expect(status).toBe(1);
    expect(err).toMatch(/tau_mem/);
    expect(err).toMatch(/size/);
    expect(err).toMatch(/wires\[0\]/);
    expect(err).toMatch(/has 3 problems/);
  });
});

describe('nodes', () => {
  test('--json lists every node with params, ports, units and citations', () => {
    const { nodes } = lastJson(neuroloom('nodes', '--json').out) as { nodes: Record<string, unknown>[] };
    const lif = nodes.find((n) => n['type'] === 'population/lif');
    expect(lif).toMatchObject({
      version: 1,
      params: { tau_mem: { kind: 'quantity', default: '20 ms' } },
      inputs: { I: { kind: 'signal', unit: 'nA' } },
      outputs: { spikes: { kind: 'spikes', axis: 'neuron' } },
      cite: expect.arrayContaining(['lapicque1907']) as string[],
    });
    for (const n of nodes)
      expect(Object.keys(n)).toEqual([
        'type',
        'version',
        'title',
        'summary',
        'plane',
        'params',
        'inputs',
        'outputs',
        'cite',
      ]);
  });
});

describe('claims', () => {
  test('a claim that holds', () => {
    const { status, out } = neuroloom('claims', 'below rheobase', '--json');
    const said = lastJson(out) as { verdicts: { points: unknown[] }[] };
    expect(said).toMatchObject({
      target: 'wasm',
      full: false,
      held: 1,
      failed: 0,
      verdicts: [{ about: 'population/lif', holds: true, cite: 'gerstner2014' }],
    });
    expect(said.verdicts[0]!.points.length).toBeGreaterThan(0);
    expect(status).toBe(0);
  });
});

import { apply, type Edit, endOf, type Frame, type GraphDocument } from '@neuroloom/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { definitionOf } from '../../src/model/legality.ts';
import { runChange } from '../../src/run/changes.ts';
import { viewsFor } from '../../src/run/route.ts';
import { Run } from '../../src/run/run.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { digitsGraph } from '../support/graphs.ts';
import { testLibrary } from '../support/library.ts';

const resolve = (node: GraphDocument['nodes'][string]) => definitionOf(testLibrary, node);
function edited(doc: GraphDocument, ...edits: Edit[]): GraphDocument {
  return edits.reduce((d, e) => {
    const done = apply(d, e);
    if (!done.ok) throw new Error(done.problem.what);
    return done.doc;
  }, doc);
}

describe('what an edit means for a run', () => {
  const change = (...edits: Edit[]) => runChange(digitsGraph, edited(digitsGraph, ...edits), resolve);

  it('nothing: places, titles, descriptions', () => {
    expect(
      change(
        { kind: 'move', node: 'exc', to: { x: 1, y: 2 } },
        { kind: 'set-title', node: 'exc', title: 'E' },
        { kind: 'set-meta', title: 'T' },
      ),
    ).toEqual({ structural: false, live: [] });
  });
  it('a live change: a quantity, also when it goes back to its default', () => {
    expect(change({ kind: 'set-param', node: 'exc', param: 'tau_mem', value: '50 ms' })).toEqual({
      structural: false,
      live: [{ node: 'exc', param: 'tau_mem', value: '50 ms' }],
    });
    expect(change({ kind: 'set-param', node: 'exc', param: 'tau_mem' })).toEqual({
      structural: false,
      live: [{ node: 'exc', param: 'tau_mem', value: '20 ms' }],
    });
  });
  it('a new start: counts, formulas, wires, nodes, seed, time', () => {
    for (const edit of [
      { kind: 'set-param', node: 'exc', param: 'size', value: 7 },
      { kind: 'set-param', node: 'input_exc', param: 'w0', value: '0.1' },
      { kind: 'remove-wire', wire: digitsGraph.wires[0]! },
      { kind: 'remove-node', node: 'raster' },
      { kind: 'rename-node', node: 'exc', to: 'e' },
      { kind: 'set-seed', seed: 9 },
      { kind: 'set-time', time: { dt: '0.1 ms' } },
      { kind: 'set-meta', precision: 'f64' },
    ] as const satisfies readonly Edit[])
      expect(change(edit).structural, JSON.stringify(edit)).toBe(true);
  });
  it('a count written as its default is no change', () => {
    expect(change({ kind: 'set-param', node: 'trials', param: 'samples', value: 5000 })).toEqual({
      structural: false,
      live: [],
    });
  });
});

describe('a run', () => {
  let engine: FakeEngine;
  let said: string[];
  let now: number;
  let run: Run;
  beforeEach(async () => {
    vi.useFakeTimers();
    engine = new FakeEngine(false);
    said = [];
    now = 0;
    run = new Run({ resolve, notify: (s) => said.push(s), now: () => now });
    run.engine = engine;
    await run.load(digitsGraph);
  });
  afterEach(async () => {
    await run.reset();
    vi.useRealTimers();
  });

  it('starts, pauses, goes on and ends', async () => {
    await run.play();
    expect(run.view$.value.phase).toBe('running');
    expect(engine.log.opened[0]?.options).toMatchObject({ watch: true, seed: 1 });
    run.pause();
    expect(run.view$.value.phase).toBe('paused');
    await run.play();
    expect(engine.log.opened).toHaveLength(1);
    await run.reset();
    expect(run.view$.value).toEqual({ phase: 'idle', progress: undefined, problems: [], stale: false });
  });

  it('tells every problem of a graph that does not compile', async () => {
    engine.refuse = [
      { where: 'exc', what: 'no', node: 'exc' },
      { where: 'stdp', what: 'neither', node: 'stdp' },
    ];
    await run.play();
    expect(run.view$.value.phase).toBe('failed');
    expect(run.view$.value.problems).toEqual(engine.refuse);
    engine.refuse = [];
    await run.play();
    expect(run.view$.value.phase).toBe('running');
    expect(run.view$.value.problems).toEqual([]);
  });

  it('says what was mended, and counts it as no problem', async () => {
    await run.play();
    const { problems$ } = engine.sessions[0]!;
    problems$.next({ where: 'target', what: 'the device was lost, and another one was found', mended: true });
    expect(said).toEqual(['target: the device was lost, and another one was found']);
    expect(run.view$.value.problems).toEqual([]);
    problems$.next({ where: 'exc.V', what: 'is no number' });
    expect(run.view$.value.problems).toHaveLength(1);
  });

  it('passes a live param on and never starts again for it', async () => {
    await run.play();
    run.edited(edited(digitsGraph, { kind: 'set-param', node: 'exc', param: 'tau_mem', value: '50 ms' }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.log.set).toEqual([{ node: 'exc', param: 'tau_mem', value: '50 ms' }]);
    expect(engine.log.opened).toHaveLength(1);
  });

  it('starts again once for a burst of structural edits, says so and goes on running', async () => {
    await run.play();
    for (const size of [5, 6, 7]) {
      run.edited(edited(digitsGraph, { kind: 'set-param', node: 'exc', param: 'size', value: size }));
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.log.opened).toHaveLength(2);
    expect(engine.log.opened[1]?.graph.nodes['exc']?.params['size']).toBe(7);
    expect(run.view$.value.phase).toBe('running');
    expect(said).toHaveLength(1);
  });

  it('does not throw away a long run: it says that it is stale', async () => {
    await run.play();
    await vi.advanceTimersByTimeAsync(200);
    now = 3600;
    run.edited(edited(digitsGraph, { kind: 'remove-node', node: 'raster' }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.log.opened).toHaveLength(1);
    expect(run.view$.value).toMatchObject({ phase: 'running', stale: true });
    run.edited(digitsGraph);
    expect(run.view$.value.stale).toBe(false);
    run.edited(edited(digitsGraph, { kind: 'remove-node', node: 'raster' }));
    await run.restart();
    expect(engine.log.opened).toHaveLength(2);
    expect(run.view$.value.stale).toBe(false);
  });

  describe('whose numbers ran away', () => {
    const fault = { where: 'exc.V', what: 'became NaN in neuron 3 at tick 7', node: 'exc' };
    beforeEach(async () => {
      await run.play();
      engine.sessions[0]!.runAway(fault);
      await vi.advanceTimersByTimeAsync(0);
    });

    it('is paused, says why once, and stays as it is', async () => {
      expect(run.view$.value).toMatchObject({ phase: 'paused', problems: [fault], progress: { fault } });
      await run.step('tick');
      expect(said).toEqual([expect.stringMatching(/cannot go on/)]);
      for (const edit of [
        { kind: 'set-param', node: 'exc', param: 'tau_mem', value: '50 ms' },
        { kind: 'remove-node', node: 'raster' },
      ] as const) {
        run.edited(edited(digitsGraph, edit));
        await vi.advanceTimersByTimeAsync(1000);
        expect(run.view$.value).toMatchObject({ phase: 'paused', stale: true, problems: [fault] });
      }
      run.edited(digitsGraph);
      expect(run.view$.value.stale).toBe(false);
      expect(engine.log.set).toEqual([]);
      expect(engine.log.opened).toHaveLength(1);
    });

    it.each(['play', 'restart'] as const)('begins anew with the graph as it is now: %s', async (what) => {
      run.edited(edited(digitsGraph, { kind: 'set-param', node: 'exc', param: 'tau_mem', value: '50 ms' }));
      await run[what]();
      expect(engine.log.opened[1]?.graph.nodes['exc']?.params['tau_mem']).toBe('50 ms');
      expect(run.view$.value).toMatchObject({ phase: 'running', stale: false, problems: [] });
    });
  });

  it('throws away a session that comes after the run was reset', async () => {
    const playing = run.play();
    await run.reset();
    await playing;
    expect(run.view$.value.phase).toBe('idle');
    expect(engine.sessions[0]?.progress$.value.phase).toBe('cancelled');
  });

  it('watches a port while it runs, before it runs and after it started again, and stops', async () => {
    const seen: string[] = [];
    run.frames$.subscribe((f) => seen.push(f.from));
    run.watch({ node: 'exc', of: 'V' });
    run.watch({ node: 'exc', of: 'V' });
    expect(run.watches$.value).toHaveLength(1);
    await run.play();
    await vi.advanceTimersByTimeAsync(200);
    expect(seen).toContain('exc.V');
    await run.restart();
    seen.length = 0;
    await vi.advanceTimersByTimeAsync(200);
    expect(seen).toContain('exc.V');
    run.unwatch('exc.V');
    seen.length = 0;
    await vi.advanceTimersByTimeAsync(200);
    expect(seen).not.toContain('exc.V');
  });

  it('keeps the speed and the target over a new start', async () => {
    run.setSpeed(3);
    await run.setTarget('reference');
    await run.play();
    expect(engine.log.calls).toContain('speed 3');
    expect(engine.log.opened[0]?.options?.target).toBe('reference');
  });
});

it('a frame goes to the view that made it, or to the views wired to where it comes from', () => {
  const isView = (id: string): boolean => digitsGraph.nodes[id]?.type.startsWith('view/') === true;
  const from = (text: string): Frame => ({ kind: 'matrix', from: text, rows: 0, columns: 0, data: new Float32Array() });
  expect(viewsFor(digitsGraph, isView, from('raster.frame'))).toEqual(['raster']);
  expect(viewsFor(digitsGraph, isView, from('exc.spikes'))).toEqual(['raster']);
  expect(viewsFor(digitsGraph, isView, from('exc.V'))).toEqual([]);
  expect(endOf('exc.V').port).toBe('V');
});

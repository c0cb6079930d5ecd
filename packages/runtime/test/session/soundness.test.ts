/** Runs that leave the numbers: what they say, and that it does not depend on when somebody looked. */
import { describe, expect, it } from 'vitest';
import type { GraphDocument, Library, Problem, TrialMark } from '@neuroloom/core';
import { defineOperator, NeuroloomError, sample, trial } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { map, of } from 'rxjs';
import { TARGETS, targetsWith } from '../../src/engine.ts';
import { serveTrials } from '../../src/session/pool.ts';
import { equationsGraph } from '../support/equations.ts';
import { portPair } from '../support/ports.ts';
import { open, run } from '../support/run.ts';
import { softwareGpu, withoutGpu } from '../support/software-gpu.ts';

type Definition = Readonly<Record<string, unknown>>;

const gpu = softwareGpu();

/** What the run of a graph fails with. */
async function failure(graph: GraphDocument, options: Parameters<typeof run>[1] = {}): Promise<Problem> {
  const error: unknown = await run(graph, options).then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(NeuroloomError);
  return (error as NeuroloomError).problems[0]!;
}

/** x' = -x / tau by Euler's method with dt = 5 tau: each step is -4 times the one before. */
const stiff: Definition = {
  params: { size: { kind: 'count', default: 2 }, tau: '0.1 ms' },
  state: { x: '1 mV * index(neuron)' },
  outputs: { out: { kind: 'signal', unit: 'mV' } },
  emit: { out: 'x' },
  flow: { x: '-x / tau' },
  method: 'euler',
};

describe('a step that is too large', () => {
  it('is told with the time constant, the largest step and the tick', async () => {
    const problem = await failure(equationsGraph(stiff));
    expect(problem).toMatchObject({ where: 'cells.x', node: 'cells' });
    // |x| = 4^n passes 1e30 first at n = ⌈log₄ 1e30⌉ = 50; the other neuron stays at 0.
    const tick = Math.ceil(Math.log(1e30) / Math.log(4));
    expect(problem.what).toContain(`grew to 1.268e+30 mV in neuron 1 at tick ${tick} (${tick / 2} ms)`);
    expect(problem.what).toContain('4 times as wide each step');
    expect(problem.what).toContain('tau = 0.1 ms');
    expect(problem.remedy).toContain('dt smaller than 0.2 ms');
    expect(problem.remedy).toContain('method auto instead of euler');
  });

  it('is told alike on every target, in both precisions, and however far the run went beyond it', async () => {
    const first = await failure(equationsGraph(stiff));
    for (const target of ['reference', 'wasm']) {
      expect(await failure(equationsGraph(stiff), { target })).toEqual(first);
      expect(await failure(equationsGraph(stiff, { precision: 'f64' }), { target })).toEqual(first);
    }
    expect(await failure(equationsGraph(stiff), { watch: true })).toEqual(first);
    expect(await failure(equationsGraph(stiff), { duration: 26 })).toEqual(first);
  });

  it.skipIf(!gpu)(`is told alike on a graphics device${withoutGpu}`, async () => {
    const options = { target: 'webgpu', targets: targetsWith(gpu!) };
    const first = await failure(equationsGraph(stiff));
    expect(await failure(equationsGraph(stiff), options)).toEqual(first);
    expect(await failure(equationsGraph(stiff), { ...options, watch: true })).toEqual(first);
    expect(await failure(equationsGraph(stiff), { ...options, duration: 26 })).toEqual(first);
  });

  it('is none where the method can take it', async () => {
    const result = await run(equationsGraph({ ...stiff, method: 'auto' }), { duration: 100 });
    expect(result.receipt.digests.result).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('an operation without a result', () => {
  it('an exponential that overflows, with its argument', async () => {
    // Exponential integrate-and-fire without a reset: it must run away once it is above threshold.
    const problem = await failure(
      equationsGraph({
        params: { size: { kind: 'count', default: 1 }, tau: '10 ms', D: '2 mV' },
        state: { V: '-40 mV' },
        flow: { V: '(-65 mV - V + D * exp((V + 50 mV) / D)) / tau' },
        method: 'euler',
      }),
    );
    expect(problem.where).toBe('cells.V');
    expect(problem.what).toMatch(/exp\(\(V \+ 50 mV\) \/ D\) is too large for a number, its argument is [\d.e+]+/);
    expect(problem.source).toBe('(-65 mV - V + D * exp((V + 50 mV) / D)) / tau');
    expect(problem.source!.slice(problem.at)).toMatch(/^exp/);
    expect(problem.remedy).toContain('reset');
  });

  it('a division by zero, in the tick in which it happens', async () => {
    // n counts down from 8 by one in each tick of 0.5 ms, and 1/n is added up: the division fails after the eighth.
    const problem = await failure(
      equationsGraph({
        params: { size: { kind: 'count', default: 1 } },
        state: { n: 8, x: 0 },
        flow: { n: '-2 / 1 ms', x: '1 / n / 1 ms' },
        method: 'euler',
      }),
    );
    expect(problem.where).toBe('cells.x');
    expect(problem.what).toContain('at tick 9 (4.5 ms)');
    expect(problem.what).toContain('1 / n divides by 0');
    expect(problem.remedy).toContain('max(n, …)');
  });

  it('a first value', async () => {
    const problem = await failure(
      equationsGraph({
        params: { size: { kind: 'count', default: 4 } },
        state: { x: 'log(index(neuron) - 1)' },
        flow: { x: '-x / 10 ms' },
      }),
    );
    expect(problem.what).toContain('in neuron 0 from the start');
  });

  it('names the node it begins in, not those that hear of it', async () => {
    const listener: Definition = {
      inputs: { I: { kind: 'signal', unit: 'mV' } },
      state: { y: '0 mV' },
      flow: { y: '(I - y) / 10 ms' },
    };
    const graph = equationsGraph(listener, {
      nodes: { z_source: { type: 'equations', version: 1, params: {}, definition: stiff } },
      wires: [{ from: 'z_source.out', to: 'cells.I' }],
    });
    expect((await failure(graph)).node).toBe('z_source');
  });
});

describe('a param in the wrong unit', () => {
  it('is pointed at', async () => {
    const slipped = equationsGraph({ ...stiff, params: { ...(stiff['params'] as object), tau: '100 ms' } });
    const cells = { ...slipped.nodes['cells']!, params: { tau: '100 us' } };
    const problem = await failure({ ...slipped, nodes: { cells } });
    expect(problem.remedy).toContain('is the unit of tau right? It is 0.1 ms, and usually 100 ms');
  });
});

describe('a live edit', () => {
  it('that lets the network run away is told by the tick after it', async () => {
    const calm = equationsGraph({ ...stiff, params: { ...(stiff['params'] as object), tau: '10 ms' } });
    const session = await open(calm);
    for (let k = 0; k < 4; k++) {
      session.step('tick');
      await new Promise<void>((resolve) => {
        const s = session.progress$.subscribe((p) => {
          if (p.phase === 'paused' && p.time >= (k + 1) * 0.5) {
            resolve();
            queueMicrotask(() => s.unsubscribe());
          }
        });
      });
    }
    await session.set('cells', 'tau', '0.1 ms');
    session.play();
    // 0.95⁴ · 4^n passes 1e30 at n = 50, after the 4 ticks before the edit.
    await expect(session.result()).rejects.toThrow(/at tick 54 \(27 ms\).*tau = 0.1 ms/s);
  });
});

describe('a trial that runs away', () => {
  const mark = (id: number, frozen: boolean): TrialMark => ({
    id,
    sample: id,
    attempt: 0,
    stage: 'show',
    of: 2,
    frozen,
  });
  const shows = (frozen: boolean) =>
    defineOperator({
      type: 'test/shows',
      version: 1,
      title: 'Shows',
      summary: 'Two trials',
      cite: [],
      inputs: { answer: sample('The answer', 'neuron') },
      outputs: { shown: sample('A number', 'neuron'), trial: trial('Trial') },
      run: () => ({
        shown: of(0, 1).pipe(map((id) => ({ mark: mark(id, frozen), data: Float32Array.of(id, id) }))),
        trial: of(0, 1).pipe(map((id) => mark(id, frozen))),
      }),
    });
  const graph = equationsGraph(
    { ...stiff, inputs: { start: { kind: 'signal', unit: '1' } }, flow: { x: '-x / tau + start * 0 mV / tau' } },
    {
      time: { dt: '0.5 ms', phases: [{ name: 'show', for: '30 ms' }] },
      nodes: { shows: { type: 'test/shows', version: 1, params: {} } },
      wires: [
        { from: 'shows.shown', to: 'cells.start' },
        { from: 'cells.out', to: 'shows.answer' },
      ],
    },
  );

  it.each([false, true])(
    'is told although the next one begins anew (frozen: %s), here or in a helper thread',
    async (frozen) => {
      const operator = shows(frozen);
      const library: Library = { definitions: new Map([...nodes.definitions, [operator.type, operator]]) };
      const spawnHelper = (): ReturnType<typeof portPair>[0] => {
        const [near, far] = portPair();
        serveTrials(far, library, TARGETS);
        return near;
      };
      const alone = await failure(graph, { library });
      expect(alone.what).toContain("in neuron 1 at tick 50 (25 ms) of trial 1 of stage 'show'");
      if (gpu) expect(await failure(graph, { library, target: 'webgpu', targets: targetsWith(gpu) })).toEqual(alone);
      expect(await failure(graph, { library, threads: 2, spawnHelper })).toEqual(alone);
    },
  );
});

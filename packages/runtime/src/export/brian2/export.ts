/**
 * A graph as a script for Brian2. Both simulators then hold the same synapses, start from the same values and get
 * the same random input, so that what differs is what they compute. One step there is one tick here: flows,
 * thresholds and resets come in the same order, and what arrives with a delay of k ticks arrives k - 1 steps later
 * there, after the resets.
 */
import type { GraphDocument, Library } from '@neuroloom/core';
import { brian2Dimension, brian2Unit, NeuroloomError } from '@neuroloom/core';
import { compile } from '../../compile/compile.ts';
import { resolve } from '../../compile/resolve.ts';
import { solveAxes } from '../../compile/axes.ts';
import { reference } from '../../targets/reference/interpret.ts';
import type { Target } from '../../targets/target.ts';
import { writeCells } from './cells.ts';
import { Model } from './model.ts';
import { makePlan } from './plan.ts';
import { record } from './replay.ts';
import type { ArrayFile } from './script.ts';
import { Script } from './script.ts';
import { bundlesOf, writeSynapses } from './synapses.ts';
import { scriptText } from './text.ts';

export interface Brian2Export {
  readonly script: string;
  /** What lies beside it, by name without `.npy`. */
  readonly arrays: ReadonlyMap<string, ArrayFile>;
  /** Nodes that draw random numbers as they run: the two can only agree in their statistics. */
  readonly statistical: readonly string[];
  /** Sources whose output is replayed. */
  readonly replayed: readonly string[];
  /** Nodes without a counterpart and without effect on the ticks. */
  readonly left: readonly string[];
}
export interface Brian2Options {
  readonly seed?: number;
  /** Milliseconds; otherwise the graph's own duration. */
  readonly duration?: number;
  /** Where the script looks for its arrays: a folder beside it. */
  readonly folder?: string;
  /** What runs the sources that are replayed. */
  readonly target?: Target;
}

/** Writes the script. Throws a NeuroloomError with every node that has no counterpart, and why. */
export async function exportBrian2(
  graph: GraphDocument,
  library: Library,
  options: Brian2Options = {},
): Promise<Brian2Export> {
  const resolved = resolve(graph, library);
  const model = new Model(resolved, solveAxes(resolved, new Map()));
  const plan = makePlan(model);
  const ticks = ticksOf(model, options.duration);
  const compiled = compile(graph, library, options.seed === undefined ? {} : { seed: options.seed });
  const outputs = [...plan.replayed].flatMap((id) =>
    Object.entries(model.node(id).def.outputs)
      .filter(([port]) => model.from(model.node(id), port).length > 0)
      .map(([port, def]) => ({ id, port, kind: def.kind, name: `${id}.${port}` })),
  );
  const named = (kind: string): string[] => outputs.filter((o) => o.kind === kind).map((o) => o.name);
  const recording = await record(compiled, options.target ?? reference, ticks, named('spikes'), named('signal'));
  const script = new Script(recording.start);

  for (const { id, port, kind, name } of outputs) {
    const n = model.node(id);
    const def = n.def.outputs[port]!;
    const size = model.length(n, def.axis);
    if (kind === 'signal') {
      const python = script.names.of(name, `${id}_${port}`);
      const values = script.array(name, recording.signals.get(name)!, [ticks, size]);
      const unit = brian2Unit(model.dimOfPort(n, def));
      script.object(python, id, [
        `${python} = TimedArray(${values}${unit === '1' ? '' : ` * ${unit}`}, dt=defaultclock.dt, name='${python}')`,
      ]);
      script.setTrain(id, port, python);
      if (plan.linked.get(id)?.has(port)) {
        const group = script.names.of(`${name} group`, id, `${id}_${port}_group`);
        const dim = brian2Dimension(model.dimOfPort(n, def));
        script.object(group, id, [
          `${group} = NeuronGroup(${size}, 'x = ${python}(t, i) : ${dim}', namespace=dict(${python}=${python}), name='${group}')`,
        ]);
        script.cells.set(id, { id, name: group, size, events: new Map(), variables: new Map([[`out ${port}`, 'x']]) });
      }
    } else {
      if (script.cells.has(id)) model.refuse(n, 'sends random spikes and random signals');
      const python = script.names.of(id, id);
      const { tick, id: who } = recording.spikes.get(name)!;
      const when = plan.early.has(id) ? ", when='start'" : '';
      script.object(python, id, [
        `${python} = SpikeGeneratorGroup(${size}, ${script.array(`${name}.i`, who)}, ` +
          `${script.array(`${name}.tick`, tick)} * defaultclock.dt, name='${python}'${when})`,
      ]);
      script.cells.set(id, { id, name: python, size, events: new Map([[port, 'spike']]), variables: new Map() });
    }
  }
  const inOrder = [...plan.cells].sort((a, b) => (plan.order.get(a.id) ?? 0) - (plan.order.get(b.id) ?? 0));
  for (const n of inOrder) if (!plan.replayed.has(n.id)) script.cells.set(n.id, writeCells(model, n, plan, script));
  for (const bundle of bundlesOf(model, plan, compiled.program.spaces)) writeSynapses(model, bundle, plan, script);

  const replayed = [...plan.replayed];
  return {
    script: scriptText(script, {
      title: graph.title,
      dt: resolved.dt,
      ticks,
      folder: options.folder ?? 'arrays',
      replayed,
      left: plan.left,
    }),
    arrays: script.arrays,
    statistical: [...new Set(script.statistical)],
    replayed,
    left: plan.left,
  };
}

function ticksOf(model: Model, duration: number | undefined): number {
  const { parts, duration: ticks } = model.resolved;
  if (duration !== undefined) return Math.round(duration / model.dt);
  if (parts.length > 0) return parts.reduce((n, p) => n + p.ticks, 0);
  if (ticks !== null) return ticks;
  throw new NeuroloomError({
    where: 'time.duration',
    what: 'this run has no end',
    remedy: 'say how long, such as --for 1s',
  });
}

/**
 * A graph as a script for Brian2. Both simulators then hold the same synapses, start from the same values and get
 * the same random input, so that what differs is what they compute. One step there is one tick here: flows,
 * thresholds and resets come in the same order, and what arrives with a delay of k ticks arrives k - 1 steps later
 * there, after the resets.
 */
import type { GraphDocument, Host, Library } from '@neuroloom/core';
import { brian2Dimension, brian2Unit, NeuroloomError } from '@neuroloom/core';
import { compile } from '../../compile/compile.ts';
import type { Instance } from '../../compile/resolve.ts';
import { resolve } from '../../compile/resolve.ts';
import { solveAxes } from '../../compile/axes.ts';
import { reference } from '../../targets/reference/interpret.ts';
import type { Target } from '../../targets/target.ts';
import { bundlesOf } from './bundles.ts';
import { writeCells } from './cells.ts';
import { writeDrive, writeHearing } from './direct.ts';
import { Model } from './model.ts';
import { makePlan, refuseStreams } from './plan.ts';
import { record } from './replay.ts';
import type { ArrayFile } from './script.ts';
import { Script } from './script.ts';
import { writeRelays } from './sums.ts';
import { writeSynapses } from './synapses.ts';
import { scriptText } from './text.ts';
import { firstTrial, samplesOf } from './trial.ts';
import { lengthsOf, type Presentation } from '../../session/stream-plane.ts';

export interface Brian2Export {
  readonly script: string;
  /** What lies beside it, by name without `.npy`. */
  readonly arrays: ReadonlyMap<string, ArrayFile>;
  /** States of populations, and those of synapses that stay where an event has put them, by their names in `states`. */
  readonly traces: readonly string[];
  readonly last: readonly string[];
  /** Nodes that draw random numbers as they run: the two can only agree in their statistics. */
  readonly statistical: readonly string[];
  /** Sources whose output is replayed. */
  readonly replayed: readonly string[];
  /** The trial that the script is of, where the graph has trials: the first. */
  readonly trial: Presentation | null;
  readonly ticks: number;
  /** Nodes without a counterpart and without effect on the ticks. */
  readonly left: readonly string[];
}
export interface Brian2Options {
  readonly seed?: number;
  /** Milliseconds; otherwise the graph's own duration. */
  readonly duration?: number;
  /** Where the script looks for its arrays: a folder beside it. */
  readonly folder?: string;
  /** What data sets, cameras and files are read through, where the graph shows some. */
  readonly host?: Host;
  /** What runs the sources that are replayed. */
  readonly target?: Target;
}

/** Where nothing can be read from outside. */
const NO_HOST: Host = {
  dataset: (name) =>
    Promise.reject(new NeuroloomError({ where: `data set ${name}`, what: 'there are no data sets here' })),
};

/** Writes the script. Throws a NeuroloomError with every node that has no counterpart, and why. */
export async function exportBrian2(
  graph: GraphDocument,
  library: Library,
  options: Brian2Options = {},
): Promise<Brian2Export> {
  const resolved = resolve(graph, library);
  const seed = options.seed ?? graph.seed;
  const trial = await firstTrial(resolved, options.host ?? NO_HOST, seed);
  refuseStreams(resolved, trial !== null);
  const sampleLengths = lengthsOf(trial ?? undefined);
  const compiled = compile(graph, library, { seed, sampleLengths });
  const axes = solveAxes(resolved, sampleLengths);
  const { spaces } = compiled.program;
  const model = new Model(resolved, axes, samplesOf(resolved, trial), (node) => {
    const shared = [...axes.spaces.values()].find((s) => s.members.includes(node));
    return shared && spaces.get(shared.name)!.delay;
  });
  const plan = makePlan(model);
  const ticks = ticksOf(model, options.duration);
  const outputs = [...plan.replayed].flatMap((id) =>
    Object.entries(model.node(id).def.outputs)
      .filter(([port]) => model.from(model.node(id), port).length > 0)
      .map(([port, def]) => ({ id, port, kind: def.kind, name: `${id}.${port}` })),
  );
  const named = (kind: string): string[] => outputs.filter((o) => o.kind === kind).map((o) => o.name);
  const recording = await record(
    compiled,
    options.target ?? reference,
    outputs.length > 0 ? ticks : 0,
    named('spikes'),
    named('signal'),
    { trial },
  );
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
          `${group} = NeuronGroup(${size}, 'x : ${dim}', namespace=dict(${python}=${python}), name='${group}')`,
          `${group}.run_regularly('x = ${python}(t, i)', when='start')`,
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
  for (const n of inOrder)
    if (!plan.replayed.has(n.id))
      script.cells.set(
        n.id,
        placed(model, n, () => writeCells(model, n, plan, script)),
      );
  writeRelays(model, plan, script);
  if (script.links.length > 0)
    script.object(
      '',
      '',
      script.links.map((link) => link()),
    );
  for (const n of plan.cells) writeHearing(model, n, plan, script);
  for (const n of plan.cells) if (model.isDrive(n)) writeDrive(model, n, script);
  for (const bundle of bundlesOf(model, plan, spaces)) writeSynapses(model, bundle, plan, script);

  const replayed = [...plan.replayed];
  return {
    script: scriptText(script, {
      title: graph.title,
      dt: resolved.dt,
      ticks,
      folder: options.folder ?? 'arrays',
      replayed,
      left: plan.left,
      trial: trial !== null,
    }),
    arrays: script.arrays,
    traces: script.states.filter((s) => !s.stays && script.cells.has(s.name.split('.')[0]!)).map((s) => s.name),
    last: script.states.filter((s) => s.stays).map((s) => s.name),
    statistical: [...new Set(script.statistical)],
    replayed,
    left: plan.left,
    trial,
    ticks,
  };
}

/** What cannot be written in Brian2's words is said of the node that says it. */
function placed<T>(model: Model, n: Instance, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const problem = error instanceof NeuroloomError ? error.problems[0] : undefined;
    if (problem?.where !== 'brian2') throw error;
    return model.refuse(n, problem.what, problem.remedy);
  }
}

function ticksOf(model: Model, duration: number | undefined): number {
  const { parts, duration: ticks } = model.resolved;
  const asked = duration === undefined ? undefined : Math.round(duration / model.dt);
  if (parts.length > 0) {
    const whole = parts.reduce((n, p) => n + p.ticks, 0);
    return Math.min(asked ?? whole, whole);
  }
  if (asked !== undefined) return asked;
  if (ticks !== null) return ticks;
  throw new NeuroloomError({
    where: 'time.duration',
    what: 'this run has no end',
    remedy: 'say how long, such as --for 1s',
  });
}

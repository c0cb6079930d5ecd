/** Where a program's own messages enter a graph and its answers leave it: two stream-plane nodes, made for one session. */
import type { Definition, GraphDocument, Library, Reals, SpikesFrame, TrialMark, Wire } from '@neuroloom/core';
import {
  defineOperator,
  endOf,
  NeuroloomError,
  quantityOf,
  resolveNode,
  sample,
  spikes,
  TIME,
  trial,
} from '@neuroloom/core';
import { Subject } from 'rxjs';
import { type Given, inStretches } from './message.ts';

export interface Answer {
  readonly data: Reals;
  readonly spikes: readonly SpikesFrame[];
}

export interface Inlet {
  /** The graph with the two nodes in it, and a library that knows them. */
  readonly graph: GraphDocument;
  readonly library: Library;
  /** What its input takes, and which that is (the first, where there are several). */
  readonly takes: Given['kind'];
  readonly input: string;
  /** Shows one sample, or spikes, and waits for the answer. */
  present(mark: TrialMark, given: Given): Promise<Answer>;
  /** No further sample will come. */
  end(): void;
  /** Rejects what is waited for. */
  abort(error: unknown): void;
}

export interface Places {
  /**
   * `node.port` at which each sample is held for a trial, or spikes arrive tick by tick. Several, all for samples or
   * all for spikes, are given the same: a projection and its learning rule.
   */
  readonly input: string | readonly string[];
  /** `node.port` whose values at the trial's end are the answer. */
  readonly output?: string;
  /** `node.port` whose spikes are part of the answer. One of the two there must be. */
  readonly spikes?: string;
}

const TYPE = 'flow/inlet';

/** Puts an inlet into a graph, in place of its schedule, its data sets and whatever else reads only from them. */
export function makeInlet(doc: GraphDocument, library: Library, places: Places): Inlet {
  const shown = new Subject<{ readonly mark: TrialMark; readonly data: Reals }>();
  const sent = new Subject<SpikesFrame>();
  const begun = new Subject<TrialMark>();
  const inputs = [places.input].flat();
  const graph = withInlet(doc, library, inputs, places);
  const takes = kindOf(graph, library, inputs[0]!);
  let asked: {
    readonly mark: TrialMark;
    readonly done: (a: Answer) => void;
    readonly failed: (e: unknown) => void;
  } | null = null;
  let frames: SpikesFrame[] = [];
  const ticks = ticksOfTrial(doc);
  const answerWith = (data: Reals): void => {
    asked?.done({ data, spikes: inStretches(frames) });
    asked = null;
    frames = [];
  };
  const inlet = defineOperator({
    type: TYPE,
    version: 1,
    title: 'Inlet',
    summary: 'Samples of a program, one for each trial',
    cite: [],
    inputs: { answer: sample('Values at the end of a trial', 'neuron'), spikes: spikes('Spikes of a trial') },
    outputs: { sample: sample('The sample'), spikes: spikes('The spikes'), trial: trial('Its trial') },
    run: ({ answer, spikes: spike$ }) => {
      spike$.subscribe((frame) => {
        frames.push(frame);
        if (places.output === undefined && frame.start + frame.ticks >= ticks) answerWith(new Float32Array(0));
      });
      answer.subscribe(({ data }) => answerWith(data));
      return { sample: shown, spikes: sent, trial: begun };
    },
  });
  const definitions = new Map<string, Definition>([...library.definitions, [TYPE, inlet]]);
  return {
    graph,
    takes,
    input: inputs[0]!,
    library: { definitions },
    present: (mark, given) =>
      new Promise((done, failed) => {
        asked = { mark, done, failed };
        if (given.kind === 'signal') shown.next({ mark, data: given.data });
        else for (const frame of given.spikes) sent.next({ ...frame, mark });
        begun.next(mark);
      }),
    end: () => begun.complete(),
    abort: (error) => {
      asked?.failed(error);
      asked = null;
    },
  };
}

function withInlet(doc: GraphDocument, library: Library, inputs: readonly string[], places: Places): GraphDocument {
  if (inputs.length === 0) throw new NeuroloomError({ where: 'through › input', what: 'no input is named' });
  check(doc, library, inputs[0]!, 'inputs', ['signal', 'spikes']);
  const takes = kindOf(doc, library, inputs[0]!);
  for (const input of inputs) check(doc, library, input, 'inputs', [takes]);
  if (places.output !== undefined) check(doc, library, places.output, 'outputs', ['signal']);
  if (places.spikes !== undefined) check(doc, library, places.spikes, 'outputs', ['spikes']);
  if (places.output === undefined && places.spikes === undefined) {
    throw new NeuroloomError({
      where: 'through',
      what: 'nothing is read from the network',
      remedy: 'name an output, or spikes',
    });
  }
  if (!(ticksOfTrial(doc) > 0)) {
    throw new NeuroloomError({
      where: 'time.phases',
      what: 'a trial has no length',
      remedy: 'give the graph phases, such as one of 350 ms',
    });
  }
  const nodes = Object.fromEntries(
    Object.entries(doc.nodes).filter(([id]) => resolveNode(library, doc, id).definition.plane === 'tick'),
  );
  let id = 'inlet';
  while (Object.hasOwn(nodes, id)) id += '_';
  const kept = doc.wires.filter(
    ({ from, to }) => Object.hasOwn(nodes, endOf(from).node) && Object.hasOwn(nodes, endOf(to).node),
  );
  const wires: Wire[] = [
    ...kept.filter(({ to }) => !inputs.includes(to)),
    ...inputs.map((to) => ({ from: `${id}.${takes === 'spikes' ? 'spikes' : 'sample'}`, to })),
    ...(places.output === undefined ? [] : [{ from: places.output, to: `${id}.answer` }]),
    ...(places.spikes === undefined ? [] : [{ from: places.spikes, to: `${id}.spikes` }]),
  ];
  return { ...doc, nodes: { ...nodes, [id]: { type: TYPE, version: 1, params: {} } }, wires };
}

/** What an input takes that is known to be there. */
function kindOf(doc: GraphDocument, library: Library, place: string): Given['kind'] {
  const { node, port } = endOf(place);
  return resolveNode(library, doc, node).definition.inputs[port]?.kind === 'spikes' ? 'spikes' : 'signal';
}

function ticksOfTrial({ time }: GraphDocument): number {
  const dt = quantityOf(time.dt, TIME);
  const lengths = (time.phases ?? []).map((phase) => quantityOf(phase.for, TIME));
  return lengths.reduce<number>(
    (sum, ms) => sum + (typeof ms === 'number' && typeof dt === 'number' ? Math.round(ms / dt) : 0),
    0,
  );
}

function check(
  doc: GraphDocument,
  library: Library,
  place: string,
  side: 'inputs' | 'outputs',
  kinds: readonly string[],
): void {
  const { node, port } = endOf(place);
  const definition = Object.hasOwn(doc.nodes, node) ? resolveNode(library, doc, node).definition : undefined;
  const ports = definition?.plane === 'tick' ? definition[side] : {};
  const found = Object.hasOwn(ports, port) ? ports[port]! : undefined;
  if (found && kinds.includes(found.kind)) return;
  const fitting = Object.entries(ports)
    .filter(([, p]) => kinds.includes(p.kind))
    .map(([name]) => `${node}.${name}`);
  throw new NeuroloomError({
    where: `through › ${side === 'inputs' ? 'input' : 'output'}`,
    what: !definition
      ? `there is no node '${node}'`
      : `'${place}' is not a ${kinds.join(' or ')} ${side.slice(0, -1)} of the network`,
    ...(fitting.length > 0 ? { remedy: `it has ${fitting.join(', ')}` } : {}),
  });
}

/** Definitions as a person reads and writes them: typeset line by line, and as text in a node of their own. */
import {
  type Definition,
  definitionText,
  type Edit,
  EQUATIONS,
  EQUATIONS_VERSION,
  type GraphDocument,
  type GraphNode,
  invert,
  type Library,
  type NodeDefinition,
  readDefinition,
} from '@neuroloom/core';
import { STRINGS } from '../strings.ts';

export interface Line {
  /** Left side: a name, or a derivative. */
  readonly of: string;
  readonly derivative: boolean;
  readonly formula: string;
}
export interface Lines {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Formulas in the order in which a tick runs them. */
export function equationsOf(d: NodeDefinition): readonly Lines[] {
  const line = (of: string, formula: string, derivative = false): Line => ({ of, formula, derivative });
  const all = (record: Readonly<Record<string, string>>, derivative = false): Line[] =>
    Object.entries(record).map(([k, f]) => line(k, f, derivative));
  const groups: Lines[] = [];
  const add = (title: string, lines: readonly Line[]): void => {
    if (lines.length > 0) groups.push({ title, lines });
  };
  for (const [event, jumps] of Object.entries(d.on))
    if (Object.hasOwn(d.inputs, event)) add(STRINGS.inspector.on(event), all(jumps));
  add('', all(d.flow, true));
  add(STRINGS.inspector.emits, all(d.emit));
  for (const [event, jumps] of Object.entries(d.on))
    if (!Object.hasOwn(d.inputs, event)) add(STRINGS.inspector.on(event), all(jumps));
  add(
    STRINGS.inspector.starts,
    Object.entries(d.state).map(([k, s]) => line(k, String(s.init))),
  );
  return groups;
}

/** What a new Equations node starts from: a leaky integrator that fires. */
const STARTER: Readonly<Record<string, unknown>> = {
  title: STRINGS.equations.title,
  summary: STRINGS.equations.summary,
  params: {
    size: { kind: 'count', default: 100, min: 1, doc: STRINGS.equations.size },
    tau: { default: '20 ms', min: '0.1 ms', doc: STRINGS.equations.tau },
    R: { default: '100 MΩ', doc: STRINGS.equations.R },
    v_rest: { default: '-70 mV', doc: STRINGS.equations.rest },
    v_th: { default: '-50 mV', doc: STRINGS.equations.threshold },
  },
  axes: { neuron: 'size' },
  inputs: { I: { unit: 'nA', default: '0 nA', doc: STRINGS.equations.current } },
  outputs: { spikes: 'spikes' },
  state: { V: 'v_rest' },
  flow: { V: '(v_rest - V + R * I) / tau' },
  emit: { spikes: 'V >= v_th' },
  on: { spikes: { V: 'v_rest' } },
};

/** The definition of a type of the library, or of a new Equations node. */
export function definitionByType(library: Library, type: string): Definition | undefined {
  const known = library.definitions.get(type);
  if (known || type !== EQUATIONS) return known;
  const read = readDefinition(STARTER);
  return 'definition' in read ? read.definition : undefined;
}

/** A new node of a definition, with nothing set. */
export const nodeOf = (definition: Definition): GraphNode =>
  definition.type === EQUATIONS
    ? { type: EQUATIONS, version: EQUATIONS_VERSION, params: {}, definition: STARTER }
    : { type: definition.type, version: definition.version, params: {} };

/** Turns a node of the library into one that carries its own equations, with the same name, params, wires and place. */
export function ownEquations(doc: GraphDocument, id: string, definition: NodeDefinition): Edit | undefined {
  const node = doc.nodes[id];
  const removal: Edit = { kind: 'remove-node', node: id };
  const back = invert(doc, removal);
  if (!node || back.kind !== 'add-node') return undefined;
  const value: GraphNode = {
    ...node,
    type: EQUATIONS,
    version: EQUATIONS_VERSION,
    definition: definitionText(definition),
  };
  return { kind: 'batch', edits: [removal, { ...back, value }] };
}

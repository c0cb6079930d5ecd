/**
 * From a node of a graph to its definition: the library's, or, for type `equations`, the one that the file itself
 * carries as text. Both are the same kind of value afterwards, so a person's own neuron is treated like a built-in one.
 */
import type { Problem } from '../errors.ts';
import type { NodeDefinition } from '../node/define.ts';
import type { Definition, Library } from '../node/library.ts';
import type { PortDef } from '../node/port.ts';
import { readDefinition } from './definition.ts';
import type { GraphDocument, GraphNode } from './document.ts';
import { endOf, EQUATIONS } from './document.ts';
import { own } from './limits.ts';
import { didYouMean } from './suggest.ts';

/** Version of the way in which definitions are written in files. */
export const EQUATIONS_VERSION = 1;

export const isDefinition = (found: Definition | Problem): found is Definition => 'plane' in found;

/**
 * The definition of a node, or why there is none; `where` of the problem is a part of the node. `checked`:
 * `checkGraph` has found no fault in the node's graph.
 */
export function definitionOf(library: Library, node: GraphNode, checked = false): Definition | Problem {
  if (node.type === EQUATIONS) return equationsOf(node, checked);
  const definition = library.definitions.get(node.type);
  if (!definition) {
    const near = didYouMean(node.type, library.definitions.keys()).remedy;
    const remedy = near ?? 'open the graph with a library that has it';
    return { where: 'type', what: `this library has no node '${node.type}'`, remedy };
  }
  if (definition.plane === 'tick' && node.definition) {
    return {
      where: 'definition',
      what: `only a node of type '${EQUATIONS}' carries its own definition, not '${node.type}'`,
    };
  }
  return outOfStep(node, definition.version) ?? definition;
}

function equationsOf(node: GraphNode, checked: boolean): Definition | Problem {
  const fault = outOfStep(node, EQUATIONS_VERSION);
  if (fault) return fault;
  if (!node.definition) {
    const remedy = `give it a definition with params, inputs, outputs, state, flow, emit and on`;
    return {
      where: 'definition',
      what: `a node of type '${EQUATIONS}' carries its own definition, and there is none`,
      remedy,
    };
  }
  const read = readOnce(node.definition, checked);
  return 'definition' in read ? read.definition : read.problems[0]!;
}

function outOfStep(node: GraphNode, version: number): Problem | undefined {
  if (node.version === version) return undefined;
  const what = `the node is of version ${node.version} of '${node.type}', and this library has version ${version}`;
  return node.version > version
    ? { where: 'version', what: `${what}; it is left as it is`, remedy: 'open the graph with a newer Neuroloom' }
    : { where: 'version', what, remedy: 'read the graph with this library to bring it up to date' };
}

// Documents are immutable, so a definition has to be read only once however often its ports are asked for.
const read = new WeakMap<object, ReturnType<typeof readDefinition>>();
function readOnce(text: object, checked: boolean): ReturnType<typeof readDefinition> {
  const known = read.get(text) ?? readDefinition(text, undefined, checked);
  read.set(text, known);
  return known;
}

export interface Resolved {
  readonly definition: Definition;
  /** Why the definition is a placeholder: something to draw and to wire up on paper, which cannot run. */
  readonly problem?: Problem;
}

/**
 * The definition of a node in its graph; always one. Where there is none, a placeholder with the ports that the
 * node's wires mention stands for it, each of the kind at the wire's other end.
 */
export function resolveNode(library: Library, doc: GraphDocument, id: string): Resolved {
  const node = own(doc.nodes, id);
  const found = node ? definitionOf(library, node) : { where: '', what: `there is no node '${id}'` };
  if (isDefinition(found)) return { definition: found };
  const problem = { ...found, where: [`nodes.${id}`, found.where].filter(Boolean).join('.'), node: id };
  return { definition: placeholder(library, doc, id), problem };
}

function placeholder(library: Library, doc: GraphDocument, id: string): NodeDefinition {
  const inputs: Record<string, PortDef> = {};
  const outputs: Record<string, PortDef> = {};
  for (const wire of doc.wires) {
    const from = endOf(wire.from);
    const to = endOf(wire.to);
    if (to.node === id) inputs[to.port] = like(portAt(library, doc, from.node, 'outputs', from.port));
    if (from.node === id) outputs[from.port] = like(portAt(library, doc, to.node, 'inputs', to.port));
  }
  const node = own(doc.nodes, id);
  return {
    plane: 'tick',
    type: node?.type ?? '',
    version: node?.version ?? 1,
    title: node?.title ?? node?.type ?? id,
    summary: 'A node that this library does not know',
    cite: [],
    params: {},
    axes: {},
    inputs,
    outputs,
    state: {},
    flow: {},
    emit: {},
    on: {},
    method: 'auto',
  };
}

function portAt(
  library: Library,
  doc: GraphDocument,
  id: string,
  side: 'inputs' | 'outputs',
  port: string,
): PortDef | undefined {
  const node = own(doc.nodes, id);
  const definition = node && definitionOf(library, node);
  return definition && isDefinition(definition) ? own(definition[side], port) : undefined;
}

const like = (other: PortDef | undefined): PortDef => ({
  kind: other?.kind ?? 'signal',
  doc: 'Unknown',
  axis: other?.axis ?? 'neuron',
  ...(other?.unit ? { unit: other.unit } : {}),
});

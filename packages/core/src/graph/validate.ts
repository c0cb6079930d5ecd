/**
 * Everything that can be wrong with a graph as a graph: its times, its nodes' params and formulas, its wires. All of
 * it is told, each with its place in the file and its node, so that an editor can mark it and a command can list it.
 */
import type { Problem } from '../errors.ts';
import type { Definition, Library } from '../node/library.ts';
import type { NodeDefinition } from '../node/define.ts';
import type { Problems } from './limits.ts';
import { problems } from './limits.ts';
import { checkParams } from './check-params.ts';
import { wireFault } from './connect.ts';
import { readDefinition } from './definition.ts';
import type { GraphDocument, GraphNode } from './document.ts';
import { endOf, EQUATIONS } from './document.ts';
import { loopSentence, loopsIn, prompt } from './loops.ts';
import { definitionOf, isDefinition } from './resolve.ts';
import { didYouMean } from './suggest.ts';
import { timeProblems } from './time.ts';
import { takesMany } from './wiring.ts';

/** The problems of a graph; without a library, those that need none to be seen. */
export function checkGraph(doc: GraphDocument, library?: Library): readonly Problem[] {
  const found = problems();
  for (const problem of timeProblems(doc.time)) found.add(problem);
  if (library) {
    const known = new Map<string, Definition>();
    for (const [id, node] of Object.entries(doc.nodes)) {
      const definition = checkNodeOf(library, id, node, found);
      if (definition) known.set(id, definition);
    }
    checkWires(library, doc, known, found);
    checkProfiles(doc, known, found);
  }
  return found.list();
}

function checkProfiles(doc: GraphDocument, known: ReadonlyMap<string, Definition>, found: Problems): void {
  for (const [name, profile] of Object.entries(doc.profiles ?? {})) {
    for (const [key, value] of Object.entries(profile)) {
      const where = `profiles.${name}`;
      const { node, port: param } = endOf(key);
      const definition = known.get(node);
      if (!Object.hasOwn(doc.nodes, node)) {
        found.add({ where, what: `no node '${node}'`, ...didYouMean(node, Object.keys(doc.nodes)) });
      } else if (definition) {
        for (const problem of checkParams(definition, { [param]: value })) {
          found.add({ ...problem, where: `${where} › ${node}.${problem.where}`, node });
        }
      }
    }
  }
}

function checkNodeOf(library: Library, id: string, node: GraphNode, found: Problems): Definition | undefined {
  const where = `nodes.${id}`;
  const definition = definitionOf(library, node);
  if (!isDefinition(definition)) {
    const read = node.type === EQUATIONS && node.definition ? readDefinition(node.definition) : undefined;
    const all = read && 'problems' in read && definition.where !== 'version' ? read.problems : [definition];
    for (const problem of all) found.add({ ...problem, where: `${where}.${problem.where}`, node: id });
    return undefined;
  }
  for (const problem of checkParams(definition, node.params)) {
    found.add({ ...problem, where: `${where}.${problem.where}`, node: id });
  }
  return definition;
}

function checkWires(
  library: Library,
  doc: GraphDocument,
  known: ReadonlyMap<string, Definition>,
  found: Problems,
): void {
  const taken = new Map<string, string>();
  for (const [k, wire] of doc.wires.entries()) {
    const to = endOf(wire.to);
    const target = known.get(to.node);
    // A node without a definition has said so itself; its wires cannot be judged.
    if (!target || !known.has(endOf(wire.from).node)) continue;
    const fault = wireFault(library, doc, wire);
    if (fault) found.add({ where: `wires[${k}]`, what: fault, node: to.node });
    const before = taken.get(wire.to);
    const kind = Object.hasOwn(target.inputs, to.port) ? target.inputs[to.port]!.kind : 'increment';
    if (before !== undefined && !takesMany(kind)) {
      found.add({
        where: `wires[${k}]`,
        what: `'${wire.to}' takes one wire and has one from '${before}' already`,
        node: to.node,
      });
    }
    taken.set(wire.to, wire.from);
  }
  for (const [id, definition] of known) if (definition.plane === 'tick') checkInputs(id, definition, taken, found);
  for (const loop of loopsIn(prompt(library, doc), doc)) {
    const last = loop.at(-1)!;
    const k = doc.wires.indexOf(last);
    found.add({ where: `wires[${k}]`, what: loopSentence(library, doc, loop), node: endOf(last.to).node });
  }
}

/** A signal has no value of its own while nothing is wired. */
function checkInputs(
  id: string,
  definition: NodeDefinition,
  taken: ReadonlyMap<string, string>,
  found: Problems,
): void {
  for (const [name, port] of Object.entries(definition.inputs)) {
    if (port.kind !== 'signal' || port.default !== undefined || taken.has(`${id}.${name}`)) continue;
    found.add({
      where: `nodes.${id}`,
      what: `nothing is wired to '${id}.${name}', which needs a signal`,
      node: id,
      remedy: 'wire a source, a sample or another signal to it',
    });
  }
}

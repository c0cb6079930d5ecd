/**
 * Everything that can be wrong with a graph as a graph: its times, its nodes' params and formulas, its wires. All of
 * it is told, each with its place in the file and its node, so that an editor can mark it and a command can list it.
 */
import type { Problem } from '../errors.ts';
import type { NodeDefinition } from '../node/define.ts';
import type { Definition, Library } from '../node/library.ts';
import type { ParamValue } from '../node/param.ts';
import { TIME } from '../units/dimension.ts';
import { quantityOf } from '../units/quantity.ts';
import type { FormulaCheck } from './check-formulas.ts';
import { formulaCheck } from './check-formulas.ts';
import { wireFault } from './connect.ts';
import { readDefinition } from './definition.ts';
import type { GraphDocument, GraphNode, Wire } from './document.ts';
import { endOf, EQUATIONS } from './document.ts';
import type { Problems } from './limits.ts';
import { count, own, problems } from './limits.ts';
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
    const dt = quantityOf(doc.time.dt, TIME);
    const formulas = formulaCheck(typeof dt === 'number' && dt > 0 ? dt : undefined);
    for (const [id, node] of Object.entries(doc.nodes)) {
      const definition = checkNodeOf(library, id, node, formulas, found);
      if (definition) known.set(id, definition);
    }
    checkWires(library, doc, known, found);
    checkProfiles(doc, known, formulas, found);
    if (formulas.skipped > 0) {
      const what = `the formulas of ${count(formulas.skipped)} more nodes are too many to check here`;
      found.add({ where: 'nodes', what, remedy: 'they are checked when the graph runs' });
    }
  }
  return found.list();
}

/** A profile's params are judged together with those of their node that it leaves alone. */
function checkProfiles(
  doc: GraphDocument,
  known: ReadonlyMap<string, Definition>,
  formulas: FormulaCheck,
  found: Problems,
): void {
  for (const [name, profile] of Object.entries(doc.profiles ?? {})) {
    const where = `profiles.${name}`;
    const changed = new Map<string, Record<string, ParamValue>>();
    for (const [key, value] of Object.entries(profile)) {
      const { node: id, port: param } = endOf(key);
      const node = own(doc.nodes, id);
      if (node) changed.set(id, { ...(changed.get(id) ?? node.params), [param]: value });
      else found.add(() => ({ where, what: `no node '${id}'`, ...didYouMean(id, Object.keys(doc.nodes)) }));
    }
    for (const [id, params] of changed) {
      const definition = known.get(id);
      const node = doc.nodes[id]!;
      if (!definition) continue;
      const told = new Set(formulas.problems(definition, node).map((p) => `${p.where}|${p.what}`));
      for (const problem of formulas.problems(definition, { ...node, params })) {
        if (told.has(`${problem.where}|${problem.what}`)) continue;
        found.add({ ...problem, where: `${where} › ${id}.${problem.where.replace(/^params\./, '')}`, node: id });
      }
    }
  }
}

function checkNodeOf(
  library: Library,
  id: string,
  node: GraphNode,
  formulas: FormulaCheck,
  found: Problems,
): Definition | undefined {
  const where = `nodes.${id}`;
  const definition = definitionOf(library, node);
  if (!isDefinition(definition)) {
    const read = node.type === EQUATIONS && node.definition ? readDefinition(node.definition) : undefined;
    const all = read && 'problems' in read && definition.where !== 'version' ? read.problems : [definition];
    for (const problem of all) found.add({ ...problem, where: `${where}.${problem.where}`, node: id });
    return undefined;
  }
  for (const problem of formulas.problems(definition, node)) {
    found.add({
      ...problem,
      where: problem.where.startsWith(' ') ? where + problem.where : `${where}.${problem.where}`,
      node: id,
    });
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
  const sound: Wire[] = [];
  for (const [k, wire] of doc.wires.entries()) {
    const to = endOf(wire.to);
    const target = known.get(to.node);
    // A node without a definition has said so itself; its wires cannot be judged.
    if (!target || !known.has(endOf(wire.from).node)) continue;
    const fault = wireFault(library, doc, wire);
    const before = taken.get(wire.to);
    const full = before !== undefined && !takesMany(target.inputs[to.port]?.kind ?? 'event');
    if (fault) found.add({ where: `wires[${k}]`, what: fault, node: to.node });
    else if (full) {
      found.add({
        where: `wires[${k}]`,
        what: `'${wire.to}' takes one wire and has one from '${before}' already`,
        node: to.node,
      });
    } else {
      taken.set(wire.to, wire.from);
      sound.push(wire);
    }
  }
  for (const [id, definition] of known) if (definition.plane === 'tick') checkInputs(id, definition, taken, found);
  const judged = { ...doc, wires: sound };
  for (const loop of loopsIn(prompt(library, judged), judged)) {
    const last = loop.at(-1)!;
    const what = loopSentence(library, doc, loop);
    found.add({ where: `wires[${doc.wires.indexOf(last)}]`, what, node: endOf(last.to).node });
  }
}

/** A signal and the weights of a projection have no value of their own while nothing is wired. */
function checkInputs(
  id: string,
  definition: NodeDefinition,
  taken: ReadonlyMap<string, string>,
  found: Problems,
): void {
  for (const [name, port] of Object.entries(definition.inputs)) {
    const needed = port.kind === 'weights' || (port.kind === 'signal' && port.default === undefined);
    if (!needed || taken.has(`${id}.${name}`)) continue;
    const [needs, remedy] =
      port.kind === 'weights'
        ? ['the weights of a projection', 'wire the weights of a projection to it']
        : ['a signal', 'wire a source, a sample or another signal to it'];
    found.add({
      where: `nodes.${id}`,
      what: `nothing is wired to '${id}.${name}', which needs ${needs}`,
      node: id,
      remedy,
    });
  }
}

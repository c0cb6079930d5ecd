/** Graph files: reading them without trusting them, and writing them so that the same graph is always the same text. */
import type { Problem } from '../errors.ts';
import type { Library } from '../node/library.ts';
import { fitsDocument } from './check-shape.ts';
import type { GraphDocument, GraphNode } from './document.ts';
import { endOf } from './document.ts';
import type { Problems } from './limits.ts';
import { own, problems } from './limits.ts';
import { migrateDocument, migrateNodes } from './migrate.ts';
import { parseJson } from './parse-json.ts';
import { plain } from './plain.ts';
import { prettyJson } from './pretty.ts';
import { didYouMean } from './suggest.ts';
import { checkGraph } from './validate.ts';

export interface ReadGraph {
  /** The document, or `null` when the file is no graph or a newer one. Problems with a document are the graph's own. */
  readonly doc: GraphDocument | null;
  /** Everything that is wrong, with its place in the file: `nodes.exc.params.tau_mem`, `wires[3].to`. */
  readonly problems: readonly Problem[];
  /** What was brought up to date. */
  readonly notes: readonly string[];
}

/**
 * Reads a graph from a file's text or from a value (a message, a stored document). With a library it also migrates
 * nodes and checks params, units and wires. A graph with such problems still opens, so that it can be mended; text
 * that is not a whole graph does not. Never throws and runs nothing of what it reads.
 */
export function readGraph(input: unknown, library?: Library): ReadGraph {
  const found = problems();
  const doc = readDocument(input, found);
  if (!doc) return { doc: null, problems: found.list(), notes: [] };
  const moved = library ? migrateNodes(library, doc) : { doc, notes: [] };
  for (const problem of checkGraph(moved.doc, library)) found.add(problem);
  return { doc: moved.doc, problems: found.list(), notes: moved.notes };
}

function readDocument(input: unknown, found: Problems): GraphDocument | undefined {
  const value = typeof input === 'string' ? parseJson(input, found) : plain(input, found);
  if (value === undefined) return undefined;
  const current = migrateDocument(value, found);
  if (current === undefined || !fitsDocument(current, found) || found.count > 0) return undefined;
  return wellWired(current, found) ? withoutStrayPlaces(current, found) : undefined;
}

/** Wires end at nodes, and none stands twice. */
function wellWired(doc: GraphDocument, found: Problems): boolean {
  const before = found.count;
  const seen = new Set<string>();
  for (const [k, wire] of doc.wires.entries()) {
    for (const side of ['from', 'to'] as const) {
      const { node } = endOf(wire[side]);
      if (own(doc.nodes, node)) continue;
      found.add(() => ({
        where: `wires[${k}].${side}`,
        what: `no node '${node}'`,
        ...didYouMean(node, Object.keys(doc.nodes)),
      }));
    }
    const key = `${wire.from} ${wire.to}`;
    if (seen.has(key)) found.add({ where: `wires[${k}]`, what: `a second wire from '${wire.from}' to '${wire.to}'` });
    seen.add(key);
  }
  return found.count === before;
}

/** A place on the canvas for a node that is not there says nothing; it is told and dropped. */
function withoutStrayPlaces(doc: GraphDocument, found: Problems): GraphDocument {
  const stray = Object.keys(doc.layout).filter((id) => !own(doc.nodes, id));
  if (stray.length === 0) return doc;
  for (const id of stray) {
    found.add(() => ({ where: `layout.${id}`, what: `no node '${id}'`, ...didYouMean(id, Object.keys(doc.nodes)) }));
  }
  const gone = new Set(stray);
  return { ...doc, layout: Object.fromEntries(Object.entries(doc.layout).filter(([id]) => !gone.has(id))) };
}

/**
 * The file of a graph. Canonical: parts stand in one order, nodes, wires, params and places in the document's, so
 * that writing what was read from it gives the same bytes.
 */
export function writeGraph(doc: GraphDocument): string {
  const { format, version, title, description, cite, time, seed, precision, wires, profiles } = doc;
  const nodes = mapRecord(doc.nodes, nodeInOrder);
  const layout = mapRecord(doc.layout, ({ x, y }) => ({ x, y }));
  const ends = wires.map(({ from, to }) => ({ from, to }));
  const { dt, duration } = time;
  const phases = time.phases?.map(({ name, for: length, blank }) => ({ name, for: length, blank }));
  const whole = {
    format,
    version,
    title,
    description,
    cite,
    time: { dt, phases, duration },
    seed,
    precision,
    nodes,
    wires: ends,
    layout,
    profiles,
  };
  return `${prettyJson(whole)}\n`;
}

const nodeInOrder = ({ type, version, title, params, definition }: GraphNode): object => ({
  type,
  version,
  title,
  params,
  definition,
});

const mapRecord = <T, U>(record: Readonly<Record<string, T>>, f: (value: T) => U): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));

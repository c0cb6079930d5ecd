/**
 * Old files open: documents go up version by version, and so do the params and wires of each node whose definition
 * has moved on. Newer ones are refused and left untouched, since guessing would lose what they say.
 */
import type { Library } from '../node/library.ts';
import type { Migration } from '../node/migration.ts';
import type { ParamValue } from '../node/param.ts';
import type { GraphDocument, GraphNode, Wire } from './document.ts';
import { endOf, FORMAT, VERSION } from './document.ts';
import type { Problems } from './limits.ts';
import { own, show } from './limits.ts';
import type { Json } from './parse-json.ts';

type JsonRecord = Readonly<Record<string, Json>>;
/** From each older version of the document to the next: `{ 1: (v1) => v2 }`. There is no older one yet. */
export type DocumentMigrations = Readonly<Record<number, (old: JsonRecord) => JsonRecord>>;
const STEPS: DocumentMigrations = {};

/** The file's value in the current version of the format, or `undefined` when it is not a graph or a newer one. */
export function migrateDocument(
  value: Json,
  problems: Problems,
  steps: DocumentMigrations = STEPS,
  current: number = VERSION,
): Json | undefined {
  if (typeof value !== 'object' || value === null || isList(value) || own(value, 'format') !== FORMAT) {
    const found = typeof value === 'object' && value !== null && !isList(value) ? own(value, 'format') : value;
    problems.add({
      where: 'format',
      what: `expected '${FORMAT}', got ${show(found)}`,
      remedy: 'this is not a Neuroloom graph',
    });
    return undefined;
  }
  let doc: JsonRecord = value;
  const version = own(doc, 'version');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    problems.add({ where: 'version', what: `expected a whole number from 1 to ${current}, got ${show(version)}` });
    return undefined;
  }
  if (version > current) {
    problems.add({
      where: 'version',
      what: `the file is of version ${version}, and this Neuroloom reads versions up to ${current}; it is left as it is`,
      remedy: 'open it with a newer Neuroloom',
    });
    return undefined;
  }
  for (let v = version; v < current; v++) doc = { ...(steps[v]?.(doc) ?? doc), version: v + 1 };
  return doc;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/**
 * Brings every node up to the library's version of its definition, with its wires. `notes` says what was done. Nodes
 * that the library does not know, or knows only older, stay as they are.
 */
export function migrateNodes(
  library: Library,
  doc: GraphDocument,
): { readonly doc: GraphDocument; readonly notes: readonly string[] } {
  const moved = new Map<string, GraphNode>();
  const ports = new Map<string, Renamed>();
  for (const [id, node] of Object.entries(doc.nodes)) {
    const definition = library.definitions.get(node.type);
    if (!definition || node.version >= definition.version) continue;
    const names: Renamed = { inputs: new Map(), outputs: new Map() };
    let at = node;
    while (at.version < definition.version) {
      const step = own(definition.migrate ?? {}, String(at.version));
      if (!step) break;
      at = { ...at, version: at.version + 1, params: migrateParams(at.params, step) };
      follow(names.inputs, step.inputs);
      follow(names.outputs, step.outputs);
    }
    if (at.version < definition.version) continue; // a step is missing, so the node stays as it is
    moved.set(id, at);
    ports.set(id, names);
  }
  if (moved.size === 0) return { doc, notes: [] };
  const nodes = Object.fromEntries(Object.entries(doc.nodes).map(([id, node]) => [id, moved.get(id) ?? node]));
  const notes = [...moved].map(([id, { type, version }]) => {
    return `${id}: brought from version ${doc.nodes[id]!.version} of '${type}' to ${version}`;
  });
  return { doc: { ...doc, nodes, wires: renamePorts(doc.wires, ports) }, notes };
}

/** Ports by their old names. */
interface Renamed {
  readonly inputs: Map<string, string>;
  readonly outputs: Map<string, string>;
}

function migrateParams(params: GraphNode['params'], step: Migration): GraphNode['params'] {
  const moved = Object.entries(params).flatMap(([name, value]): [string, ParamValue][] => {
    const to = own(step.params ?? {}, name);
    return to === null ? [] : [[to ?? name, value]];
  });
  const kept = Object.entries(step.keep ?? {}).filter(([name]) => !moved.some(([known]) => known === name));
  return Object.fromEntries([...moved, ...kept]);
}

/** Adds a step's renamings to those before it, so that `a → b` and then `b → c` give `a → c`. */
function follow(names: Map<string, string>, step: Readonly<Record<string, string>> = {}): void {
  for (const [first, now] of names) names.set(first, own(step, now) ?? now);
  for (const [old, to] of Object.entries(step)) if (!names.has(old)) names.set(old, to);
}

function renamePorts(wires: readonly Wire[], ports: ReadonlyMap<string, Renamed>): readonly Wire[] {
  const end = (text: string, side: keyof Renamed): string => {
    const { node, port } = endOf(text);
    const to = ports.get(node)?.[side].get(port);
    return to === undefined ? text : `${node}.${to}`;
  };
  const seen = new Set<string>();
  return wires.flatMap((wire) => {
    const moved = { from: end(wire.from, 'outputs'), to: end(wire.to, 'inputs') };
    const key = `${moved.from} ${moved.to}`;
    if (seen.has(key)) return []; // two ports that became one leave one wire
    seen.add(key);
    return [moved.from === wire.from && moved.to === wire.to ? wire : moved];
  });
}

/**
 * The digest of a graph: what a receipt pins. It covers everything that can change a result and nothing that only
 * changes how the graph looks or reads.
 */
import type { GraphDocument, GraphNode } from './document.ts';
import { sha256 } from './sha256.ts';

/**
 * JSON with sorted keys and no spaces: one text for every way of writing a value (RFC 8785 for plain data). Members
 * that are `undefined` are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const record = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort() // by UTF-16 code units, as RFC 8785 wants
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${members.join(',')}}`;
}

/**
 * SHA-256 of the graph without its titles, description, citations and layout. The order of nodes and of wires
 * counts; the order of params does not.
 */
export function digestGraph(doc: GraphDocument): string {
  const nodes = Object.entries(doc.nodes).map(([id, node]) => [id, meaning(node)]);
  const { format, version, time, seed, precision, wires } = doc;
  return sha256(new TextEncoder().encode(canonicalJson({ format, version, time, seed, precision, nodes, wires })));
}

const meaning = ({ type, version, params, definition }: GraphNode): Partial<GraphNode> => ({
  type,
  version,
  params,
  ...(definition ? { definition } : {}),
});

/** What an edit of the document means for a run: nothing, a param that changes while it runs, or a new start. */
import type { Definition, GraphDocument, GraphNode, ParamValue } from '@neuroloom/core';

export interface LiveChange {
  readonly node: string;
  readonly param: string;
  readonly value: ParamValue;
}
export interface RunChange {
  /** The program itself is another one. */
  readonly structural: boolean;
  readonly live: readonly LiveChange[];
}

export function runChange(
  before: GraphDocument,
  after: GraphDocument,
  resolve: (node: GraphNode) => Definition | undefined,
): RunChange {
  const live: LiveChange[] = [];
  const nothing = { structural: true, live };
  if (before.wires !== after.wires && !sameJson(before.wires, after.wires)) return nothing;
  if (before.seed !== after.seed || before.precision !== after.precision || !sameJson(before.time, after.time))
    return nothing;
  const ids = Object.keys(after.nodes);
  if (ids.length !== Object.keys(before.nodes).length) return nothing;
  for (const id of ids) {
    const [a, b] = [before.nodes[id], after.nodes[id]!];
    if (a === b) continue;
    if (!a || a.type !== b.type || a.version !== b.version || !sameJson(a.definition, b.definition)) return nothing;
    const definition = resolve(b);
    for (const key of new Set([...Object.keys(a.params), ...Object.keys(b.params)])) {
      const def = definition?.params[key];
      const value = b.params[key] ?? def?.default;
      if ((a.params[key] ?? def?.default) === value) continue;
      if (def?.kind !== 'quantity' || value === undefined) return nothing;
      live.push({ node: id, param: key, value });
    }
  }
  return { structural: false, live };
}

/** Equal as JSON, for small values whose keys are written in a set order. */
const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * How long every axis is. Counts say it at some nodes; wires carry it to the others; samples bring it from data.
 * Product axes (`synapse` = pre × post) are found too, and which nodes share one.
 */
import type { AxisDef, Connect, Problem } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Instance, Resolved } from './resolve.ts';
import { isFed } from './resolve.ts';

export interface Axis {
  readonly length: number;
  /** Of the class of all axes that are this one; none for `scalar`. */
  readonly name?: string;
  /** Set for a product: its factors' names in the node, and their lengths. */
  readonly of?: readonly [string, string];
  readonly rows?: number;
  readonly columns?: number;
  /** For synapses: name of the class of all nodes that share them. */
  readonly space?: string;
}
export interface SharedSpace {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Names of the axes of sources and targets. */
  readonly factors: readonly [string, string];
  readonly connect: Connect | null;
  /** The node that says which pairs exist, or the first. */
  readonly owner: string;
  readonly members: readonly string[];
}
export interface Axes {
  of(node: string, axis: string): Axis;
  readonly spaces: ReadonlyMap<string, SharedSpace>;
}

const SYNAPSE: AxisDef = ['pre', 'post'];

/** The factors of a product axis, or null for a plain one. */
export function factorsOf(instance: Instance, axis: string): readonly [string, string] | null {
  const def = instance.def.axes[axis] ?? (axis === 'synapse' ? SYNAPSE : undefined);
  if (def === undefined || typeof def === 'string') return null;
  return 'of' in def ? def.of : def;
}

export function solveAxes(graph: Resolved, sampleLengths: ReadonlyMap<string, number>): Axes {
  const parent = new Map<string, string>();
  const find = (x: string): string => {
    let root = x;
    while ((parent.get(root) ?? root) !== root) root = parent.get(root)!;
    parent.set(x, root);
    return root;
  };
  // The node that comes first in the document names the class.
  const rank = new Map([...graph.nodes.keys()].map((id, k) => [id, k]));
  const rankOf = (x: string): number => rank.get(x.split('/')[0]!)!;
  const union = (a: string, b: string): void => {
    const ra = find(a),
      rb = find(b);
    if (ra !== rb) parent.set(...(rankOf(ra) <= rankOf(rb) ? ([rb, ra] as const) : ([ra, rb] as const)));
  };
  const key = (node: string, axis: string): string => `${node}/${axis}`;
  const size = new Map<string, { length: number; because: string }>();
  const problems: Problem[] = [];
  const products: {
    readonly whole: string;
    readonly of: readonly [string, string];
    readonly node: string;
    readonly axis: string;
  }[] = [];

  for (const n of graph.nodes.values()) {
    for (const axis of axesOf(n)) {
      parent.set(key(n.id, axis), key(n.id, axis));
      const of = factorsOf(n, axis);
      if (of) products.push({ whole: key(n.id, axis), of: [key(n.id, of[0]), key(n.id, of[1])], node: n.id, axis });
    }
  }
  const same = (a: Instance, x: string, b: Instance, y: string): void => {
    if (x === 'scalar' || y === 'scalar') return;
    union(key(a.id, x), key(b.id, y));
    const fa = factorsOf(a, x),
      fb = factorsOf(b, y);
    if (fa && fb) {
      same(a, fa[0], b, fb[0]);
      same(a, fa[1], b, fb[1]);
    }
  };
  for (const w of graph.wires) {
    const a = graph.nodes.get(w.from.node),
      b = graph.nodes.get(w.to.node);
    if (a && b) same(a, w.from.def.axis, b, w.to.def.axis);
    if (a || !b || w.to.def.kind !== 'spikes') continue;
    // All that hear the spikes of one operator hear the same population.
    const first = graph.wires.find((o) => o.from.node === w.from.node && o.from.port === w.from.port && isFed(o))!;
    same(graph.nodes.get(first.to.node)!, first.to.def.axis, b, w.to.def.axis);
  }

  const set = (at: string, length: number, because: string): boolean => {
    const root = find(at);
    const known = size.get(root);
    if (!known) {
      size.set(root, { length, because });
      return true;
    }
    if (known.length !== length) {
      problems.push({
        where: at.replace('/', ' › '),
        node: at.split('/')[0]!,
        what: `has ${length} elements (${because}) but is wired to ${known.length} (${known.because})`,
        remedy: 'make the two equal, or put a projection between them',
      });
      size.set(root, { length: known.length, because: known.because });
    }
    return false;
  };
  for (const n of graph.nodes.values()) {
    for (const axis of axesOf(n)) {
      const def =
        n.def.axes[axis] ?? (axis === 'neuron' && n.def.params['size']?.kind === 'count' ? 'size' : undefined);
      if (typeof def === 'string') set(key(n.id, axis), Number(n.values[def]), `${n.id}.${def}`);
    }
  }
  for (const w of graph.wires) {
    if (w.from.plane !== 'stream' || w.to.plane !== 'tick' || w.to.def.axis === 'scalar') continue;
    const spikes = w.to.def.kind === 'spikes';
    const length = sampleLengths.get(spikes ? `${w.from.node}.${w.from.port}` : `${w.to.node}.${w.to.port}`);
    if (length !== undefined)
      set(key(w.to.node, w.to.def.axis), length, `${spikes ? 'spikes' : 'samples'} of ${w.from.node}`);
  }
  for (let again = true; again; ) {
    again = false;
    for (const p of products) {
      const [r, c, n] = [size.get(find(p.of[0])), size.get(find(p.of[1])), size.get(find(p.whole))];
      if (r && c && !n) again = set(p.whole, r.length * c.length, `${r.length} × ${c.length}`) || again;
      else if (n && r && !c && n.length % r.length === 0) again = set(p.of[1], n.length / r.length, n.because) || again;
      else if (n && c && !r && n.length % c.length === 0) again = set(p.of[0], n.length / c.length, n.because) || again;
    }
  }

  const spaces = new Map<
    string,
    {
      name: string;
      rows: number;
      columns: number;
      factors: readonly [string, string];
      connect: Connect | null;
      owner: string;
      members: string[];
    }
  >();
  const result = new Map<string, Axis>();
  for (const n of graph.nodes.values()) {
    for (const axis of axesOf(n)) {
      const at = key(n.id, axis);
      const length = size.get(find(at))?.length;
      if (length === undefined) {
        problems.push({
          where: `${n.id} › ${axis}`,
          node: n.id,
          what: 'its size is not known',
          remedy: unsized(n, axis),
        });
        continue;
      }
      const of = factorsOf(n, axis);
      if (!of) {
        result.set(at, { length, name: find(at) });
        continue;
      }
      const rows = size.get(find(key(n.id, of[0])))?.length ?? 0,
        columns = size.get(find(key(n.id, of[1])))?.length ?? 0;
      if (axis !== 'synapse') {
        result.set(at, { length, name: find(at), of, rows, columns });
        continue;
      }
      const name = find(at).split('/')[0]!;
      const def = n.def.axes[axis];
      const connect = def !== undefined && typeof def === 'object' && 'connect' in def ? def.connect : null;
      const factors = [find(key(n.id, of[0])), find(key(n.id, of[1]))] as const;
      const shared = spaces.get(name) ?? { name, rows, columns, factors, connect: null, owner: n.id, members: [] };
      if (connect) Object.assign(shared, { connect, owner: n.id });
      shared.members.push(n.id);
      spaces.set(name, shared);
      result.set(at, { length, name: find(at), of, rows, columns, space: name });
    }
  }
  if (problems.length > 0) throw new NeuroloomError(problems);
  return {
    of: (node, axis) => (axis === 'scalar' ? { length: 1 } : result.get(key(node, axis))!),
    spaces,
  };
}

function axesOf(n: Instance): string[] {
  const names = new Set<string>();
  const add = (axis: string): void => {
    if (axis === 'scalar' || names.has(axis)) return;
    const of = factorsOf(n, axis);
    if (of) of.forEach(add);
    names.add(axis);
  };
  for (const p of [...Object.values(n.def.inputs), ...Object.values(n.def.outputs)]) add(p.axis);
  for (const s of Object.values(n.def.state)) add(s.axis);
  // Events that cross from one side to the other run along synapses, also where none has a state.
  if (names.has('pre') && names.has('post')) add('synapse');
  return [...names];
}

function unsized(n: Instance, axis: string): string {
  const ports = [...Object.entries(n.def.inputs), ...Object.entries(n.def.outputs)].filter(
    ([, p]) => p.axis === axis || (p.axis === 'synapse' && (axis === 'pre' || axis === 'post')),
  );
  return ports.length > 0
    ? `wire ${ports.map(([p]) => `${n.id}.${p}`).join(' or ')} to something that has a size`
    : 'give it a count';
}

/** Which synapses there are, and when what they carry arrives: the spaces of a program, made from axes and params. */
import { hashName, NeuroloomError } from '@neuroloom/core';
import type { Buffer, Group, Kernel, Space, Sparse } from '../program.ts';
import { padded } from '../program.ts';
import type { Axes, SharedSpace } from './axes.ts';
import { factorsOf } from './axes.ts';
import { allPairs, connectPairs, expectedPairs, transposed } from './connectivity.ts';
import { sortByDelay, spreadDelays, spreadOf } from './delays.ts';
import type { Instance, Resolved } from './resolve.ts';

/** Dense spaces as padded rows, sparse ones as the pairs that exist, sorted by delay where delays differ. */
export function makeSpaces(graph: Resolved, axes: Axes, seed: number): Map<string, Space> {
  const spaces = new Map<string, Space>();
  for (const s of axes.spaces.values()) spaces.set(s.name, makeSpace(s, graph, seed));
  return spaces;
}

function makeSpace(s: SharedSpace, graph: Resolved, seed: number): Space {
  const owner = graph.nodes.get(s.owner)!;
  const members = s.members.map((m) => graph.nodes.get(m)!);
  const spread = spreading(members);
  const { name, rows, columns } = s;
  const [rowAxis, columnAxis] = s.factors;
  const delay = delayOfAll(members);
  const dense: Space = { name, rows, columns, rowAxis, columnAxis, stride: padded(columns), sparse: null, delay };
  if (!s.connect && !spread) return dense;
  const pairs = s.connect
    ? connectPairs(s.connect, Number(owner.values[s.connect.by]), rows, columns, seed, hashName(s.owner))
    : allPairs(rows, columns);
  const synapses = pairs.target.length;
  if (!spread) return { ...dense, sparse: { synapses, ...pairs } };
  const sorted = sortByDelay(pairs, spreadDelays(spread, pairs, rows, columns, graph.dt, seed));
  const { stretches } = sorted;
  return { ...dense, delay: stretches.delays.at(-1) ?? 1, sparse: { synapses, ...sorted.pairs, stretches } };
}

/**
 * Spaces in which synapses are only counted, by their expected number; or null where there are fewer than `many`.
 * Tables and lists are as long as they will be, but for what delays that differ add to them.
 */
export function planSpaces(graph: Resolved, axes: Axes, many: number): Map<string, Space> | null {
  let all = 0;
  const none = new Int32Array(0);
  const spaces = new Map<string, Space>();
  for (const s of axes.spaces.values()) {
    const owner = graph.nodes.get(s.owner)!;
    const members = s.members.map((m) => graph.nodes.get(m)!);
    const spread = spreading(members);
    const { name, rows, columns } = s;
    const dense: Space = { name, rows, columns, stride: padded(columns), sparse: null, delay: delayOfAll(members) };
    const synapses = s.connect
      ? expectedPairs(s.connect, Number(owner.values[s.connect.by]), rows, columns)
      : rows * columns;
    const stretches = { delays: Int32Array.of(1), at: none };
    const sparse = { synapses, start: none, target: none, ...(spread ? { stretches } : {}) };
    if (s.connect || spread) all += synapses;
    spaces.set(name, s.connect || spread ? { ...dense, delay: spread ? 1 : dense.delay, sparse } : dense);
  }
  return all >= many ? spaces : null;
}

/** The one node of a space that gives each synapse a delay of its own. */
function spreading(members: readonly Instance[]): Instance | undefined {
  const [first, second] = members.filter((m) => spreadOf(m) !== null);
  if (!first || !second) return first;
  throw new NeuroloomError({
    where: `${second.id}.delay`,
    node: second.id,
    what: `the same synapses already have delays of their own by ${first.id}.delay`,
    remedy: 'write the formula once, at the projection',
  });
}

const delayOfAll = (members: readonly Instance[]): number =>
  Math.max(0, ...members.map((m) => Number(m.values['delay'] ?? 0)).filter((d) => !Number.isNaN(d)));

/** Rules at postsynaptic events walk a sparse matrix by target. */
export function indexByTarget(spaces: Map<string, Space>, groups: ReadonlyMap<Group, readonly Kernel[]>): void {
  for (const k of [...groups.values()].flat()) {
    const s = k.loop.over === 'columns' ? spaces.get(k.loop.space)! : undefined;
    if (s?.sparse && !s.sparse.byTarget)
      spaces.set(s.name, { ...s, sparse: { ...s.sparse, byTarget: byTargetOf(s, s.sparse) } });
  }
}

function byTargetOf(s: Space, sparse: Sparse): NonNullable<Sparse['byTarget']> {
  const counted = sparse.target.length < sparse.synapses;
  return counted
    ? { start: sparse.start, source: sparse.target, element: sparse.target }
    : transposed(sparse, s.columns);
}

/** A buffer with one number for each synapse is as long as there are synapses. */
export function sized(b: Buffer, spaces: ReadonlyMap<string, Space>): Buffer {
  const s = b.space === undefined ? undefined : spaces.get(b.space)!;
  return s ? { ...b, length: s.sparse ? s.sparse.synapses : s.rows * s.stride } : b;
}

/** Events on the `pre` side of synapses arrive after the synapses' delay, at the projection and at its rules alike. */
export function arrivalDelays(graph: Resolved, axes: Axes, spaces: ReadonlyMap<string, Space>): Map<string, number> {
  const delays = new Map<string, number>();
  for (const n of graph.nodes.values()) {
    for (const [port, def] of Object.entries(n.def.inputs)) {
      if (def.kind !== 'spikes') continue;
      const whole = [...Object.keys(n.def.axes), 'synapse'].find(
        (a) => factorsOf(n, a)?.includes(def.axis) && spaceOf(axes, n.id, a),
      );
      if (!whole) delays.set(`${n.id}.${port}`, Number(n.values['delay'] ?? 0));
      else if (factorsOf(n, whole)![0] === def.axis)
        delays.set(`${n.id}.${port}`, spaces.get(spaceOf(axes, n.id, whole)!)!.delay);
    }
  }
  return delays;
}

const spaceOf = (axes: Axes, node: string, axis: string): string | undefined =>
  [...axes.spaces.values()].find((s) => s.members.includes(node) && axis === 'synapse')?.name;

/** Which synapses there are, and when what they carry arrives: the spaces of a program, made from axes and params. */
import type { Connect } from '@neuroloom/core';
import { hashName, NeuroloomError } from '@neuroloom/core';
import type { Buffer, Group, Kernel, Space, Sparse } from '../program.ts';
import { padded } from '../program.ts';
import type { Axes, SharedSpace } from './axes.ts';
import { factorsOf } from './axes.ts';
import type { Drawn, Pairs } from './connectivity.ts';
import { allPairs, connectPairs, expectedPairs, listedPairs, transposed } from './connectivity.ts';
import { sortByDelay, spreadDelays, spreadOf, ticksOf } from './delays.ts';
import type { Instance, Resolved } from './resolve.ts';
import type { SynapseList } from './synapse-list.ts';
import { readSynapses } from './synapse-list.ts';

/** Spaces, and first values that a list of synapses gives. */
export interface Made {
  readonly spaces: Map<string, Space>;
  /** By buffer, one for each synapse. */
  readonly given: ReadonlyMap<string, Float64Array>;
}

/** Files by name, as the host gave them. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Lists of synapses, read once: by the space whose pairs they are. */
export function readLists(graph: Resolved, axes: Axes, files: Files): Map<string, SynapseList> {
  const lists = new Map<string, SynapseList>();
  for (const s of axes.spaces.values()) {
    const owner = graph.nodes.get(s.owner)!;
    const { param, file } = listOf(owner, s.connect) ?? {};
    if (param === undefined) continue;
    const source = file === undefined ? String(owner.values[param]) : files.get(file);
    if (source === undefined)
      throw new NeuroloomError({
        where: `${s.owner}.${param}`,
        node: s.owner,
        what: `the file '${file!.slice(0, 80)}' has not been read`,
        remedy: 'open the graph in a session, which reads its files first',
      });
    lists.set(s.name, readSynapses(source, file ?? `${s.owner}.${param}`, s.rows, s.columns));
  }
  return lists;
}

/** Names of the files that a graph's lists of synapses are in, and the params that name them. */
export function filesOf(graph: Resolved): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const n of graph.nodes.values()) {
    for (const def of Object.values(n.def.axes)) {
      const list = typeof def === 'object' && 'connect' in def ? listOf(n, def.connect) : null;
      if (list?.file !== undefined) names.set(list.file, `${n.id}.${list.param}`);
    }
  }
  return names;
}

/** The param that holds a list, or that names its file. */
function listOf(n: Instance, connect: Connect | null): { param: string; file?: string } | null {
  if (connect?.rule !== 'list') return null;
  const file = connect.file === undefined ? '' : String(n.values[connect.file]);
  return file === '' ? { param: connect.by } : { param: connect.file!, file };
}

/** Dense spaces as padded rows, sparse ones as the pairs that exist, sorted by delay where delays differ. */
export function makeSpaces(graph: Resolved, axes: Axes, seed: number, lists: ReadonlyMap<string, SynapseList>): Made {
  const spaces = new Map<string, Space>();
  const given = new Map<string, Float64Array>();
  for (const s of axes.spaces.values()) {
    const list = lists.get(s.name);
    if (list) {
      const { space, order } = listedSpace(s, graph, seed, list);
      spaces.set(s.name, space);
      const weight = s.connect && 'weight' in s.connect ? s.connect.weight : undefined;
      if (weight !== undefined && list.weight) given.set(`${s.owner}.${weight}`, picked(list.weight, order));
    } else spaces.set(s.name, makeSpace(s, graph, seed));
  }
  return { spaces, given };
}

function makeSpace(s: SharedSpace, graph: Resolved, seed: number): Space {
  const { dense, spread } = outline(s, graph);
  const drawn = s.connect as Drawn | null;
  if (!drawn && !spread) return dense;
  const by = drawn ? Number(graph.nodes.get(s.owner)!.values[drawn.by]) : 0;
  const pairs = drawn
    ? connectPairs(drawn, by, s.rows, s.columns, seed, hashName(s.owner))
    : allPairs(s.rows, s.columns);
  if (!spread) return { ...dense, sparse: { synapses: pairs.target.length, ...pairs } };
  return withDelays(dense, pairs, spreadDelays(spread, pairs, s.rows, s.columns, graph.dt, seed)).space;
}

/** The delays of a list win over the projection's own. */
function listedSpace(
  s: SharedSpace,
  graph: Resolved,
  seed: number,
  list: SynapseList,
): { space: Space; order: Int32Array } {
  const { dense, spread } = outline(s, graph);
  const { pairs, order } = listedPairs(list, s.rows);
  if (!list.delay && !spread) return { space: { ...dense, sparse: { synapses: list.count, ...pairs } }, order };
  const ticks = list.delay
    ? Int32Array.from(order, (k) => ticksOf(list.delay![k]!, graph.dt, s.owner, list.pre[k]!, list.post[k]!))
    : spreadDelays(spread!, pairs, s.rows, s.columns, graph.dt, seed);
  const sorted = withDelays(dense, pairs, ticks);
  return { space: sorted.space, order: sorted.order ? sorted.order.map((k) => order[k]!) : order };
}

/** Sorted by delay; or as it is, where all turn out to be equally long. */
function withDelays(dense: Space, pairs: Pairs, ticks: Int32Array): { space: Space; order: Int32Array | null } {
  const synapses = pairs.target.length;
  const [first = 1] = ticks;
  if (ticks.every((d) => d === first))
    return { space: { ...dense, delay: first, sparse: { synapses, ...pairs } }, order: null };
  const sorted = sortByDelay(pairs, ticks);
  const { stretches } = sorted;
  const sparse = { synapses, ...sorted.pairs, stretches };
  return { space: { ...dense, delay: stretches.delays.at(-1)!, sparse }, order: sorted.order };
}

const picked = (all: Float64Array, order: Int32Array): Float64Array => Float64Array.from(order, (k) => all[k]!);

/** What is known of a space before its pairs are: without any, all of them. */
function outline(s: SharedSpace, graph: Resolved): { dense: Space; spread: Instance | undefined } {
  const members = s.members.map((m) => graph.nodes.get(m)!);
  const { name, rows, columns } = s;
  const [rowAxis, columnAxis] = s.factors;
  const delay = delayOfAll(members);
  return {
    dense: { name, rows, columns, rowAxis, columnAxis, stride: padded(columns), sparse: null, delay },
    spread: spreading(members),
  };
}

/**
 * Spaces in which synapses are only counted, by their expected number; or null where there are fewer than `many`.
 * Tables and lists are as long as they will be, but for what delays that differ add to them.
 */
export function planSpaces(
  graph: Resolved,
  axes: Axes,
  many: number,
  lists: ReadonlyMap<string, SynapseList> = new Map(),
): Map<string, Space> | null {
  let all = 0;
  const none = new Int32Array(0);
  const spaces = new Map<string, Space>();
  for (const s of axes.spaces.values()) {
    const { dense, spread } = outline(s, graph);
    if (!s.connect && !spread) {
      spaces.set(s.name, dense);
      continue;
    }
    const by = s.connect ? Number(graph.nodes.get(s.owner)!.values[s.connect.by]) : 1;
    const rule = (s.connect ?? { rule: 'probability', by: '' }) as Drawn;
    const synapses = lists.get(s.name)?.count ?? expectedPairs(rule, by, s.rows, s.columns);
    const stretches = { delays: Int32Array.of(1), at: none };
    const sparse = { synapses, start: none, target: none, ...(spread ? { stretches } : {}) };
    all += synapses;
    spaces.set(s.name, { ...dense, delay: spread ? 1 : dense.delay, sparse });
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
  axis === 'synapse' ? axes.of(node, axis)?.space : undefined;

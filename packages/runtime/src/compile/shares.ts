/**
 * How the kernels of a tick are dealt out to threads, so that no bit changes. A kernel over an axis, events or
 * synapses is cut into parts of an axis; a part belongs to the same thread in every kernel. So a thread waits for the
 * others only where it needs what they own: there a step ends.
 */
import type { Body, Kernel, Loop, Program, Space } from '../program.ts';
import type { Place } from '../term.ts';
import { bodies, effects, isEmpty } from './rewrite.ts';
import type { Shape } from './shape.ts';
import { shapeOf } from './shape.ts';

/** A kernel in as many parts as there are threads, each a part of the elements, rows or columns of its loop. */
export interface Cut {
  readonly by: 'element' | 'row' | 'column';
  readonly length: number;
}

/** What is left to one thread, each with its reason: one list. */
export const ALONE = {
  sums: 'adds in ascending order to a number that several parts share, and another order would round differently',
  shared: 'writes what other elements of the same loop read or write',
  active: 'goes through a list of the few blocks that can do anything, which is short',
  unsettled: 'fires under a condition that does not hold in every tick',
  unsorted: 'its rows are not in order of their targets, so a part of the targets is no part of a row',
  table: 'where each part of each row begins would take more memory than the synapses',
} as const;
export type Reason = keyof typeof ALONE;

/** A kernel as threads run it: in parts, or by the first of them alone. */
export interface Dealt {
  readonly kernel: Kernel;
  readonly cut: Cut | null;
  /** Of an event list that is cut like the kernel: each thread finds its own events where it has just put them. */
  readonly fresh: boolean;
  /** Rests whose elements it disturbs in its own part only. */
  readonly wakesOwn: ReadonlySet<string>;
}

/** Between two steps all threads have met. */
export interface Step {
  readonly kernels: readonly Dealt[];
  /** Event lists of which each thread has a part when the step ends; they are joined before anybody goes on. */
  readonly lists: readonly string[];
  /** What the first thread does then, while the others wait. */
  readonly after: readonly Dealt[];
}

export interface Shares {
  readonly threads: number;
  /** What the first thread does before a tick's first step. */
  readonly before: readonly Dealt[];
  readonly steps: readonly Step[];
  /** Sparse spaces whose rows are cut by target. */
  readonly split: ReadonlySet<string>;
  /** Rests whose kernel is cut. */
  readonly rests: ReadonlySet<string>;
}

/** Elements that stay together: a cache line of numbers; the notes of a rest are taken sixteen blocks of four at once. */
const LINE = 16;
const NOTED = 64;

/** How many elements of an axis of this length stay together, so that all kernels cut it alike. */
export function grainOf(program: Program, length: number): number {
  return [...program.rests.values()].some((r) => r.length === length) ? NOTED : LINE;
}

/** Where the part of a thread begins; that of the next one begins where it ends. */
export function boundary(length: number, grain: number, threads: number, thread: number): number {
  const pieces = Math.ceil(length / grain);
  return Math.min(length, grain * Math.ceil((pieces * thread) / threads));
}

/** Deals out the kernels of a tick. */
export function dealOut(program: Program, threads: number): Shares {
  const kernels = program.groups.get('tick') ?? [];
  const cuts = kernels.map((k) => {
    const found = cutOf(program, k, threads);
    return typeof found === 'string' ? null : found;
  });
  const touched = kernels.map((k, i) => touches(program, k, cuts[i]!));
  const stages: number[] = [];
  kernels.forEach((_, i) => {
    let stage = 0;
    for (let j = 0; j < i; j++) {
      const how = meets(touched[j]!, touched[i]!);
      if (how) stage = Math.max(stage, stages[j]! + (how === 'apart' ? 1 : 0));
    }
    stages.push(stage);
  });
  const dealt = kernels.map((kernel, i): Dealt => {
    const emitter = 'list' in kernel.loop ? emitterOf(kernels, kernel.loop.list) : -1;
    const fresh = emitter >= 0 && emitter < i && stages[emitter] === stages[i] && ownEvents(kernel.loop, cuts[i]!);
    return {
      kernel,
      cut: cuts[i]!,
      fresh: fresh && isNow(program, kernel.loop),
      wakesOwn: wakesOwn(kernels, touched, i),
    };
  });
  return {
    threads,
    ...steps(dealt, stages),
    split: new Set(
      dealt.flatMap(({ kernel: { loop }, cut }) =>
        cut?.by === 'column' && 'space' in loop && loop.over !== 'columns' && program.spaces.get(loop.space)!.sparse
          ? [loop.space]
          : [],
      ),
    ),
    rests: new Set(dealt.flatMap(({ kernel, cut }) => (cut && kernel.rests ? [kernel.rests] : []))),
  };
}

/** Stages in which nothing is cut are done in the pause between two others. */
function steps(dealt: readonly Dealt[], stages: readonly number[]): Pick<Shares, 'before' | 'steps'> {
  const before: Dealt[] = [];
  const found: { kernels: Dealt[]; lists: string[]; after: Dealt[] }[] = [];
  for (let stage = 0; stage <= Math.max(-1, ...stages); stage++) {
    const here = dealt.filter((_, i) => stages[i] === stage);
    if (here.every((d) => !d.cut)) (found.at(-1)?.after ?? before).push(...here);
    else {
      const lists = here.flatMap((d) => (d.cut ? d.kernel.body.emits.map((e) => e.list) : []));
      found.push({ kernels: here, lists, after: [] });
    }
  }
  return { before, steps: found };
}

/** By what a kernel is cut, or why it is not. */
export function cutOf(program: Program, k: Kernel, threads: number): Cut | Reason {
  if (k.active) return 'active';
  const emits = (b: Body): string => b.emits.map((e) => e.list).join();
  if (k.when && emits(k.body) !== (k.otherwise ? emits(k.otherwise) : '')) return 'unsettled';
  const shapes = new Set(bodies(k).flatMap((b) => (isEmpty(b) ? [] : [shapeOf(program, k.loop, b)])));
  if (shapes.has('reduce')) return 'sums';
  if (shapes.has('serial')) return bodies(k).some((b) => b.folds.length > 0) ? 'sums' : 'shared';
  const by = (...these: Shape[]): boolean => these.some((s) => shapes.has(s));
  if (by('row') && by('column', 'target')) return 'shared';
  if (!('space' in k.loop)) return cutFlat(program, k.loop, by('row'), by('column'));
  const space = program.spaces.get(k.loop.space)!;
  if (by('row')) return { by: 'row', length: space.rows };
  const columns: Cut = { by: 'column', length: space.columns };
  if (!space.sparse || k.loop.over === 'columns') return columns;
  // Rows that are sorted by delay are sorted by target only within what arrives together.
  const { stretches } = space.sparse;
  const fault = stretches && k.loop.over === 'synapses' ? 'unsorted' : splitFault(space, threads);
  if (!fault) return columns;
  // A synapse alone may as well belong to its source; but where delays differ one source has events at several times.
  const apart = by('target', 'column') || (stretches && k.loop.over === 'rows');
  return apart ? fault : { by: 'row', length: space.rows };
}

function cutFlat(
  program: Program,
  loop: Extract<Loop, { over: 'axis' | 'events' }>,
  byRow: boolean,
  byColumn: boolean,
): Cut {
  const length = loop.over === 'axis' ? loop.length : program.lists.get(loop.list)!.length;
  if (byRow) return { by: 'row', length: length / loop.columns! };
  return byColumn ? { by: 'column', length: loop.columns! } : { by: 'element', length };
}

/** Why the rows of a sparse space cannot be cut by target, if they cannot. */
function splitFault({ sparse, rows }: Space, threads: number): Reason | null {
  const { start, target, stretches, synapses } = sparse!;
  const delays = stretches?.delays.length ?? 1;
  if (rows * delays * (threads + 1) > Math.max(synapses, 2 ** 16)) return 'table';
  const ends = stretches ? stretches.at : start;
  const width = stretches ? delays + 1 : 1;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < delays; j++) {
      const end = ends[row * width + j + 1]!;
      for (let k = ends[row * width + j]! + 1; k < end; k++) if (target[k]! < target[k - 1]!) return 'unsorted';
    }
  }
  return null;
}

/** Are the events of a loop those of the part itself, rather than of everybody? */
function ownEvents(loop: Loop, cut: Cut | null): boolean {
  const of = { axis: null, synapses: null, events: 'element', rows: 'row', columns: 'column' } as const;
  return cut !== null && of[loop.over] === cut.by;
}

/** Are they events of the same tick? */
function isNow(program: Program, loop: Loop): boolean {
  if (loop.over === 'events') return loop.delay === 0;
  if (loop.over !== 'rows') return loop.over === 'columns';
  const space = program.spaces.get(loop.space)!;
  return space.delay === 0 && !space.sparse?.stretches;
}

/** What a kernel touches, and which part of it a thread does: two kernels that name one part have one owner for each element of it. */
interface Touches {
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  readonly writes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Parts that are nobody's own. */
const ALL = 'all';
/** The whole, in the hands of the first thread. */
const FIRST = 'first';

function touches(program: Program, k: Kernel, cut: Cut | null): Touches {
  const part = (place: Place): string => (cut ? partOf(k.loop, cut, place) : FIRST);
  const parts = (of: ReadonlyMap<string, ReadonlySet<Place>>): Map<string, Set<string>> =>
    new Map([...of].map(([name, places]) => [name, new Set([...places].map(part))]));
  const { reads, writes } = effects(k);
  const read = parts(reads);
  if ('list' in k.loop) {
    const name = `list ${k.loop.list}`;
    const whose = ownEvents(k.loop, cut) ? partOf(k.loop, cut!, cut!.by) : cut ? ALL : FIRST;
    if (isNow(program, k.loop)) read.set(name, new Set([whose]));
    else read.delete(name);
  }
  return { reads: read, writes: parts(writes) };
}

/** Which part of an array is touched at a place, by the axis that is cut: an index lies in one part of it. */
function partOf(loop: Loop, cut: Cut, place: Place): string {
  if (place === cut.by) return `elements of ${cut.length}`;
  if (place !== 'element') return ALL;
  const matrix = 'space' in loop ? loop.space : String('columns' in loop ? loop.columns : '');
  return `${cut.by}s of ${matrix}, ${cut.length}`;
}

/** Must the second wait for the first? In the same thread the order is enough. */
function meets(first: Touches, second: Touches): 'apart' | 'same' | null {
  let how: 'same' | null = null;
  const pairs = [
    [first.writes, second.reads],
    [first.writes, second.writes],
    [first.reads, second.writes],
  ] as const;
  for (const [a, b] of pairs) {
    for (const [name, parts] of a) {
      const others = b.get(name);
      if (!others) continue;
      // Who reads a list before it is written reads what an earlier tick has left in it, and that is joined.
      const turned = a === first.reads && name.startsWith('list ');
      if (!turned && parts.size === 1 && !parts.has(ALL) && [...others].every((p) => parts.has(p))) how = 'same';
      else return 'apart';
    }
  }
  return how;
}

const emitterOf = (kernels: readonly Kernel[], list: string): number =>
  kernels.findIndex((k) => k.body.emits.some((e) => e.list === list));

/** Rests of which a kernel writes only what the thread itself looks after. */
function wakesOwn(kernels: readonly Kernel[], touched: readonly Touches[], at: number): Set<string> {
  const own = (kernels[at]!.wakes ?? []).filter(({ rest }) => {
    const sleeper = touched[kernels.findIndex((k) => k.rests === rest)]!;
    const written = { reads: new Map(), writes: touched[at]!.writes };
    return meets(written, sleeper) !== 'apart';
  });
  return new Set(own.map(({ rest }) => rest));
}

/**
 * One thread's part of a kernel: from which element, row or column to which, and where it keeps what is its own.
 * Without a part a kernel is done whole.
 */
import type { Cut, Dealt, Shares } from '../../compile/shares.ts';
import { boundary, grainOf } from '../../compile/shares.ts';
import type { Program } from '../../program.ts';
import type { Area } from './area.ts';
import type { Bound, Context } from './control.ts';
import type { FuncBuilder, Label } from './encode.ts';

export interface Share {
  readonly cut: Cut | null;
  readonly threads: number;
  readonly area: Area;
  /** Locals: which thread this is, where its own words begin, and its part, as byte offsets of integers. */
  readonly id: number;
  readonly own: number;
  readonly from: number;
  readonly to: number;
  /** Are the events of the loop those of its part, and has it just put them into its part of the list? */
  readonly ownEvents: boolean;
  readonly fresh: boolean;
  /** Rests whose elements the kernel disturbs in this part only. */
  readonly wakesOwn: ReadonlySet<string>;
}

/** Begins a kernel that is done in parts; the function's only parameter is the thread. */
export function beginShare(f: FuncBuilder, program: Program, { threads }: Shares, area: Area, d: Dealt): Share {
  const { cut, fresh, wakesOwn, kernel } = d;
  const id = 0;
  const own = f.local('i32', 'own'),
    from = f.local('i32', 'from'),
    to = f.local('i32', 'to');
  f.push('local.get', id).push('i32.const', area.ownBytes).push('i32.mul');
  f.push('i32.const', area.own).push('i32.add').push('local.set', own);
  if (cut) {
    const grain = grainOf(program, cut.length);
    pushBoundary(f, cut.length, grain, threads, () => f.push('local.get', id));
    f.push('local.set', from);
    pushBoundary(f, cut.length, grain, threads, () => f.push('local.get', id).push('i32.const', 1).push('i32.add'));
    f.push('local.set', to);
  }
  const { over } = kernel.loop;
  const ownEvents =
    cut !== null &&
    over !== 'axis' &&
    over !== 'synapses' &&
    { events: 'element', rows: 'row', columns: 'column' }[over] === cut.by;
  return { cut, threads, area, id, own, from, to, ownEvents, fresh, wakesOwn };
}

/** `boundary` in instructions, times four. */
function pushBoundary(f: FuncBuilder, length: number, grain: number, threads: number, thread: () => void): void {
  const pieces = Math.ceil(length / grain);
  const at = f.local('i32', 'boundary');
  thread();
  f.push('i32.const', pieces)
    .push('i32.mul')
    .push('i32.const', threads - 1)
    .push('i32.add');
  f.push('i32.const', threads)
    .push('i32.div_u')
    .push('i32.const', 4 * grain)
    .push('i32.mul')
    .push('local.set', at);
  f.push('local.get', at).push('i32.const', 4 * length);
  f.push('local.get', at)
    .push('i32.const', 4 * length)
    .push('i32.lt_u')
    .push('select');
}

/** Where a loop over elements, rows or columns begins and ends: at the thread's part where it is cut by them. */
export function within({ share }: Context, by: Cut['by'], length: number): readonly [from: Bound, to: Bound] {
  return share?.cut?.by === by ? [{ local: share.from }, { local: share.to }] : [0, 4 * length];
}

/** How many events of the tick this thread has just put into its part of a list. */
export function pushOwnCount({ f }: Context, s: Share, list: string): void {
  f.push('local.get', s.own).push('i32.load', { offset: s.area.counts.get(list)! });
}

/** Goes on with the body for an event of the thread's own part; leaves after the last one. */
export function skipOthers({ f }: Context, s: Share, id: number, done: Label, body: () => void): void {
  f.push('local.get', id).push('local.get', s.to).push('i32.ge_u').brIf(done);
  f.push('local.get', id).push('local.get', s.from).push('i32.ge_u').if(body);
}

/** Of each row of a sparse space (and of each delay in it), where the part of every thread begins, and where the last one ends. */
export function splitRows(
  target: Int32Array,
  ends: Int32Array,
  of: { readonly rows: number; readonly delays: number | null },
  bounds: readonly number[],
): Int32Array {
  const delays = of.delays ?? 1;
  const width = of.delays === null ? 1 : delays + 1;
  const split = new Int32Array(of.rows * delays * bounds.length);
  let at = 0;
  for (let row = 0; row < of.rows; row++) {
    for (let j = 0; j < delays; j++) {
      let k = ends[row * width + j]!;
      const end = ends[row * width + j + 1]!;
      bounds.forEach((bound, t) => {
        k = t === bounds.length - 1 ? end : firstFrom(target, k, end, bound);
        split[at++] = k;
      });
    }
  }
  return split;
}

/** The first of some ascending targets that is not below a bound. */
function firstFrom(target: Int32Array, from: number, to: number, bound: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (target[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bounds of all threads. */
export const boundsOf = (program: Program, length: number, threads: number): number[] =>
  Array.from({ length: threads + 1 }, (_, t) => boundary(length, grainOf(program, length), threads, t));

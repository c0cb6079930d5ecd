/**
 * A synapse whose mask is 0 does not exist: after pruning, the loops over a row of a dense matrix visit only the
 * stretches in which one is left. The program is compiled anew; memory is carried over by name.
 */
import type { Kernel, Live, Program, Space } from '../program.ts';
import { bodies } from './rewrite.ts';
import { axisMasks, closeRanks, type Survivors } from './survivors.ts';

/** Dense spaces with a mask, and the buffer that holds it. */
function maskOf(program: Program): ReadonlyMap<string, string> {
  const masks = new Map<string, string>();
  for (const b of program.buffers.values()) {
    if (b.role === 'mask' && b.space !== undefined && !program.spaces.get(b.space)!.sparse) masks.set(b.space, b.name);
  }
  return masks;
}

/** Is there anything in a program that a mask may take away? */
export const hasMasks = (program: Program): boolean => maskOf(program).size + axisMasks(program).size > 0;

/** Does a kernel write into a mask? */
const writesMask = (program: Program, k: Kernel): boolean =>
  bodies(k).some((b) => b.stores.some((s) => program.buffers.get(s.buffer)?.role === 'mask'));

/** Vectors of four that a stretch may bridge: starting another costs more than running over a few dead ones. */
const BRIDGE = 3;

/** The stretches of each row that are left, or null while every row is whole. `mask` has the space's rows, padding included. */
export function liveStretches(space: Space, mask: ArrayLike<number>): Live | null {
  const start = new Int32Array(space.rows + 1);
  const from: number[] = [];
  const to: number[] = [];
  for (let row = 0; row < space.rows; row++) {
    for (let column = 0; column < space.columns; column++) {
      if (mask[row * space.stride + column] === 0) continue;
      const vector = column & ~3;
      const open = from.length > start[row]!;
      if (open && vector - to.at(-1)! <= 4 * BRIDGE) to[to.length - 1] = vector + 4;
      else {
        from.push(vector);
        to.push(vector + 4);
      }
    }
    start[row + 1] = from.length;
  }
  const whole = from.length === space.rows && from.every((f) => f === 0) && to.every((t) => t >= space.columns);
  return whole ? null : { start, from: Int32Array.from(from), to: Int32Array.from(to) };
}

/**
 * What masks leave of a whole program: elements close ranks, and loops along rows visit the stretches that are left.
 * `maskAt` gives a mask as it is now, by its buffer: of a whole axis, or of a whole matrix without padding.
 */
export function fitted(
  whole: Program,
  maskAt: (buffer: string) => ArrayLike<number>,
): { readonly program: Program; readonly left: Survivors } {
  const left = new Map<string, Int32Array>();
  for (const [axis, buffers] of axisMasks(whole)) {
    const masks = buffers.map(maskAt);
    const ids = Array.from(masks[0]!, (_, k) => k).filter((k) => masks.every((m) => m[k] !== 0));
    if (ids.length < masks[0]!.length) left.set(axis, Int32Array.from(ids));
  }
  const program = closeRanks(whole, left);
  const live = new Map<string, Live>();
  for (const [name, mask] of maskOf(whole)) {
    const space = program.spaces.get(name)!;
    const { columns } = whole.spaces.get(name)!;
    const values = maskAt(mask);
    const [r, c] = [left.get(space.rowAxis ?? ''), left.get(space.columnAxis ?? '')];
    const there = new Uint8Array(space.rows * space.stride);
    for (let row = 0; row < space.rows; row++) {
      for (let column = 0; column < space.columns; column++)
        there[row * space.stride + column] = Number(
          values[(r?.[row] ?? row) * columns + (c?.[column] ?? column)] !== 0,
        );
    }
    const stretches = liveStretches(space, there);
    if (stretches) live.set(name, stretches);
  }
  return { program: shrink(program, live), left };
}

/** The same program over fewer synapses. */
function shrink(program: Program, live: ReadonlyMap<string, Live>): Program {
  const spaces = new Map(
    [...program.spaces].map(([name, s]) => [name, live.has(name) ? { ...s, live: live.get(name)! } : s]),
  );
  return { ...program, spaces };
}

const pruning = new WeakMap<Program, ReadonlySet<string>>();

/** Does an event between trials change who there is? Found out once for all events of a program. */
export function prunes(program: Program, event: string): boolean {
  let events = pruning.get(program);
  if (!events) {
    const found = [...program.groups].filter(([, kernels]) => kernels.some((k) => writesMask(program, k)));
    events = new Set(found.map(([group]) => group));
    pruning.set(program, events);
  }
  return events.has(`event:${event}`);
}

/**
 * A synapse whose mask is 0 does not exist: after pruning, the loops over a row of a dense matrix visit only the
 * stretches in which one is left. The program is compiled anew; memory is carried over by name.
 */
import type { Kernel, Live, Program, Space } from '../program.ts';
import { bodies } from './rewrite.ts';

/** Dense spaces with a mask, and the buffer that holds it. */
export function maskOf(program: Program): ReadonlyMap<string, string> {
  const masks = new Map<string, string>();
  for (const b of program.buffers.values()) {
    if (b.role === 'mask' && b.space !== undefined && !program.spaces.get(b.space)!.sparse) masks.set(b.space, b.name);
  }
  return masks;
}

/** Does a kernel write into a mask? */
export const writesMask = (program: Program, k: Kernel): boolean =>
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

/** The same program over fewer synapses. */
export function shrink(program: Program, live: ReadonlyMap<string, Live>): Program {
  const spaces = new Map(
    [...program.spaces].map(([name, s]) => [name, live.has(name) ? { ...s, live: live.get(name)! } : s]),
  );
  return { ...program, spaces };
}

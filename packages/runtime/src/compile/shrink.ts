/**
 * A synapse whose mask is 0 does not exist: after pruning, the loops over a row of a dense matrix visit only the
 * blocks of four neighbours in which one is left. The program is compiled anew; memory is carried over by name.
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

/** The blocks of each row that are left, or null while all are. `mask` has the space's rows, padding included. */
export function liveBlocks(space: Space, mask: ArrayLike<number>): Live | null {
  const start = new Int32Array(space.rows + 1);
  const columns: number[] = [];
  for (let row = 0; row < space.rows; row++) {
    for (let column = 0; column < space.columns; column += 4) {
      const at = row * space.stride + column;
      let left = false;
      for (let k = 0; k < Math.min(4, space.columns - column); k++) left ||= mask[at + k] !== 0;
      if (left) columns.push(column);
    }
    start[row + 1] = columns.length;
  }
  return columns.length === space.rows * Math.ceil(space.columns / 4) ? null : { start, column: Int32Array.from(columns) };
}

/** The same program over fewer synapses. */
export function shrink(program: Program, live: ReadonlyMap<string, Live>): Program {
  const spaces = new Map([...program.spaces].map(([name, s]) => [name, live.has(name) ? { ...s, live: live.get(name)! } : s]));
  return { ...program, spaces };
}

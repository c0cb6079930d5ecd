/** A network's numbers as they are known outside: without padding, and with elements under the numbers they began with. */
import type { Compiled } from '../compile/compile.ts';
import { realsAt } from '../compile/memory.ts';

type Values = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/**
 * A copy of a buffer: one number per element of its axis, or rows × columns of a dense matrix, or one per synapse
 * of a sparse one. What pruning has removed reads as 0. `whole` is the network before pruning.
 */
export function valuesOf(c: Compiled, whole: Compiled, memory: ArrayBufferLike, name: string): Values {
  const buffer = c.program.buffers.get(name)!;
  const at = c.layout.buffers.get(name)!;
  const all =
    buffer.type === 'int' ? new Int32Array(memory, at, buffer.length) : realsAt(c.layout, memory, at, buffer.length);
  const space = buffer.space === undefined ? undefined : c.program.spaces.get(buffer.space)!;
  if (space?.sparse) return all.slice();
  const { rows, columns } = space
    ? whole.program.spaces.get(buffer.space!)!
    : { rows: 1, columns: whole.program.buffers.get(name)!.length };
  const Kind = all.constructor as new (length: number) => Values;
  const out = new Kind(rows * columns);
  const rowIds = c.left.get(space?.rowAxis ?? '');
  const columnIds = c.left.get((space ? space.columnAxis : buffer.axis) ?? '');
  const [height, width, stride] = space ? [space.rows, space.columns, space.stride] : [1, buffer.length, buffer.length];
  for (let row = 0; row < height; row++) {
    const [from, to] = [row * stride, (rowIds?.[row] ?? row) * columns];
    if (!columnIds) out.set(all.subarray(from, from + width), to);
    else for (let k = 0; k < width; k++) out[to + columnIds[k]!] = all[from + k]!;
  }
  return out;
}

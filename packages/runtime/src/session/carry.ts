/** Moves a network's memory from one layout to another: everything but tables, which belong to the layout. */
import type { Compiled } from '../compile/compile.ts';
import { padded } from '../program.ts';

export const REGISTER_BYTES = 64;

export function carry(from: Compiled, source: ArrayBufferLike, to: Compiled, target: ArrayBufferLike): void {
  const copy = (a: number, b: number, bytes: number): void =>
    new Uint8Array(target, b, bytes).set(new Uint8Array(source, a, bytes));
  copy(0, 0, REGISTER_BYTES);
  copy(from.layout.uniforms, to.layout.uniforms, from.program.uniforms.length * from.layout.bytesPerReal);
  for (const [name, l] of from.layout.active) copy(l.at, to.layout.active.get(name)!.at, l.bytes);
  for (const [name, l] of from.layout.lists) {
    const { axis } = from.program.lists.get(name)!;
    const there = to.layout.lists.get(name)!;
    const move = axis === undefined ? null : steps(from, to, axis);
    if (!move) copy(l.at, there.at, l.slotBytes * l.slots);
    else
      for (let s = 0; s < l.slots; s++)
        renumber(source, l.at + s * l.slotBytes, target, there.at + s * there.slotBytes, move);
  }
  for (const b of from.program.buffers.values()) {
    const size = b.type === 'int' ? 4 : from.layout.bytesPerReal;
    const space = b.space === undefined ? undefined : from.program.spaces.get(b.space)!;
    const rows = space && !space.sparse ? steps(from, to, space.rowAxis) : null;
    const columns = space && !space.sparse ? steps(from, to, space.columnAxis) : steps(from, to, b.axis);
    for (let slot = 0; slot < (b.slots ?? 1); slot++) {
      const here = from.layout.buffers.get(b.name)! + slot * (from.layout.rings.get(b.name) ?? 0);
      const there = to.layout.buffers.get(b.name)! + slot * (to.layout.rings.get(b.name) ?? 0);
      if (!rows && !columns) copy(here, there, b.length * size);
      else if (!space) columns!.forEach((k, j) => k >= 0 && copy(here + k * size, there + j * size, size));
      else {
        const other = to.program.spaces.get(b.space!)!;
        for (let j = 0; j < other.rows; j++) {
          const row = rows ? rows[j]! : j;
          if (row < 0) continue;
          const [a, z] = [here + row * space.stride * size, there + j * other.stride * size];
          if (!columns) copy(a, z, padded(space.columns) * size);
          else columns.forEach((k, i) => k >= 0 && copy(a + k * size, z + i * size, size));
        }
      }
    }
  }
}

/** For each element of an axis in `to`, where it stands in `from`, or -1; null where nothing moves. */
function steps(from: Compiled, to: Compiled, axis: string | undefined): Int32Array | null {
  if (axis === undefined) return null;
  const [a, b] = [from.left.get(axis), to.left.get(axis)];
  if (!a && !b) return null;
  const at = new Map(a ? [...a].map((id, k) => [id, k]) : []);
  const place = (id: number): number => (a ? (at.get(id) ?? -1) : id);
  if (b) return b.map(place);
  return Int32Array.from({ length: wholeLength(to, axis) }, (_, id) => place(id));
}

function wholeLength(c: Compiled, axis: string): number {
  for (const b of c.program.buffers.values()) if (b.axis === axis && b.space === undefined) return b.length;
  return 0;
}

/** Ids of one slot of an event list; those that are no more are left out. */
function renumber(source: ArrayBufferLike, a: number, target: ArrayBufferLike, b: number, move: Int32Array): void {
  const to = new Map([...move].flatMap((k, j) => (k < 0 ? [] : [[k, j] as const])));
  const count = new Int32Array(source, a, 1)[0]!;
  const ids = [...new Int32Array(source, a + 16, count)].flatMap((id) => to.get(id) ?? []);
  new Int32Array(target, b, 1)[0] = ids.length;
  new Int32Array(target, b + 16, ids.length).set(ids);
}

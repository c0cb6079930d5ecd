/** What memory holds before anything has run: tables, listed first values, and the silence of late signals. */
import type { Compiled } from '../compile/compile.ts';
import { realsAt, tablesOf } from '../compile/memory.ts';
import type { Range } from '../targets/target.ts';

export function writeTables({ program, layout }: Compiled, memory: ArrayBufferLike): void {
  for (const s of program.spaces.values()) {
    for (const [name, table] of Object.entries(tablesOf(s)))
      new Int32Array(memory, layout.spaces.get(s.name)![name], table.length).set(table);
  }
}

/** Listed first values; where nothing reads them they have no memory. */
export function writeGiven({ program, layout }: Compiled, memory: ArrayBufferLike): void {
  for (const [name, values] of program.given) {
    const at = layout.buffers.get(name);
    if (at !== undefined) realsAt(layout, memory, at, values.length).set(values);
  }
}

/** Late signals have said nothing yet. Returns where they lie. */
export function silence({ program, layout }: Compiled, memory: ArrayBufferLike): Range[] {
  return [...program.buffers.values()].flatMap((b) => {
    if (b.slots === undefined) return [];
    const at = layout.buffers.get(b.name)!;
    const bytes = (layout.rings.get(b.name) ?? 0) * (b.slots - 1) + b.length * layout.bytesPerReal;
    new Uint8Array(memory, at, bytes).fill(0);
    return [{ at, bytes }];
  });
}

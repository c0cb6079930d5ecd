/** Moves a network's memory from one layout to another: everything but tables, which belong to the layout. */
import type { Compiled } from '../compile/compile.ts';

const REGISTER_BYTES = 64;

export function carry(from: Compiled, source: ArrayBufferLike, to: Compiled, target: ArrayBufferLike): void {
  const copy = (a: number, b: number, bytes: number): void =>
    new Uint8Array(target, b, bytes).set(new Uint8Array(source, a, bytes));
  copy(0, 0, REGISTER_BYTES);
  copy(from.layout.uniforms, to.layout.uniforms, from.program.uniforms.length * from.layout.bytesPerReal);
  for (const [name, l] of from.layout.lists) copy(l.at, to.layout.lists.get(name)!.at, l.slotBytes * l.slots);
  for (const [name, l] of from.layout.active) copy(l.at, to.layout.active.get(name)!.at, 16 + 4 * (l.blocks + 4));
  for (const b of from.program.buffers.values()) {
    copy(
      from.layout.buffers.get(b.name)!,
      to.layout.buffers.get(b.name)!,
      b.length * (b.type === 'int' ? 4 : from.layout.bytesPerReal),
    );
  }
}

/** All that the host computes of params: numbers, and tables of functions. */
import type { Program } from '../program.ts';
import { fillTables } from './fill-tables.ts';
import { writeUniforms } from './host.ts';
import type { Layout } from './memory.ts';

/** Writes it where the kernels read it. */
export function writeParams(
  program: Program,
  layout: Layout,
  memory: ArrayBufferLike,
  params: ReadonlyMap<string, number>,
): void {
  writeUniforms(program, layout, memory, params);
  fillTables(program, layout, memory, params);
}

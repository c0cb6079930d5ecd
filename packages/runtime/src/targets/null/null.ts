/** The null target: compiles and prints, runs nothing. Golden tests review what it prints. */
import type { Compiled } from '../../compile/compile.ts';
import { dealOut } from '../../compile/shares.ts';
import { planArea } from '../wasm/area.ts';
import { emitModule } from '../wasm/emit.ts';
import { emitWgsl } from '../webgpu/emit.ts';

/** The WebAssembly text of a compiled graph; `threads` shares its ticks among so many. */
export function watOf({ program, layout }: Compiled, threads = 1): string {
  if (threads === 1) return emitModule(program, layout).wat();
  const shares = dealOut(program, threads);
  return emitModule(program, layout, { dealt: { shares, area: planArea(program, layout, shares) } }).wat();
}

/** The WebAssembly bytes of a compiled graph. */
export const wasmOf = (c: Compiled): Uint8Array => emitModule(c.program, c.layout).encode();

/** The WGSL text of a compiled graph. */
export const wgslOf = (c: Compiled): string => emitWgsl(c.program, c.layout).code;

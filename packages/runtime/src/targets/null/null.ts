/** The null target: compiles and prints, runs nothing. Golden tests review what it prints. */
import type { Compiled } from '../../compile/compile.ts';
import { emitModule } from '../wasm/emit.ts';
import { emitWgsl } from '../webgpu/emit.ts';

/** The WebAssembly text of a compiled graph. */
export const watOf = (c: Compiled): string => emitModule(c.program, c.layout).wat();

/** The WebAssembly bytes of a compiled graph. */
export const wasmOf = (c: Compiled): Uint8Array => emitModule(c.program, c.layout).encode();

/** The WGSL text of a compiled graph. */
export const wgslOf = (c: Compiled): string => emitWgsl(c.program, c.layout).code;

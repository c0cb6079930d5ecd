/** Compiles a graph, runs it on a target, and reports. Imports no node and no page. */
export { compile, type Compiled } from './compile/compile.ts';
export { resolve, type Resolved } from './compile/resolve.ts';
export type { Program, Kernel, Group } from './program.ts';
export { localEngine, TARGETS, VERSION } from './engine.ts';
export { LocalSession } from './session/session.ts';
export { remoteEngine, type RemoteOptions } from './remote/connect.ts';
export { serveTrials } from './session/pool.ts';
export { serve } from './remote/serve.ts';
export type { Port } from './remote/protocol.ts';
export { watOf, wasmOf, wgslOf } from './targets/null/null.ts';
export { reference } from './targets/reference/interpret.ts';
export { wasm, wasmRelaxed } from './targets/wasm/run.ts';
export { exportBrian2, type Brian2Export, type Brian2Options } from './export/brian2/export.ts';
export type { ArrayFile } from './export/brian2/script.ts';
export { record, type Recording, type Train } from './export/brian2/replay.ts';
export { webgpu, webgpuOn } from './targets/webgpu/run.ts';
export { WEBGPU_CANNOT } from './targets/webgpu/limits.ts';
export type { Target } from './targets/target.ts';

/** The engine of this runtime: opens sessions in the thread it is called in. Wrap it with `serve` to run in another. */
import type { Engine, GraphDocument, Host, Library, RunOptions, Session } from '@neuroloom/core';
import type { Port } from './remote/protocol.ts';
import type { SessionOptions } from './session/options.ts';
import { LocalSession } from './session/session.ts';
import { reference } from './targets/reference/interpret.ts';
import type { Target } from './targets/target.ts';
import { wasm, wasmRelaxed } from './targets/wasm/run.ts';
import { webgpu } from './targets/webgpu/run.ts';

/** The usual one first. `onGpu` is the webgpu target of a platform that brings its own device. */
export const targetsWith = (onGpu: Target): readonly Target[] => [wasm, wasmRelaxed, reference, onGpu];
export const TARGETS = targetsWith(webgpu);
export const VERSION = '0.1.0';

/** An engine that can be told that a graph has been checked with its library, and is without fault. */
export interface LocalEngine extends Engine {
  open(graph: GraphDocument, options?: RunOptions, checkpoint?: Uint8Array, checked?: boolean): Promise<Session>;
}

/** `spawnHelper` makes a thread in which `serveTrials` has been called, `crew` those that do ticks together. */
export const localEngine = (
  library: Library,
  host: Host,
  spawnHelper?: () => Port,
  targets: readonly Target[] = TARGETS,
  crew?: SessionOptions['crew'],
): LocalEngine => ({
  open: (graph, options = {}, checkpoint, checked = false) =>
    new LocalSession(graph, {
      ...options,
      targets,
      library,
      checked,
      host,
      versions: { neuroloom: VERSION },
      ...(spawnHelper ? { spawnHelper } : {}),
      ...(crew ? { crew } : {}),
    }).start(checkpoint),
});

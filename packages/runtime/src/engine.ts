/** The engine of this runtime: opens sessions in the thread it is called in. Wrap it with `serve` to run in another. */
import type { Engine, Host, Library } from '@neuroloom/core';
import type { Port } from './remote/protocol.ts';
import { LocalSession } from './session/session.ts';
import { reference } from './targets/reference/interpret.ts';
import { wasm, wasmRelaxed } from './targets/wasm/run.ts';

export const TARGETS = [wasm, wasmRelaxed, reference] as const;
export const VERSION = '0.1.0';

/** `spawnHelper` makes a thread in which `serveTrials` has been called. */
export const localEngine = (library: Library, host: Host, spawnHelper?: () => Port): Engine => ({
  open: (graph, options = {}, checkpoint) =>
    new LocalSession(graph, {
      ...options,
      targets: TARGETS,
      library,
      host,
      versions: { neuroloom: VERSION },
      ...(spawnHelper ? { spawnHelper } : {}),
    }).start(checkpoint),
});

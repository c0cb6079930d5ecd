/** The engine of a program in Node: each session in a worker thread of its own. */
import { setFlagsFromString } from 'node:v8';
import type { Engine, Library } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { localEngine, remoteEngine, type RemoteOptions, wasmRelaxed, webgpu } from '@neuroloom/runtime';
import { NODE_TARGETS } from './gpu.ts';
import { nodeHost } from './host.ts';
import { crew, helperPort, sessionPort } from './worker-port.ts';

export interface EngineOptions extends RemoteOptions {
  /** Nodes beside the built-in ones, or instead of them. Operators are functions, which no thread can be sent. */
  readonly library?: Library;
  /**
   * `worker`: sessions run in threads of their own. `calling`: in the thread of the caller, between its other
   * events. A library that is given runs in the calling thread, and so do uncompiled sources, because Node 20
   * cannot load TypeScript in a worker. The results are the same.
   */
  readonly thread?: 'worker' | 'calling';
}

const compiled = import.meta.url.endsWith('.js');

export function createEngine({ library, thread, ...options }: EngineOptions = {}): Engine {
  const usual = compiled && library === undefined;
  // Ticks need no library; but their helpers are programs, which sources are not.
  const here = localEngine(
    library ?? nodes,
    nodeHost(),
    usual ? helperPort : undefined,
    NODE_TARGETS,
    compiled ? crew : undefined,
  );
  const engine = usual && thread !== 'calling' ? remoteEngine(sessionPort, options, nodes) : here;
  return {
    ...engine,
    open: (graph, run, checkpoint) => {
      if (run?.target === wasmRelaxed.name) allowRelaxed();
      // Dawn cannot be stopped with the thread it runs in; a device works beside the calling thread anyway.
      return (run?.target === webgpu.name ? here : engine).open(graph, run, checkpoint);
    },
  };
}

/** Node 20 has relaxed SIMD behind a flag of its WebAssembly, which holds for all threads once it is set. */
function allowRelaxed(): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/**
 * Real threads in a test that runs from its sources: Node 20 loads no TypeScript in a worker, so the one file that a
 * helper is made of is compiled here.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import ts from 'typescript';
import { dealOut } from '../../src/compile/shares.ts';
import type { Port } from '../../src/remote/protocol.ts';
import type { Machine, Target } from '../../src/targets/target.ts';
import { Crew } from '../../src/targets/wasm/crew.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { startTogether } from '../../src/targets/wasm/start.ts';

const source = readFileSync(new URL('../../src/targets/wasm/helper.ts', import.meta.url), 'utf8');
const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
const program = `${outputText}
const { parentPort } = require('node:worker_threads');
exports.serveTicks({ post: (m) => parentPort.postMessage(m), listen: (f) => parentPort.on('message', f) });`;

/** A helper thread; `started` is given the worker behind it. */
export function spawnHelper(started: (worker: Worker) => void = () => undefined): Port {
  const worker = new Worker(program, { eval: true });
  started(worker);
  return {
    post: (message) => worker.postMessage(message),
    listen: (handler) => void worker.on('message', handler),
    onFailure: (handler) => {
      worker.on('error', (error: Error) => handler(error.message));
      worker.on('exit', (code) => handler(`it ended with status ${code}`));
    },
    close: () => void worker.terminate(),
  };
}

/** The usual target, with every tick dealt out to so many threads whether it pays or not; runs begin when all are there. */
export function dealing(threads: number, spawn: () => Port = spawnHelper, patience?: number): Target {
  const crew = new Crew({ spawn, threads, ...(patience === undefined ? {} : { patience }) });
  return {
    ...wasm,
    async instantiate(program, layout) {
      const shares = dealOut(program, threads);
      if (shares.steps.length === 0 || crew.lost) return wasm.instantiate(program, layout);
      const machine = startTogether(program, layout, { relaxed: false, steadfast: true, shares, crew });
      await come(machine);
      return machine;
    },
    close: () => crew.close(),
  };
}

/** Until all threads of a machine are there. */
export async function come(machine: Machine): Promise<void> {
  while (!machine.together!.ready) await new Promise((done) => setTimeout(done, 1));
}

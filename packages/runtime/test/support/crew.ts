/**
 * Real threads in a test that runs from its sources: Node 20 loads no TypeScript in a worker, so the one file that a
 * helper is made of is compiled here.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import ts from 'typescript';
import type { Port } from '../../src/remote/protocol.ts';

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

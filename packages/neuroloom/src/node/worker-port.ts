/** Worker threads of Node as the ports that sessions talk through. */
import { availableParallelism } from 'node:os';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { Port } from '@neuroloom/runtime';
import { programAt } from './program.ts';

/**
 * A new thread in which a session can be opened. It ends when the port is closed, and keeps no program alive before
 * it is asked for something.
 */
export const sessionPort = (): Port => spawn('session-worker');

/** A new thread that runs trials for a session. */
export const helperPort = (): Port => spawn('trials-worker');

/** New threads that do ticks together with a session, as many as there are processors. */
export const crew = { spawn: (): Port => spawn('ticks-worker'), cores: availableParallelism() };

function spawn(program: string): Port {
  const worker = new Worker(programAt('../threads/thread.cjs', `../node/${program}.js`), { workerData: { program } });
  worker.unref();
  const port = portOf(worker, () => void worker.terminate());
  return {
    ...port,
    post: (message, transfer) => {
      worker.ref();
      port.post(message, transfer);
    },
    leave: () => worker.unref(),
  };
}

/** Either end of a thread. */
export const portOf = (end: Worker | MessagePort, close: () => void): Port => ({
  post: (message, transfer = []) => end.postMessage(message, transfer),
  listen: (handler) => void end.on('message', handler),
  onFailure: (handler) => {
    end.on('error', (error: Error) => handler(error.message));
    end.on('messageerror', (error: Error) => handler(error.message));
    end.on('exit', (code: number) => handler(`it ended with status ${code}`));
  },
  close,
});

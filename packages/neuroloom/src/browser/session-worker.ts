/** The thread of one session in a page: the engine with the whole library, and data from the place the page names. */
import { nodes } from '@neuroloom/nodes';
import { localEngine, serve } from '@neuroloom/runtime';
import { browserHost } from './host.ts';
import { type Messages, workerPort } from './port.ts';

// The compiler takes every file here for a page's; this one runs inside a worker.
const self = globalThis as unknown as Messages & { close(): void };

/** The first message is the address of the data; those after it are for the session. */
self.addEventListener(
  'message',
  (first) => {
    const data = new URL(String((first as MessageEvent<unknown>).data));
    serve(workerPort(self), localEngine(nodes, browserHost(data)));
  },
  { once: true },
);

/** The engine of a page: every session in a worker of its own, so that no run ever holds up the page. */
import type { Engine } from '@neuroloom/core';
import { remoteEngine, type RemoteOptions } from '@neuroloom/runtime';
import { portTo } from './port.ts';

/** `data`: address of the folder of data sets. The page must come from where this program does, as workers have to. */
export const createBrowserEngine = (data: URL, options?: RemoteOptions): Engine =>
  remoteEngine(() => {
    // Its compiled name, which bundlers find beside the sources too.
    const worker = new Worker(new URL('./session-worker.js', import.meta.url), { type: 'module' });
    worker.postMessage(data.href);
    return portTo(worker);
  }, options);

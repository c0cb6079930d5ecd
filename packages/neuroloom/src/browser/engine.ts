/** The engine of a page: every session in a worker of its own, so that no run ever holds up the page. */
import type { Engine } from '@neuroloom/core';
import { remoteEngine, type RemoteOptions } from '@neuroloom/runtime';
import { pageDevices } from './devices.ts';
import { lendDevices } from './lend.ts';
import { portTo } from './port.ts';
import type { Welcome } from './session-worker.ts';

/** `data`: address of the folder of data sets. The page must come from where this program does, as workers have to. */
export const createBrowserEngine = (data: URL, options?: RemoteOptions): Engine =>
  remoteEngine(() => {
    // Its compiled name, which bundlers find beside the sources too.
    const worker = new Worker(new URL('./session-worker.js', import.meta.url), { type: 'module' });
    const line = new MessageChannel();
    const release = lendDevices(line.port1, pageDevices);
    const welcome: Welcome = { data: data.href, devices: line.port2 };
    worker.postMessage(welcome, [line.port2]);
    const port = portTo(worker);
    const close = (): void => {
      release();
      port.close();
    };
    return { ...port, close };
  }, options);

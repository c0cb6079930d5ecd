/** The engine of a page: every session in a worker of its own, so that no run ever holds up the page. */
import type { Engine } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { remoteEngine, type RemoteOptions } from '@neuroloom/runtime';
import { pageDevices } from './devices.ts';
import { lend, type PageFiles } from './lend.ts';
import { portTo } from './port.ts';
import type { Welcome } from './session-worker.ts';

export interface BrowserEngineOptions extends RemoteOptions {
  /** Files that the page keeps; what it does not have is looked for beside the data sets. */
  readonly files?: PageFiles;
}

/** `data`: address of the folder of data sets. The page must come from where this program does, as workers have to. */
export const createBrowserEngine = (data: URL, { files, ...options }: BrowserEngineOptions = {}): Engine =>
  remoteEngine(
    () => {
      // Its compiled name, which bundlers find beside the sources too.
      const worker = new Worker(new URL('./session-worker.js', import.meta.url), { type: 'module' });
      const line = new MessageChannel();
      const file: PageFiles = files ?? (() => Promise.resolve(undefined));
      const release = lend(line.port1, { ...pageDevices, file });
      const welcome: Welcome = { data: data.href, lent: line.port2 };
      worker.postMessage(welcome, [line.port2]);
      const port = portTo(worker);
      const close = (): void => {
        release();
        port.close();
      };
      return { ...port, close };
    },
    options,
    nodes,
  );

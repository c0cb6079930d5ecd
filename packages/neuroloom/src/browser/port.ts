/** Both ends of a worker as the port that sessions speak through. No shared memory is needed, so any page may embed it. */
import type { Port } from '@neuroloom/runtime';

/** What a Worker and the inside of one have in common. */
export interface Messages {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: Event) => void, options?: AddEventListenerOptions): void;
}

const port = (end: Messages, close: () => void): Port => ({
  post: (message, transfer = []) => end.postMessage(message, [...transfer]),
  listen: (handler) => end.addEventListener('message', (event) => handler((event as MessageEvent<unknown>).data)),
  onFailure: (handler) => {
    end.addEventListener('error', (event) => {
      event.preventDefault(); // it is told through the session
      handler((event as Partial<ErrorEvent>).message ?? 'its program could not be loaded');
    });
    end.addEventListener('messageerror', () => handler('a message could not be read'));
  },
  close,
});

/** The page's end of a worker. */
export const portTo = (worker: Worker): Port => port(worker, () => worker.terminate());

// The compiler takes every file here for a page's; what uses this runs inside a worker.
const self = globalThis as unknown as Messages & { close(): void };

/** The worker's own end. */
export const ownPort = (): Port => port(self, () => self.close());

/** Handles the first message to this worker; at once, because the next one may be meant for what is set up by it. */
export function onFirstMessage(handle: (message: unknown) => void): void {
  self.addEventListener('message', (event) => handle((event as MessageEvent<unknown>).data), { once: true });
}

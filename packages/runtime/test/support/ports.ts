/** The two ends of a thread that is none: both run here, and messages are copied as between threads. */
import type { Port } from '../../src/remote/protocol.ts';

export function portPair(): readonly [Port, Port] {
  const { port1, port2 } = new MessageChannel();
  const end = (p: MessagePort): Port => ({
    post: (message, transfer = []) => p.postMessage(message, [...transfer]),
    listen: (handler) => {
      p.onmessage = (e: MessageEvent) => handler(e.data);
    },
    onFailure: () => undefined,
    close: () => p.close(),
  });
  return [end(port1), end(port2)];
}

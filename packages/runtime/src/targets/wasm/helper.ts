/**
 * The program of a thread that helps with ticks: it waits for work, does its part of every tick, and waits for other
 * work. It imports nothing, for the sooner it has started the sooner it helps.
 */

/** What a helper is given to do: a module, the memory it shares with the others, and which of the threads it is. */
export interface Work {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
}
export type FromWorker = { readonly ready: true } | { readonly failed: string };

interface Line {
  post(message: unknown): void;
  listen(handler: (message: unknown) => void): void;
}

/** The helper's side; `Line` is what it needs of a port. */
export function serveTicks(line: Line): void {
  const tell = (m: FromWorker): void => line.post(m);
  line.listen((message) => {
    const { module, memory, thread } = message as Work;
    try {
      // A quantile is left to the first thread.
      const quantile = (): number => NaN;
      const { exports } = new WebAssembly.Instance(module, { env: { memory, quantile } });
      tell({ ready: true });
      (exports['help'] as (thread: number) => void)(thread);
    } catch (error) {
      tell({ failed: error instanceof Error ? error.message : String(error) });
    }
  });
}

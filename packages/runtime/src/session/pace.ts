/** Time as a session sees it: yielding to the thread's events, keeping a speed, measuring rates. */

/** What a port of Node can do and a port of a page need not: count as work that keeps the program alive, or not. */
type Counted = MessagePort & { ref?(): void; unref?(): void };

/** Lets messages of the thread be handled, without the delay that timers are clamped to. */
export class Yielder {
  readonly #channel = new MessageChannel();
  readonly #port: Counted = this.#channel.port1;
  #resume: (() => void) | undefined;

  constructor() {
    this.#port.onmessage = () => this.#resume?.();
    this.#port.unref?.();
  }
  /** Resolves after everything that waits has been handled. A program does not end meanwhile. */
  async now(): Promise<void> {
    this.#port.ref?.();
    await new Promise<void>((resolve) => {
      this.#resume = resolve;
      this.#channel.port2.postMessage(null);
    });
    this.#port.unref?.();
  }
  close(): void {
    this.#channel.port1.close();
    this.#channel.port2.close();
  }
}

/** Events per second over the last few seconds. */
export class Rate {
  readonly #marks: { at: number; total: number }[] = [];
  readonly #window: number;
  constructor(windowMs = 4000) {
    this.#window = windowMs;
  }
  add(now: number, total: number): void {
    this.#marks.push({ at: now, total });
    while (this.#marks.length > 2 && this.#marks[0]!.at < now - this.#window) this.#marks.shift();
  }
  get perSecond(): number {
    const first = this.#marks[0],
      last = this.#marks.at(-1);
    return first && last && last.at > first.at ? (1000 * (last.total - first.total)) / (last.at - first.at) : 0;
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Time as a session sees it: yielding to the thread's events, keeping a speed, measuring rates. */

/** Calls back when all that waits has been handled; pages have no such function. */
const immediate = (globalThis as { readonly setImmediate?: (resume: () => void) => unknown }).setImmediate;

/**
 * Lets messages of the thread be handled, without the delay that timers are clamped to. Node has a word for it, and
 * needs it: there a port that always has another message hides those of all other ports for a thousand of its own.
 */
export class Yielder {
  readonly #channel: MessageChannel | null = immediate ? null : new MessageChannel();
  #resume: (() => void) | undefined;

  constructor() {
    if (this.#channel) this.#channel.port1.onmessage = () => this.#resume?.();
  }
  /** Resolves after everything that waits has been handled. A program does not end meanwhile. */
  now(): Promise<void> {
    return new Promise((resolve) => {
      if (immediate) return void immediate(resolve);
      this.#resume = resolve;
      this.#channel?.port2.postMessage(null);
      return undefined;
    });
  }
  close(): void {
    this.#channel?.port1.close();
    this.#channel?.port2.close();
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

/** The helper threads of a session: they are started when a machine first needs them, and go from one machine to the next. */
import type { Port } from '../../remote/protocol.ts';
import type { Words } from './area.ts';
import type { FromWorker, Work } from './helper.ts';

/** A thread that does not come for so long in the middle of a tick is lost (naps of 0.1 s). */
const PATIENCE = 100;
/** The same where the first thread may not sleep (times of looking in vain, some ten microseconds each). */
const RESTLESS = 200_000;

export interface CrewOptions {
  /** Makes a thread in which `serveTicks` has been called. */
  readonly spawn: () => Port;
  /** Threads at most, the calling one included. */
  readonly threads: number;
  readonly patience?: number;
}

/** The crew at work for one machine. */
export interface Shift {
  /** All have come, and none is lost. */
  readonly ready: boolean;
  /** They are free for other work. */
  end(): void;
  /** One did not come in the middle of a tick: none of them is waited for any more. */
  lose(): void;
}

export class Crew {
  readonly threads: number;
  readonly #spawn: () => Port;
  readonly #patience: number | undefined;
  readonly #ports: Port[] = [];
  #closed = false;
  /** Who has not come yet, of those who were called last; infinitely many when one is lost. */
  #missing = 0;
  #shift: Shift | null = null;

  constructor({ spawn, threads, patience }: CrewOptions) {
    this.#spawn = spawn;
    this.threads = threads;
    this.#patience = patience;
  }

  /** One of them will not come again: nobody is called any more. */
  get lost(): boolean {
    return this.#missing === Infinity;
  }

  /** Calls helpers to a machine's memory; those who are at another leave it. Until all have come the machine does without. */
  begin({ module, memory }: Omit<Work, 'thread'>, threads: number, words: Words): Shift {
    this.#shift?.end();
    if (this.#closed || this.lost) return { ready: false, end: nothing, lose: nothing };
    const shared = new Int32Array(memory.buffer);
    shared[words.mayWait / 4] = mayWait() ? 1 : 0;
    shared[words.patience / 4] = this.#patience ?? (mayWait() ? PATIENCE : RESTLESS);
    // Between machines a helper is on its way; what it says then is of the new one.
    this.#missing += threads - 1;
    try {
      while (this.#ports.length < threads - 1) this.#add();
      for (let thread = 1; thread < threads; thread++)
        this.#ports[thread - 1]!.post({ module, memory, thread } satisfies Work);
    } catch {
      this.#lose();
    }
    const isReady = (): boolean => this.#shift === shift && this.#missing === 0;
    const shift: Shift = {
      get ready() {
        return isReady();
      },
      end: () => {
        if (this.#shift !== shift) return;
        this.#shift = null;
        stop(shared, words);
      },
      lose: () => {
        this.#lose();
        // The others stand in the middle of that tick, too.
        for (const p of this.#ports.splice(0)) p.close();
      },
    };
    this.#shift = shift;
    if (this.lost) shift.end();
    return shift;
  }

  close(): void {
    this.#closed = true;
    this.#shift?.end();
    for (const p of this.#ports) p.close();
  }

  #add(): void {
    const port = this.#spawn();
    port.onFailure(() => this.#lose());
    port.listen((message) => {
      if ('ready' in (message as FromWorker)) this.#missing--;
      else this.#lose();
    });
    this.#ports.push(port);
  }

  /** One is lost: all goes on without them. */
  #lose(): void {
    if (this.#closed) return;
    this.#missing = Infinity;
    this.#shift?.end();
  }
}

function stop(shared: Int32Array, words: Words): void {
  Atomics.store(shared, words.stop / 4, 1);
  Atomics.add(shared, words.go / 4, 1);
  Atomics.notify(shared, words.go / 4);
}

const nothing = (): void => undefined;

/** Can memory be shared with other threads? Not in a page that is not isolated from other origins. */
export const canShare = (): boolean =>
  typeof SharedArrayBuffer !== 'undefined' &&
  (globalThis as { readonly crossOriginIsolated?: boolean }).crossOriginIsolated !== false;

/** The thread of a page itself may not sleep. */
function mayWait(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1);
    return true;
  } catch {
    return false;
  }
}

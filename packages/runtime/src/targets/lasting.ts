/**
 * A machine that outlives its device. What is asked of it is kept, in order, since its last image: a copy of what
 * running changes, taken now and then. When the device is lost, another one is given that image and the same orders
 * again. Draws, sums and integers are the same there, so nobody who asked notices anything but the time it took.
 */
import type { Problem } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { bytesOf, changing, gather } from '../compile/changing.ts';
import type { Layout } from '../compile/memory.ts';
import type { Group, Program } from '../program.ts';
import type { Following, Kernels, Order, Read } from './orders.ts';
import { Orders } from './orders.ts';
import type { Apart, Followed, Machine, Range } from './target.ts';
import { MachineLost } from './target.ts';

export interface Pace {
  /** Waits before each attempt at another device (ms). */
  readonly waits: readonly number[];
  /** Wall time between two images at least (ms), and how many times longer than taking one. */
  readonly every: number;
  readonly share: number;
}
/** A driver that is started anew takes seconds; images take at most a fiftieth of the time. */
const USUAL: Pace = { waits: [0, 200, 1000, 3000], every: 2000, share: 50 };
/** Ticks that are repeated before the device is waited for. */
const STRETCH = 1024;

export interface LastingOptions {
  readonly program: Program;
  readonly layout: Layout;
  /** Puts the program on a device that is there, or on a new one; `memory` is the host's copy. */
  readonly make: (memory: ArrayBuffer) => Promise<Kernels>;
  /** Is told what happened and was mended. */
  readonly tell?: (problem: Problem) => void;
  /** Instead of the usual. */
  readonly pace?: Partial<Pace>;
}

export async function lasting(options: LastingOptions): Promise<Machine> {
  const memory = new ArrayBuffer(options.layout.bytes);
  const { waits } = { ...USUAL, ...options.pace };
  for (let losses = 0; ; losses++) {
    try {
      return new LastingMachine(options, memory, await options.make(memory));
    } catch (error) {
      if (!(error instanceof MachineLost)) throw error;
      if (losses === waits.length) throw tooOften(losses + 1, error);
      await sleep(waits[losses]!);
    }
  }
}

class LastingMachine implements Machine, Apart {
  readonly memory: ArrayBuffer;
  readonly apart = this;
  readonly #options: LastingOptions;
  readonly #pace: Pace;
  readonly #running: readonly Range[];
  readonly #once: readonly Range[];
  #kernels: Kernels;
  /** What running changes as it was before the first of the orders. */
  #image: Uint8Array;
  /** The host's copy holds what is computed once. */
  #known = true;
  readonly #orders = new Orders();
  /** Orders wait: for ticks that are followed, or for another device. */
  #held = false;
  #recovering: Promise<void> | null = null;
  #losses = 0;
  /** Ticks were asked for since the last loss. */
  #further = false;
  #marked = false;
  /** Where the run was once put back to: it only repeats what it did, and needs no image. */
  #rewound = false;
  #imaging = false;
  /** The host has all of it. */
  #left = false;
  #due: number;
  #dead: Error | null = null;

  constructor(options: LastingOptions, memory: ArrayBuffer, kernels: Kernels) {
    this.#options = options;
    this.#pace = { ...USUAL, ...options.pace };
    this.#due = performance.now() + this.#pace.every;
    this.memory = memory;
    this.#kernels = kernels;
    const { running, once } = changing(options.program, options.layout);
    const { uniforms } = options.layout;
    this.#running = [...running, { at: uniforms, bytes: 8 * options.program.uniforms.length }].filter(
      (r) => r.bytes > 0,
    );
    this.#once = once;
    this.#image = new Uint8Array(bytesOf(this.#running));
  }

  push(at: number, bytes: number): void {
    if (at === 0 && bytes >= this.memory.byteLength) this.#beginAnew();
    else this.#ask({ do: 'write', at, bytes: new Uint8Array(this.memory, at, (bytes + 3) & ~3).slice() });
  }

  run(group: Group): void {
    if (group === 'init-run') this.#known = false;
    // The tick register comes first.
    this.#ask({ do: 'run', group, tick: new Int32Array(this.memory, 0, 1)[0]! });
  }

  ticks(from: number, to: number): void {
    this.#further = true;
    this.#ask({ do: 'ticks', from, to });
  }

  async leave(): Promise<void> {
    new Uint8Array(this.memory).set(new Uint8Array(await this.copy()));
    this.#left = true;
    this.close();
  }

  async pull(ranges: readonly Range[]): Promise<void> {
    if (this.#left) return;
    await this.#read(ranges, (r, bytes) => new Uint8Array(this.memory, r.at, r.bytes).set(bytes));
    this.#care();
  }

  async copy(): Promise<ArrayBuffer> {
    if (this.#left) return this.memory.slice(0);
    const all = new ArrayBuffer(this.memory.byteLength);
    await this.#read([{ at: 0, bytes: all.byteLength }], (_, bytes) => new Uint8Array(all).set(bytes));
    return all;
  }

  async ready(): Promise<void> {
    this.#check();
    const kernels = this.#kernels;
    try {
      await kernels.ready();
    } catch (error) {
      this.#lost(kernels, error);
    }
    // A loss may have been noticed elsewhere meanwhile.
    while (this.#recovering) await this.#recovering;
    this.#check();
    this.#care();
  }

  async follow(from: number, to: number, what: Followed, each: (tick: number) => void): Promise<void> {
    this.#further = true;
    await new Promise<void>((done, failed) =>
      this.#ask({ do: 'follow', from, to, what, each, done, failed, at: from }),
    );
    this.#care();
  }

  mark(): void {
    this.#ask({ do: 'mark' });
  }

  rewind(): Promise<boolean> {
    this.#rewound = true;
    return new Promise((done, failed) => this.#ask({ do: 'rewind', done, failed }));
  }

  close(): void {
    if (this.#dead) return;
    this.#die(new Error('the machine was closed'));
    this.#kernels.close();
  }

  #check(): void {
    if (this.#dead) throw this.#dead;
  }

  /** All of memory is the host's: nothing of before matters, unless somebody waits for it. */
  #beginAnew(): void {
    if (this.#held || this.#orders.awaited) {
      this.#ask({ do: 'write', at: 0, bytes: new Uint8Array(this.memory).slice() });
      return;
    }
    this.#check();
    this.#orders.forget();
    gather(this.memory, this.#running, this.#image);
    this.#known = true;
    this.#try(() => this.#kernels.write(0, new Uint8Array(this.memory)));
  }

  #ask(order: Order): void {
    this.#check();
    this.#orders.add(order);
    this.#pump();
  }

  /** Gives the device what it was not given yet. */
  #pump(): void {
    while (!this.#held && !this.#dead && this.#orders.next) this.#try(() => this.#give(this.#orders.take()!));
  }

  #try(work: () => void): void {
    const kernels = this.#kernels;
    try {
      work();
    } catch (error) {
      this.#lost(kernels, error);
    }
  }

  #give(o: Order): void {
    const kernels = this.#kernels;
    switch (o.do) {
      case 'write':
        return kernels.write(o.at, o.bytes);
      case 'run':
        return kernels.run(o.group, o.tick);
      case 'ticks':
        return kernels.ticks(o.from, o.to);
      case 'mark':
        this.#marked = true;
        return kernels.mark(this.#running);
      case 'rewind':
        if (this.#marked) kernels.rewind(this.#running);
        // Were it put back once and not again, what follows would be wrong.
        return o.done(this.#marked);
      case 'read':
        if (!o.settled)
          void kernels.read(o.ranges, o.found).then(
            () => this.#settled(o),
            (e: unknown) => this.#missed(kernels, o, e),
          );
        return;
      case 'follow':
        return this.#followed(kernels, o);
    }
  }

  #followed(kernels: Kernels, o: Following): void {
    this.#held = true;
    if (o.at > o.from) kernels.ticks(o.from, o.at);
    const each = (tick: number): void => {
      o.at = tick + 1;
      o.each(tick);
    };
    kernels.follow(o.at, o.to, o.what, each).then(
      () => {
        this.#orders.followed(o);
        // Should the device be lost just now, what follows waits for another one.
        if (!this.#recovering) this.#held = false;
        // What was asked for meanwhile comes before what is asked for now.
        this.#pump();
        o.done();
      },
      (error: unknown) => this.#missed(kernels, o, error),
    );
  }

  #missed(kernels: Kernels, o: Read | Following, error: unknown): void {
    if (error instanceof MachineLost) return this.#lost(kernels, error);
    if (kernels !== this.#kernels || this.#dead) return;
    if (o.do === 'read') o.settled = true;
    else {
      this.#orders.followed(o);
      this.#held = false;
    }
    o.failed(error);
    this.#pump();
  }

  #read(wanted: readonly Range[], found: Read['found'], image?: Uint8Array): Promise<void> {
    const ranges = wanted.filter((r) => r.bytes > 0).map((r) => ({ at: r.at, bytes: (r.bytes + 3) & ~3 }));
    if (ranges.length === 0) return Promise.resolve();
    return new Promise((done, failed) =>
      this.#ask({ do: 'read', ranges, found, done, failed, settled: false, ...(image ? { image } : {}) }),
    );
  }

  #settled(o: Read): void {
    o.settled = true;
    this.#adopt();
    o.done();
  }

  /** Takes the latest image before which nothing is waited for, and forgets the orders that led to it. */
  #adopt(): void {
    const image = this.#orders.adopt();
    if (!image) return;
    this.#image = image;
    this.#known = true;
    if (this.#further) this.#losses = 0;
  }

  /** Asks for an image when it is time for one. The run goes on meanwhile. */
  #care(): void {
    const now = performance.now();
    if (this.#dead || this.#imaging || this.#rewound || this.#held || (now < this.#due && !this.#orders.full)) return;
    this.#imaging = true;
    const image = new Uint8Array(this.#image.length);
    let to = 0;
    const ranges = this.#known ? this.#running : [...this.#running, ...this.#once];
    const found = (r: Range, bytes: Uint8Array): void => {
      // What comes after the image is computed once, and the host's copy keeps it.
      if (to === image.length) new Uint8Array(this.memory, r.at, r.bytes).set(bytes);
      else {
        image.set(bytes, to);
        to += bytes.length;
      }
    };
    const ended = (): void => {
      this.#imaging = false;
      const took = performance.now() - now;
      this.#due = now + Math.max(this.#pace.every, this.#pace.share * took);
    };
    this.#read(ranges, found, image).then(ended, ended);
  }

  #lost(kernels: Kernels, error: unknown): void {
    if (kernels !== this.#kernels || this.#dead || this.#recovering) return;
    if (!(error instanceof MachineLost)) return this.#die(error);
    this.#held = true;
    this.#recovering = this.#recover(error).then(
      () => {
        this.#recovering = null;
        this.#pump();
        this.#due = 0;
      },
      (failed: unknown) => {
        this.#recovering = null;
        this.#die(failed);
      },
    );
  }

  /** Another device, the memory of the image, and all orders since. */
  async #recover(why: MachineLost): Promise<void> {
    let last: unknown = why;
    this.#further = false;
    if (this.#orders.torn) throw why;
    for (;;) {
      if (this.#losses >= this.#pace.waits.length) throw tooOften(this.#losses + 1, last);
      await sleep(this.#pace.waits[this.#losses++]!);
      if (this.#dead) return;
      try {
        this.#kernels.close();
        const kernels = await this.#options.make(this.memory);
        this.#kernels = kernels;
        if (this.#dead) return kernels.close();
        await this.#repeat(kernels);
        this.#held = false;
        this.#options.tell?.({
          where: 'target',
          what: `${why.message}; the run went on from its last copy on another one, and nothing of it is lost`,
          mended: true,
        });
        return;
      } catch (error) {
        last = error;
      }
    }
  }

  async #repeat(kernels: Kernels): Promise<void> {
    kernels.write(0, new Uint8Array(this.memory));
    let from = 0;
    for (const r of this.#running) {
      kernels.write(r.at, this.#image.slice(from, from + r.bytes));
      from += r.bytes;
    }
    this.#marked = false;
    let since = 0;
    this.#orders.again();
    for (let o = this.#orders.next; o && o.do !== 'follow'; o = this.#orders.next) {
      this.#orders.take();
      if (o.do !== 'ticks') this.#give(o);
      else
        for (let at = o.from; at < o.to; at += STRETCH) {
          const to = Math.min(o.to, at + STRETCH);
          kernels.ticks(at, to);
          since += to - at;
          if (since >= STRETCH) {
            since = 0;
            await kernels.ready();
          }
        }
    }
    await kernels.idle();
  }

  #die(cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    this.#dead = error;
    this.#orders.fail(error);
  }
}

const tooOften = (times: number, last: unknown): NeuroloomError =>
  new NeuroloomError({
    where: 'target',
    what: `the graphics device was lost ${times} times, and no other one lasted: ${last instanceof Error ? last.message : String(last)}`,
    remedy: 'run it again, or with the target wasm',
  });

const sleep = (ms: number): Promise<void> =>
  ms === 0 ? Promise.resolve() : new Promise((later) => setTimeout(later, ms));

/** What is followed tick by tick, kept on the device for a stretch of ticks and read at its end. */
import type { Layout } from '../../compile/memory.ts';
import type { Followed } from '../target.ts';
import type { Parts } from './parts.ts';

const MAP_READ = 1;
const USAGE = { mapRead: 1, copyTo: 8 } as const;
const HEAD = 4;

export class Journal {
  readonly #device: GPUDevice;
  readonly #layout: Layout;
  readonly #memory: ArrayBuffer;
  readonly #parts: Parts;
  #what: Followed = { lists: [], words: [] };
  /** Index of the first word of the first tick. */
  #first = HEAD;
  /** Words that the last stretch filled; the next will fill about as many. */
  #filled = 0;
  #staging: GPUBuffer | null = null;
  /** Ticks that fit, even if everybody fires in each. */
  ticks = 1;

  constructor(device: GPUDevice, layout: Layout, memory: ArrayBuffer, parts: Parts) {
    this.#device = device;
    this.#layout = layout;
    this.#memory = memory;
    this.#parts = parts;
  }

  /** Says what is followed from now on. */
  open(what: Followed): void {
    const lists = what.lists.map((name) => this.#layout.lists.get(name)!);
    const head = [
      0,
      lists.length,
      what.words.length,
      0,
      ...lists.flatMap((l) => [l.at / 4, l.slots, l.slotBytes / 4, 0]),
      ...what.words.map((at) => at / 4),
    ];
    this.#what = what;
    this.#first = head.length;
    const most = lists.reduce((n, l) => n + 1 + l.length, what.words.length);
    this.ticks = Math.max(1, Math.floor((this.#parts.journalWords - head.length) / Math.max(1, most)));
    this.#device.queue.writeBuffer(this.#parts.journal, 0, Uint32Array.from(head));
  }

  begin(): void {
    this.#device.queue.writeBuffer(this.#parts.journal, 0, Uint32Array.of(this.#first));
  }

  /** Puts what was followed into the host's copy of memory, tick by tick. */
  async read(from: number, to: number, each: (tick: number) => void): Promise<void> {
    const guess = Math.min(this.#parts.journalWords, Math.max(this.#first + 1024, 2 * this.#filled));
    let words = await this.#words(guess);
    this.#filled = words[0]!;
    if (this.#filled > guess) words = await this.#words(this.#filled);
    let at = this.#first;
    for (let tick = from; tick < to; tick++) {
      for (const name of this.#what.lists) {
        const l = this.#layout.lists.get(name)!;
        const n = words[at]!;
        const slot = new Uint32Array(this.#memory, l.at + (tick % l.slots) * l.slotBytes, HEAD + n);
        slot[0] = n;
        slot.set(words.subarray(at + 1, at + 1 + n), HEAD);
        at += 1 + n;
      }
      const memory = new Uint32Array(this.#memory);
      for (const place of this.#what.words) memory[place / 4] = words[at++]!;
      each(tick);
    }
  }

  close(): void {
    this.#staging?.destroy();
  }

  async #words(count: number): Promise<Uint32Array> {
    const size = 4 * count;
    if (!this.#staging || this.#staging.size < size) {
      this.#staging?.destroy();
      this.#staging = this.#device.createBuffer({ size: 2 * size, usage: USAGE.mapRead | USAGE.copyTo });
    }
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.#parts.journal, 0, this.#staging, 0, size);
    this.#device.queue.submit([encoder.finish()]);
    await this.#staging.mapAsync(MAP_READ, 0, size);
    const words = new Uint32Array(this.#staging.getMappedRange(0, size).slice(0));
    this.#staging.unmap();
    return words;
  }
}

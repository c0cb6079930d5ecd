/** Spikes as they are collected: two arrays that grow, of when and of whom, in the order in which they came. */
export class SpikeBuffer {
  #tick = new Uint32Array(1024);
  #id = new Uint32Array(1024);
  #count = 0;

  /** Those of one tick: `count` ids of `words` from `at` on; `names` says who an id is, where they are not counted through. */
  add(tick: number, words: Int32Array, at: number, count: number, names: Int32Array | undefined): void {
    const end = this.#count + count;
    if (end > this.#id.length) {
      const length = Math.max(2 * this.#id.length, end);
      this.#tick = grown(this.#tick, length);
      this.#id = grown(this.#id, length);
    }
    const [when, who] = [this.#tick, this.#id];
    for (let k = this.#count; k < end; k++, at++) {
      when[k] = tick;
      who[k] = names ? names[words[at]!]! : words[at]!;
    }
    this.#count = end;
  }

  /** Leaves out those of this tick and later. */
  forget(tick: number): void {
    while (this.#count > 0 && this.#tick[this.#count - 1]! >= tick) this.#count--;
  }

  /** All of them, in arrays of their own; begins anew. */
  take(): { readonly tick: Uint32Array; readonly id: Uint32Array } {
    const taken = { tick: this.#tick.slice(0, this.#count), id: this.#id.slice(0, this.#count) };
    this.#count = 0;
    return taken;
  }
}

function grown(a: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const b = new Uint32Array(length);
  b.set(a);
  return b;
}

/** What a machine was asked for since its last image, in order. */
import type { Group } from '../program.ts';
import type { Apart, Followed, Range } from './target.ts';

/** A program on one device. What it is asked for happens in that order; once its device is gone it throws MachineLost. */
export interface Kernels {
  write(at: number, bytes: Uint8Array): void;
  run(group: Group, tick: number): void;
  ticks(from: number, to: number): void;
  /** Calls `found` for each part of memory once all have come, as the orders so far leave them. */
  read(ranges: readonly Range[], found: (r: Range, bytes: Uint8Array) => void): Promise<void>;
  follow: Apart['follow'];
  ready(): Promise<void>;
  /** Settles when everything that was asked for is done. */
  idle(): Promise<void>;
  /** Copies parts of memory to another place of the device, and back. */
  mark(ranges: readonly Range[]): void;
  rewind(ranges: readonly Range[]): void;
  close(): void;
}

export interface Read {
  readonly do: 'read';
  readonly ranges: readonly Range[];
  readonly found: (r: Range, bytes: Uint8Array) => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
  settled: boolean;
  /** What it brings is an image of all that orders before it have done. */
  readonly image?: Uint8Array;
}
export interface Following {
  readonly do: 'follow';
  readonly from: number;
  readonly to: number;
  readonly what: Followed;
  readonly each: (tick: number) => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
  /** The next tick to be looked at. */
  at: number;
}
export type Order =
  | { readonly do: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly do: 'run'; readonly group: Group; readonly tick: number }
  | { readonly do: 'ticks'; readonly from: number; readonly to: number }
  | { readonly do: 'mark' }
  | { readonly do: 'rewind'; readonly done: (there: boolean) => void; readonly failed: (error: unknown) => void }
  | Read
  | Following;

/** Orders and their bytes that are kept until there must be an image whatever the time. */
const MOST_ORDERS = 20_000;
const MOST_BYTES = 2 ** 26;

export class Orders {
  readonly #all: Order[] = [];
  /** The first that the device was not given yet. */
  #next = 0;
  /** Bytes that they keep. */
  #kept = 0;
  /** Images among them. */
  #images = 0;

  add(o: Order): void {
    this.#all.push(o);
    if (o.do === 'write') this.#kept += o.bytes.length;
    if (o.do === 'read' && o.image) this.#images++;
  }

  /** The next one to be given. */
  get next(): Order | undefined {
    return this.#all[this.#next];
  }
  take(): Order | undefined {
    const o = this.next;
    if (o) this.#next++;
    return o;
  }
  /** Another device was given none of them. */
  again(): void {
    this.#next = 0;
  }

  /** There must be an image soon, whatever the time. */
  get full(): boolean {
    return this.#all.length > MOST_ORDERS || this.#kept > MOST_BYTES;
  }
  /** Somebody waits for one of them. */
  get awaited(): boolean {
    return this.#all.some(isAwaited);
  }
  /** What was marked on a device was put back, and the mark is not among the orders: it cannot be repeated. */
  get torn(): boolean {
    const back = this.#all.findIndex((o) => o.do === 'rewind');
    return back >= 0 && !this.#all.slice(0, back).some((o) => o.do === 'mark');
  }

  /** What has been followed needs no looking at again. */
  followed(o: Following): void {
    this.#all[this.#all.lastIndexOf(o)] = { do: 'ticks', from: o.from, to: o.to };
  }

  /** The latest image before which nobody waits for anything; what led to it is forgotten. */
  adopt(): Uint8Array | null {
    if (this.#images === 0) return null;
    const waits = this.#all.findIndex((o) => o.do === 'follow' || (o.do === 'read' && !o.settled));
    const before = waits < 0 ? this.#all : this.#all.slice(0, waits);
    const last = before.findLastIndex((o) => o.do === 'read' && o.image);
    if (last < 0) return null;
    const { image } = before[last] as Read;
    this.forget(last + 1);
    return image!;
  }

  forget(count = this.#all.length): Order[] {
    const gone = this.#all.splice(0, count);
    for (const o of gone) {
      if (o.do === 'write') this.#kept -= o.bytes.length;
      if (o.do === 'read' && o.image) this.#images--;
    }
    this.#next = Math.max(0, this.#next - count);
    return gone;
  }

  /** Nobody waits for ever. */
  fail(error: unknown): void {
    for (const o of this.forget()) if (isAwaited(o)) o.failed(error);
  }
}

type Awaited = Extract<Order, { readonly failed: (error: unknown) => void }>;
const isAwaited = (o: Order): o is Awaited => o.do === 'follow' || o.do === 'rewind' || (o.do === 'read' && !o.settled);

/** A person's hand on a run: playing or paused, how fast, stopped; and the waits that follow from it. */
import { sleep, Yielder } from './pace.ts';

export type Mode = 'paused' | 'playing' | 'tick' | 'trial' | 'spike';

/** Wall time between looks at the thread's messages (ms). */
const SLICE = 10;
/** Wall time between two pictures at a set speed (ms). */
const PICTURE = 33;

export class Control {
  mode: Mode = 'paused';
  stopped = false;
  /** Time spent waiting, paused or asleep (ms). */
  idle = 0;
  #speed = Infinity;
  #wake: (() => void) | null = null;
  #sliceBegan = performance.now();
  readonly #yielder = new Yielder();

  get unhurried(): boolean {
    return this.#speed !== Infinity;
  }
  setSpeed(factor: number): void {
    this.#speed = factor > 0 ? factor : Infinity;
  }
  wake(): void {
    this.#wake?.();
  }
  /** Until something has happened. */
  waiting(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = null;
        resolve();
      };
    });
  }
  close(): void {
    this.stopped = true;
    this.#yielder.close();
    this.wake();
  }

  /** Holds while paused; `show` brings what is seen up to date first. */
  async ready(show: () => Promise<void>): Promise<void> {
    if (this.mode !== 'paused' || this.stopped) return;
    const began = performance.now();
    await show();
    while (this.mode === 'paused' && !this.stopped) await this.waiting();
    this.idle += performance.now() - began;
  }

  /** At a set speed, no more ticks at once than a picture lasts. */
  affordable(stretch: number, dt: number): number {
    return this.unhurried ? Math.max(1, Math.min(stretch, Math.ceil((PICTURE * this.#speed) / dt))) : stretch;
  }

  /** After `ticks` that took `took` ms: keeps the speed, and lets others in every few milliseconds. */
  async pace(biological: number, took: number, show: () => Promise<void>): Promise<void> {
    const now = performance.now();
    const wanted = this.unhurried ? biological / this.#speed : 0;
    if (wanted > took) {
      await show();
      await sleep(wanted - took);
      this.idle += performance.now() - now;
    } else if (now - this.#sliceBegan > SLICE) {
      await show();
      await this.#yielder.now();
    } else return;
    this.#sliceBegan = performance.now();
  }
}

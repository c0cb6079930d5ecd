/**
 * Which of two ways to do the same ticks is quicker, found by doing them: now and then a few milliseconds go the other
 * way. On a machine that has other things to do, threads that wait for one another may be slower than one.
 */

/** What is tried at a time, and how long what was found holds at first and at most (ms). */
const TRIAL = 2;
const HOLDS = { first: 60, most: 1000 } as const;
/** The other way must be so much quicker to be worth the change. */
const MARGIN = 0.93;

export class Quicker {
  /** The way to go now: `true` for the first. */
  first = true;
  /** A try of the other way is under way. */
  #trying = false;
  #ticks = 0;
  #time = 0;
  /** Time per tick of the way that is held. */
  #held = Infinity;
  #holds: number = HOLDS.first;

  /** So many ticks went the way that was to go, in so many milliseconds. */
  took(ticks: number, ms: number): void {
    this.#ticks += ticks;
    this.#time += ms;
    if (this.#time < (this.#trying ? TRIAL : this.#holds)) return;
    const perTick = this.#time / this.#ticks;
    this.#ticks = this.#time = 0;
    if (!this.#trying) {
      this.#held = perTick;
      this.#other(true);
    } else if (perTick < MARGIN * this.#held) {
      // It stays, and is looked at again soon.
      this.#trying = false;
      this.#holds = HOLDS.first;
    } else {
      this.#other(false);
      this.#holds = Math.min(HOLDS.most, 2 * this.#holds);
    }
  }

  #other(trying: boolean): void {
    this.first = !this.first;
    this.#trying = trying;
  }
}

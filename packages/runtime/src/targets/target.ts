/** What every target provides: a program made runnable over one memory that the host can see. */
import type { Problem } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Layout } from '../compile/memory.ts';
import type { Group, Program } from '../program.ts';
import type { Crew } from './wasm/crew.ts';

export interface Machine {
  /** The host's view of memory, for the life of the machine: shared with the kernels, unless they run `apart`. */
  readonly memory: ArrayBufferLike;
  /** Runs every kernel of a group once. */
  run(group: Group): void;
  /** Runs ticks `from … to - 1`, setting the tick register before each. */
  ticks(from: number, to: number): void;
  /** Present where the kernels have a memory of their own, as on a GPU. */
  readonly apart?: Apart;
  /** Present where several threads do a tick together. */
  readonly together?: Together;
  /** Gives back what is not memory of this process. */
  close?(): void;
}

export interface Together {
  /** How many have taken part so far. */
  threads: number;
  /** All of them are there; until then, and when one is lost, one does all. */
  readonly ready: boolean;
  /** Set while the other threads have something else to do: one does all. */
  off: boolean;
}

/**
 * Kernels with a memory of their own. What the host asks for goes into a queue and happens in the order in which it
 * was asked for, while the host goes on; `memory` is the host's copy, and whoever writes or reads it says so.
 */
export interface Apart {
  /** The host has written these bytes. */
  push(at: number, bytes: number): void;
  /** Brings the host's copy up to date. */
  pull(ranges: readonly Range[]): Promise<void>;
  /** All of memory as what has been asked for so far leaves it; the host's copy stays as it is. */
  copy(): Promise<ArrayBuffer>;
  /** Settles when so little is left of the queue that more should be asked for. */
  ready(): Promise<void>;
  /** Keeps, on the device, what running changes as it is now. */
  mark(): void;
  /** Puts it back; false where it is lost. After this the run is only repeated. */
  rewind(): Promise<boolean>;
  /** Brings all of memory to the host for good and gives the device back: it can be read from now on, and nothing else. */
  leave(): Promise<void>;
  /** Runs ticks; then calls `each` for every one of them, with what is followed in the host's copy as it was after it. */
  follow(from: number, to: number, what: Followed, each: (tick: number) => void): Promise<void>;
}

export interface Range {
  readonly at: number;
  readonly bytes: number;
}

/** What is looked at after every tick: event lists, and single 32-bit words of memory by where they are. */
export interface Followed {
  readonly lists: readonly string[];
  readonly words: readonly number[];
}

export interface Target {
  readonly name: string;
  /** Bytes that its addresses reach. */
  readonly reach: number;
  /** `tell` hears what happened to the machine and was mended. */
  instantiate(program: Program, layout: Layout, tell?: Tell): Promise<Machine>;
  /** The same target with helper threads, where it can use them within a tick; no result changes by it. */
  readonly on?: (crew: Crew) => Target;
  /** Ends the threads it was given. */
  close?(): void;
}

export type Tell = (problem: Problem) => void;

export function targetNamed(name: string, targets: readonly Target[]): Target {
  const target = targets.find((t) => t.name === name);
  if (target) return target;
  throw new NeuroloomError({
    where: 'target',
    what: `no target '${name}'`,
    remedy: `there are ${targets.map((t) => t.name).join(', ')}`,
  });
}

/** The same target; what happens to its machines is told. */
export const telling = (target: Target, tell: Tell): Target => ({
  ...target,
  instantiate: (program, layout) => target.instantiate(program, layout, tell),
});

/** The machine, or the device behind it, is gone; what it held is lost, and the run can begin again from a checkpoint. */
export class MachineLost extends Error {
  override readonly name = 'MachineLost';
}

/** A helper did not come in the middle of a tick: what memory holds is no state of the network. */
export class HelperLost extends NeuroloomError {
  /**
   * The same machine for one thread, in another memory that begins as a copy: the helper may be late and still write
   * into the old one. Whoever has a copy of what running changes can go on with it.
   */
  readonly alone: () => Machine;

  constructor(alone: () => Machine) {
    super({
      where: 'threads',
      what: 'a helper thread stopped in the middle of a tick',
      remedy: 'run it again, or with one thread',
    });
    this.alone = alone;
  }
}

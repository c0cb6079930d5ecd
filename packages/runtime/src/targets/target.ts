/** What every target provides: a program made runnable over one memory that the host can see. */
import type { Layout } from '../compile/memory.ts';
import type { Group, Program } from '../program.ts';

export interface Machine {
  /** Shared with the host; its views stay valid for the life of the machine. */
  readonly memory: ArrayBufferLike;
  /** Runs every kernel of a group once. */
  run(group: Group): void;
  /** Runs ticks `from … to - 1`, setting the tick register before each. */
  ticks(from: number, to: number): void;
}

export interface Target {
  readonly name: string;
  /** Bytes that its addresses reach. */
  readonly reach: number;
  instantiate(program: Program, layout: Layout): Promise<Machine>;
}

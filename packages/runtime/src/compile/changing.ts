/** Which parts of memory running changes, which are computed once at the start, and which only the host writes. */
import type { Program } from '../program.ts';
import type { Range } from '../targets/target.ts';
import type { Layout } from './memory.ts';
import { effects } from './rewrite.ts';

export interface Changing {
  /** What ticks, events and the beginnings of trials write, and the registers. */
  readonly running: readonly Range[];
  /** What is written at the start of a run and never again, such as weights that are drawn and do not learn. */
  readonly once: readonly Range[];
}

/** Tables stay as they are. Uniforms are the host's: they change with a live edit of a param, and not by themselves. */
export function changing(program: Program, layout: Layout): Changing {
  const running = new Set(program.held.map((h) => h.buffer));
  const first = new Set<string>();
  for (const [group, kernels] of program.groups)
    for (const k of kernels)
      for (const name of effects(k).writes.keys()) (group === 'init-run' ? first : running).add(name);
  const rangesOf = (is: (name: string) => boolean): Range[] =>
    [...program.buffers.values()]
      .filter((b) => is(b.name))
      .map((b) => ({
        at: layout.buffers.get(b.name)!,
        bytes:
          (layout.rings.get(b.name) ?? 0) * ((b.slots ?? 1) - 1) +
          b.length * (b.type === 'int' ? 4 : layout.bytesPerReal),
      }));
  return {
    running: [
      { at: 0, bytes: 64 },
      ...[...layout.lists.values()].map((l) => ({ at: l.at, bytes: l.slotBytes * l.slots })),
      ...layout.active.values(),
      ...rangesOf((name) => running.has(name)),
    ],
    once: rangesOf((name) => first.has(name) && !running.has(name)),
  };
}

export const bytesOf = (ranges: readonly Range[]): number => ranges.reduce((n, r) => n + r.bytes, 0);

/** Puts parts of memory behind one another. */
export function gather(memory: ArrayBufferLike, ranges: readonly Range[], into: Uint8Array): void {
  let to = 0;
  for (const { at, bytes } of ranges) {
    into.set(new Uint8Array(memory, at, bytes), to);
    to += bytes;
  }
}

/** Puts them back. */
export function scatter(from: Uint8Array, ranges: readonly Range[], memory: ArrayBufferLike): void {
  let at = 0;
  for (const r of ranges) {
    new Uint8Array(memory, r.at, r.bytes).set(from.subarray(at, at + r.bytes));
    at += r.bytes;
  }
}

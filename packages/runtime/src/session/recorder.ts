/** Collects what fires and what is probed, tick by tick, into frames of many ticks. */
import type { Frame, Probe } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Followed } from '../targets/target.ts';
import { SpikeBuffer } from './spike-buffer.ts';
import type { TickPlane } from './tick-plane.ts';
import type { TrialMark } from '@neuroloom/core';
import { realsOf } from './reading.ts';
import { firstUnsound } from './soundness.ts';

/** Elements of a signal that are followed when none are named. */
const PICKS = 8;
const MOST_PICKS = 4096;
const NOTHING: Followed = { lists: [], words: [] };

/** What several follow together, each thing once. */
export const together = (all: readonly Followed[]): Followed => ({
  lists: [...new Set(all.flatMap((f) => f.lists))],
  words: [...new Set(all.flatMap((f) => f.words))],
});

export interface Recorder {
  /** The name of a matrix, a picture of a moment: it collects nothing, and taking it copies all of it. */
  readonly matrix?: string;
  /** What is read after every tick. */
  readonly follows: Followed;
  /** After ticks `from … to - 1`, of which `follows` can still be read. */
  ticks(from: number, to: number): void;
  /** What was collected since the last call, or null. */
  take(mark: TrialMark | null): Frame | null;
  /** A number that was collected is none. */
  unsound(): boolean;
  /** Forgets what was collected in this tick and later. */
  forget(tick: number): void;
}

/** A recorder for a spikes output, a signal output or a state; a matrix is read whole when it is taken. */
export function recorderFor(plane: TickPlane, from: string, picks?: readonly number[]): Recorder {
  const r = plane.readable(from);
  const dt = plane.compiled.program.dt;
  const base = (mark: TrialMark | null): { from: string; mark?: TrialMark } => ({ from, ...(mark ? { mark } : {}) });
  if (r.kind === 'list') return spikesRecorder(plane, r.name, r.length, dt, base);
  if (r.shape.length === 2) {
    return {
      matrix: from,
      follows: NOTHING,
      ticks: () => undefined,
      take: (mark) => ({
        kind: 'matrix',
        ...base(mark),
        rows: r.shape[0]!,
        columns: r.shape[1]!,
        data: plane.read(r),
        unit: r.unit,
      }),
      unsound: () => false,
      forget: () => undefined,
    };
  }
  const chosen = Uint32Array.from(picks ?? Array.from({ length: Math.min(PICKS, r.length) }, (_, k) => k));
  if (chosen.length > MOST_PICKS)
    throw new NeuroloomError({
      where: from,
      what: `${chosen.length} elements are too many to follow`,
      remedy: `name at most ${MOST_PICKS}`,
    });
  const outside = chosen.find((k) => k >= r.length);
  if (outside !== undefined)
    throw new NeuroloomError({ where: from, what: `has no element ${outside}`, remedy: `it has ${r.length}` });
  const values: number[] = [];
  let start = -1,
    ticks = 0;
  return {
    // A getter: pruning lays memory out anew.
    get follows() {
      return { lists: [], words: plane.wordsOf(r, chosen) };
    },
    ticks: (from, to) => {
      if (start < 0) start = from;
      ticks += to - from;
      plane.pick(r, chosen, to - 1, values);
    },
    take: (mark) => {
      if (ticks === 0) return null;
      const frame: Frame = {
        kind: 'signal',
        ...base(mark),
        start,
        ticks,
        stride: 1,
        dt,
        unit: r.unit,
        // Its own, because frames are moved to other threads.
        picks: chosen.slice(),
        data: realsOf(plane.compiled.program).from(values),
      };
      values.length = 0;
      start = -1;
      ticks = 0;
      return frame;
    },
    unsound: () => firstUnsound(values) >= 0,
    forget: (tick) => {
      ticks = Math.max(0, Math.min(ticks, tick - start));
      values.length = ticks * chosen.length;
      if (ticks === 0) start = -1;
    },
  };
}

function spikesRecorder(
  plane: TickPlane,
  list: string,
  size: number,
  dt: number,
  base: (mark: TrialMark | null) => { from: string; mark?: TrialMark },
): Recorder {
  const spikes = new SpikeBuffer();
  let start = -1,
    ticks = 0;
  return {
    follows: { lists: [list], words: [] },
    ticks: (from, to) => {
      if (start < 0) start = from;
      ticks += to - from;
      plane.gather(list, from, to, spikes);
    },
    take: (mark) => {
      if (ticks === 0) return null;
      const frame: Frame = {
        kind: 'spikes',
        ...base(mark),
        start,
        ticks,
        size,
        dt,
        ...spikes.take(),
      };
      start = -1;
      ticks = 0;
      return frame;
    },
    unsound: () => false,
    forget: (tick) => {
      ticks = Math.max(0, Math.min(ticks, tick - start));
      spikes.forget(tick);
      if (ticks === 0) start = -1;
    },
  };
}

export const probeName = (p: Probe): string => `${p.node}.${p.of}`;

/**
 * What a figure shows of a stream of frames. Spikes and traces roll: the last `span` milliseconds, or one trial when
 * each frame is a whole trial. A matrix replaces the one before; a series goes on where the last one ended.
 */
import type { ConfusionFrame, Frame, MatrixFrame, SeriesFrame, SignalFrame, SpikesFrame } from '../engine/frames.ts';

export type TimedFrame = SpikesFrame | SignalFrame;

/** The first `ticks` ticks of a frame, from tick `at` of the figure's own clock, which runs on through trials. */
export interface Piece<F extends TimedFrame = TimedFrame> {
  readonly at: number;
  readonly ticks: number;
  readonly frame: F;
}

/** Pieces in order of time; frames are kept by reference and must not change after they were shown. */
export interface Rolling<F extends TimedFrame = TimedFrame> {
  readonly kind: F['kind'];
  readonly pieces: readonly Piece<F>[];
  /** Ticks on the figure's clock: the axis goes from `begin` to `begin + span`, known up to `end`. */
  readonly begin: number;
  readonly end: number;
  readonly span: number;
}

export type Shown = Rolling<SpikesFrame> | Rolling<SignalFrame> | MatrixFrame | ConfusionFrame | SeriesFrame;

/** Points of a series that are kept; the oldest go first. */
const MAX_POINTS = 1 << 16;

const sameTrial = (a: TimedFrame, b: TimedFrame): boolean => a.mark?.id === b.mark?.id;

function fits(a: TimedFrame, b: TimedFrame): boolean {
  if (a.kind !== b.kind || a.from !== b.from || a.dt !== b.dt) return false;
  if (a.kind === 'spikes' || b.kind === 'spikes')
    return a.kind === 'spikes' && b.kind === 'spikes' && a.size === b.size;
  return a.stride === b.stride && a.picks.length === b.picks.length && a.picks.every((id, k) => id === b.picks[k]);
}

function roll<F extends TimedFrame>(before: Rolling<F> | undefined, frame: F, spanMs: number): Rolling<F> {
  const wanted = Math.max(1, Math.round(spanMs / frame.dt));
  const last = before?.pieces.at(-1);
  const alone = (): Rolling<F> => {
    const span = Math.max(wanted, frame.ticks);
    return { kind: frame.kind, pieces: [{ at: 0, ticks: frame.ticks, frame }], begin: 0, end: frame.ticks, span };
  };
  if (!before || !last || !fits(last.frame, frame)) return alone();

  const follows = sameTrial(last.frame, frame) && frame.start > last.frame.start;
  const wholeTrials = !follows && frame.start === 0 && last.frame.start === 0 && last.frame.ticks === frame.ticks;
  if (wholeTrials) return { ...alone(), span: frame.ticks };
  // the same stretch of the same trial again, perhaps longer: the newer one counts
  const again = sameTrial(last.frame, frame) && frame.mark !== undefined && frame.start === last.frame.start;
  const at = again ? last.at : follows ? last.at + frame.start - last.frame.start : before.end;
  // what the new frame also covers counts once
  const kept = again
    ? before.pieces.slice(0, -1)
    : [...before.pieces.slice(0, -1), { ...last, ticks: Math.min(last.ticks, at - last.at) }];

  const end = at + frame.ticks;
  const span = Math.max(wanted, frame.ticks);
  const first = kept[0]?.at ?? at;
  const begin = Math.max(first, end - span);
  const pieces = [...kept.filter((piece) => piece.at + piece.ticks > begin), { at, ticks: frame.ticks, frame }];
  return { kind: frame.kind, pieces, begin, end, span };
}

function prolong(before: SeriesFrame, frame: SeriesFrame): SeriesFrame {
  const first = frame.x[0];
  if (before.name !== frame.name || before.from !== frame.from || before.unit !== frame.unit) return frame;
  if (first === undefined) return before;
  let kept = before.x.length;
  while (kept > 0 && before.x[kept - 1]! >= first) kept--;
  if (kept === 0) return frame;
  const from = Math.max(0, kept + frame.x.length - MAX_POINTS);
  const join = (a: Float64Array, b: Float64Array): Float64Array => {
    const all = new Float64Array(kept + b.length);
    all.set(a.subarray(0, kept));
    all.set(b, kept);
    return all.subarray(from);
  };
  return { ...frame, x: join(before.x, frame.x), y: join(before.y, frame.y) };
}

/** What is shown after one more frame. `span` is the time, in ms, that a raster or a trace looks back. */
export function show(before: Shown | undefined, frame: Frame, span = 500): Shown {
  switch (frame.kind) {
    case 'spikes':
      return roll(before?.kind === 'spikes' ? before : undefined, frame, span);
    case 'signal':
      return roll(before?.kind === 'signal' ? before : undefined, frame, span);
    case 'series':
      return before?.kind === 'series' ? prolong(before, frame) : frame;
    case 'matrix':
    case 'confusion':
      return frame;
  }
}

export const isRolling = (shown: Shown): shown is Rolling<SpikesFrame> | Rolling<SignalFrame> => 'pieces' in shown;

/** Ticks on the figure's clock at which a trial begins, without the first piece of the window. */
export function trialStarts({ pieces }: Rolling): number[] {
  return pieces.flatMap(({ at, frame }, k) => {
    const before = pieces[k - 1]?.frame;
    return before && !(sameTrial(before, frame) && frame.start > before.start) ? [at] : [];
  });
}

/**
 * Milliseconds of the axis at tick 0 of the figure's clock: time in the trial while one trial is shown; when there are
 * more, time before now.
 */
export function clockOffset(window: Rolling): number {
  const first = window.pieces[0];
  if (!first) return 0;
  if (trialStarts(window).length > 0) return -window.end * first.frame.dt;
  return (first.frame.start - first.at) * first.frame.dt;
}

/**
 * What each view and readout of a run showed at its end. A session sends spikes and traces in stretches that follow
 * the machine's speed; here they are joined into one stretch that does not.
 */
import type { Frame, GraphDocument, Session, SignalFrame, SpikesFrame } from '@neuroloom/core';
import { quantityOf, TIME } from '@neuroloom/core';
import { type Rolling, show, type Shown } from '@neuroloom/core/figure';

/** Biological time that spikes and traces look back at most (ms). */
const MOST = 10_000;

/** Follows a session; `frames` is what was shown last, in order of names. */
export function watch(
  session: Session,
  graph: GraphDocument,
  cut: number | undefined,
): { frames(): Record<string, Frame> } {
  const shown = new Map<string, Shown>();
  const span = Math.min(MOST, cut ?? trialLength(graph));
  session.frames$.subscribe((frame) => shown.set(frame.from, show(shown.get(frame.from), frame, span)));
  return {
    frames: () =>
      Object.fromEntries([...shown].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, s]) => [from, frameOf(s)])),
  };
}

/** Milliseconds of one trial, or of a run without trials. */
export function trialLength({ time }: GraphDocument): number {
  const ms = (q: unknown): number => {
    const value = quantityOf(q, TIME);
    return typeof value === 'number' ? value : 0;
  };
  return time.phases
    ? time.phases.reduce((sum, phase) => sum + ms(phase.for), 0)
    : time.duration === undefined
      ? MOST
      : ms(time.duration);
}

const frameOf = (shown: Shown): Frame =>
  shown.kind === 'spikes' ? spikesOf(shown) : shown.kind === 'signal' ? signalOf(shown) : shown;

/** Ticks are counted from the start of the window. */
function spikesOf({ pieces, begin, end }: Rolling<SpikesFrame>): SpikesFrame {
  const tick: number[] = [];
  const id: number[] = [];
  for (const { at, ticks, frame } of pieces) {
    frame.tick.forEach((t, k) => {
      const own = t - frame.start;
      if (own >= ticks || at + own < begin) return;
      tick.push(at + own - begin);
      id.push(frame.id[k]!);
    });
  }
  return {
    ...pieces.at(-1)!.frame,
    start: 0,
    ticks: end - begin,
    tick: Uint32Array.from(tick),
    id: Uint32Array.from(id),
  };
}

function signalOf({ pieces, begin, end }: Rolling<SignalFrame>): SignalFrame {
  const last = pieces.at(-1)!.frame;
  const parts = pieces.map(({ at, ticks, frame }) => {
    const from = Math.max(0, Math.ceil((begin - at) / frame.stride));
    return frame.data.subarray(from * frame.picks.length, Math.ceil(ticks / frame.stride) * frame.picks.length);
  });
  const length = parts.reduce((n, p) => n + p.length, 0);
  const data = last.data instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return { ...last, start: 0, ticks: end - begin, data };
}

/** What every classifier reports: its answers, how many were right so far, and which were taken for which. */
import type { ConfusionFrame, Payload, TrialMark } from '@neuroloom/core';
import type { Observable } from 'rxjs';
import { filter, map, scan, share } from 'rxjs';

/** One answer. A `trial run` answer comes from a classifier that is not final, and counts for nothing. */
export interface Answer {
  readonly mark: TrialMark;
  readonly truth: number;
  readonly answer: number;
  readonly provisional?: boolean;
}

interface Score {
  readonly last: Answer;
  readonly stage: string;
  readonly answers: number;
  readonly right: number;
  readonly counts: Uint32Array;
}

/** Provisional answers that the running accuracy looks back on. */
const MEMORY = 250;

/** Final answers give `accuracy` (over the stage); provisional ones `running accuracy` (over the recent past). */
export function scored(
  node: string,
  classes: number,
  answer$: Observable<Answer>,
): {
  readonly prediction: Observable<Payload['label']>;
  readonly accuracy: Observable<Payload['metric']>;
  readonly confusion: Observable<ConfusionFrame>;
} {
  const score$ = answer$.pipe(
    scan((s: Score | null, last): Score => {
      const before =
        s?.stage === last.mark.stage ? s : { answers: 0, right: 0, counts: new Uint32Array(classes * classes) };
      const keep = last.provisional ? Math.min(1, MEMORY / (before.answers + 1)) : 1;
      const right = last.truth === last.answer ? 1 : 0;
      const counts = last.provisional ? before.counts : before.counts.slice();
      if (!last.provisional && last.truth < classes) counts[last.truth * classes + last.answer]! += 1;
      return {
        last,
        stage: last.mark.stage,
        answers: before.answers * keep + 1,
        right: before.right * keep + right,
        counts,
      };
    }, null),
    filter((s) => s !== null),
    share(),
  );
  const final$ = score$.pipe(filter((s) => !s.last.provisional));
  return {
    prediction: final$.pipe(map(({ last }) => ({ mark: last.mark, label: last.answer }))),
    accuracy: score$.pipe(
      map(({ last, right, answers }) => ({
        mark: last.mark,
        name: last.provisional ? 'running accuracy' : 'accuracy',
        value: right / answers,
      })),
    ),
    confusion: final$.pipe(
      map(({ last, counts }) => ({
        kind: 'confusion' as const,
        from: `${node}.confusion`,
        mark: last.mark,
        classes,
        counts,
      })),
    ),
  };
}

/** Joins two streams by the trial their messages belong to. */
import type { TrialMark } from '@neuroloom/core';
import type { Observable } from 'rxjs';
import { concatMap, defer, EMPTY, merge, of } from 'rxjs';

interface Marked {
  readonly mark: TrialMark;
}

/**
 * Pairs of messages with the same trial, as soon as both are there. A trial that one side skips (a presentation
 * that was not accepted has no label) is forgotten when a later one is complete.
 */
export function byTrial<A extends Marked, B extends Marked>(
  a$: Observable<A>,
  b$: Observable<B>,
): Observable<readonly [A, B]> {
  return defer(() => {
    const as = new Map<number, A>();
    const bs = new Map<number, B>();
    const meet = (id: number): Observable<readonly [A, B]> => {
      const a = as.get(id);
      const b = bs.get(id);
      if (!a || !b) return EMPTY;
      for (const waiting of [as, bs]) for (const k of waiting.keys()) if (k <= id) waiting.delete(k);
      return of([a, b] as const);
    };
    return merge(
      a$.pipe(
        concatMap((a) => {
          as.set(a.mark.id, a);
          return meet(a.mark.id);
        }),
      ),
      b$.pipe(
        concatMap((b) => {
          bs.set(b.mark.id, b);
          return meet(b.mark.id);
        }),
      ),
    );
  });
}

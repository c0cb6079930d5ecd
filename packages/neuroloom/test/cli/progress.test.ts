/** What a run says beside its progress. */
import type { Problem, Progress, Session } from '@neuroloom/core';
import { NEVER, Subject } from 'rxjs';
import { expect, it, vi } from 'vitest';
import { follow } from '../../src/cli/progress.ts';

it('what was mended is told as it happens; what ends the run is told once, at its end', () => {
  const problems$ = new Subject<Problem>();
  const progress$: Subject<Progress> = new Subject();
  const written: unknown[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(text) > 0);
  const session: Pick<Session, 'progress$' | 'problems$' | 'frames$'> = { progress$, problems$, frames$: NEVER };
  const shown = follow(session as Session, undefined);
  problems$.next({ where: 'target', what: 'the graphics device was lost', mended: true });
  problems$.next({ where: 'cells.V', what: 'is no number' });
  shown.stop();
  problems$.next({ where: 'target', what: 'the graphics device was lost again', mended: true });
  vi.restoreAllMocks();
  expect(written).toEqual(['target: the graphics device was lost\n']);
});

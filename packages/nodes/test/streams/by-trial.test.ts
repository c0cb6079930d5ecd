import type { TrialMark } from '@neuroloom/core';
import { Subject } from 'rxjs';
import { expect, test } from 'vitest';
import { byTrial } from '../../src/streams/by-trial.ts';

const message = (id: number) => ({
  mark: { id, sample: id, attempt: 0, stage: 'test', of: 9, frozen: true } satisfies TrialMark,
  value: id,
});

function joined() {
  const a$ = new Subject<ReturnType<typeof message>>();
  const b$ = new Subject<ReturnType<typeof message>>();
  const pairs: [number, number][] = [];
  byTrial(a$, b$).subscribe(([a, b]) => pairs.push([a.value, b.value]));
  return { a: (id: number) => a$.next(message(id)), b: (id: number) => b$.next(message(id)), pairs };
}

test('pairs messages of one trial, whichever side comes first', () => {
  const { a, b, pairs } = joined();
  a(0);
  b(0);
  b(1);
  a(1);
  expect(pairs).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test('forgets trials that one side skipped', () => {
  const { a, b, pairs } = joined();
  a(0);
  a(1);
  b(1);
  b(0);
  expect(pairs).toEqual([[1, 1]]);
});

test('keeps later trials that are under way', () => {
  const { a, b, pairs } = joined();
  a(3);
  a(4);
  b(3);
  b(4);
  expect(pairs).toEqual([
    [3, 3],
    [4, 4],
  ]);
});

import type { TrialMark } from '@neuroloom/core';
import { expect, test } from 'vitest';
import { voting } from '../../src/streams/voting.ts';

let id = 0;
const at = (stage: string, frozen: boolean): TrialMark => ({ id: id++, sample: 0, attempt: 0, stage, of: 99, frozen });

test('only the naming stage decides the answers of the test', () => {
  const judge = voting(2, 'assign');
  // In training, neuron 0 answers class 1; at the end it answers class 0.
  for (let k = 0; k < 120; k++) judge(at('train', false), Float32Array.of(5, 0), 1);
  expect(judge(at('assign', true), Float32Array.of(5, 0), 0)).toBeNull();
  expect(judge(at('assign', true), Float32Array.of(0, 5), 1)).toBeNull();
  expect(judge(at('test', true), Float32Array.of(3, 1), 0)).toMatchObject({ truth: 0, answer: 0 });
  expect(judge(at('test', true), Float32Array.of(1, 3), 0)).toMatchObject({ truth: 0, answer: 1 });
});

test('a training trial is judged by what was known before it, and counts as provisional', () => {
  const judge = voting(2, 'assign');
  const answers = Array.from({ length: 51 }, () => judge(at('train', false), Float32Array.of(5, 0), 1));
  expect(answers.slice(0, 50).every((a) => a === null)).toBe(true);
  expect(answers[50]).toMatchObject({ answer: 1, provisional: true });
});

test('without a naming stage every answer is the first class', () => {
  expect(voting(3, 'assign')(at('test', true), Float32Array.of(1, 2), 2)).toMatchObject({ answer: 0 });
});

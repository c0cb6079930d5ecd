// What the closing line of `npm test` counts.
import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../test.mjs';

test('a test file that cannot be loaded counts as a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  const json = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 1, numTodoTests: 2, testResults };
  expect(countVitest(json)).toEqual({ passed: 1, failed: 2, skipped: 3 });
});

test('a flaky browser test and an error outside any test count as failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
});

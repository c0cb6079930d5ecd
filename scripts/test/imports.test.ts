// The import rules: the repository keeps them, and breaking one is noticed.
import { describe, expect, test } from 'vitest';
import { importProblems, repositoryEntries, repositorySources } from '../check-imports.mjs';

const check = (path: string, text: string, others: { path: string; text: string }[] = []) =>
  importProblems([{ path, text }, ...others], (name) => (name === '@neuroloom/core' ? ['.', './extra'] : ['.']));

test('the repository keeps the import rules', () => {
  expect(importProblems(repositorySources(), repositoryEntries)).toEqual([]);
});

describe('an import that breaks a rule is named', () => {
  test.each([
    ['packages/runtime/src/a.ts', "import { x } from '@neuroloom/editor';", 'is not allowed in runtime'],
    ['packages/nodes/src/a.ts', "import type { x } from '@neuroloom/runtime';", 'is not allowed in nodes'],
    ['packages/core/src/a.ts', "const x = await import('lit');", 'is not allowed in core'],
    ['packages/core/src/a.ts', "import { x } from '../../nodes/src/b.ts';", 'reaches into another package'],
    ['packages/nodes/src/a.ts', "export * from '@neuroloom/core/src/b.ts';", 'is not an entry'],
    ['packages/core/src/a.ts', "import { readFile } from 'node:fs';", 'uses Node'],
    ['packages/neuroloom/src/cli/a.ts', "import { readFile } from 'fs';", 'write node:fs'],
    ['packages/core/src/a.ts', "import { b } from './b';", 'needs the file’s ending'],
    ['e2e/tests/a.spec.ts', "import { x } from 'neuroloom';", 'is not allowed in e2e'],
  ])('%s %s', (path, text, problem) => {
    expect(check(path, text)).toEqual([expect.stringContaining(problem)]);
  });

  test('files that need each other in a circle', () => {
    const b = { path: 'packages/core/src/b.ts', text: "export { a } from './a.ts';" };
    expect(check('packages/core/src/a.ts', "import { b } from './b.ts';", [b])).toEqual([
      expect.stringContaining('packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/a.ts'),
    ]);
    expect(check('packages/core/src/a.ts', "import type { b } from './b.ts';", [b])).toEqual([]);
  });
});

test.each([
  ['packages/nodes/src/population/lif.ts', "import { defineNode } from '@neuroloom/core';"],
  ['packages/nodes/src/a.ts', "import { x } from '@neuroloom/core/extra';"],
  ['packages/runtime/src/worker/node.ts', "import { Worker } from 'node:worker_threads';"],
  ['packages/editor/src/a.ts', "import { AreaPlugin } from 'rete-area-plugin';"],
  ['packages/core/test/a.test.ts', "import { x } from '@neuroloom/runtime';"],
])('a good import passes: %s %s', (path, text) => {
  expect(check(path, text)).toEqual([]);
});

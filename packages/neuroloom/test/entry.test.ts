/** The two entries of the package: what they say is the same, and the one for pages reaches nothing of Node. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as node from 'neuroloom';
import * as page from '../src/browser/index.ts';

test('a page finds what a program in Node finds, but for what only Node has', () => {
  const missing = Object.keys(node).filter((name) => !(name in page));
  expect(missing.sort()).toEqual(['createEngine', 'nodeHost', 'writeBrian2']);
});

test('the entry for pages reaches no file of Node', () => {
  const src = fileURLToPath(new URL('../src/', import.meta.url));
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, target = ''] of readFileSync(join(src, file), 'utf8').matchAll(/from '(\.[^']+)'/g))
      visit(join(dirname(file), target));
  };
  visit('browser/index.ts');
  expect(seen.size).toBeGreaterThan(5);
  expect([...seen].filter((file) => /^(node|cli)\//.test(file))).toEqual([]);
});

import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { isFresh } from '../../src/node/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'neuroloom-program-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file that was written so many seconds after the epoch. */
function written(name: string, seconds: number): URL {
  const path = join(folder, name);
  writeFileSync(path, '');
  utimesSync(path, seconds, seconds);
  return pathToFileURL(path);
}
const missing = pathToFileURL(join(folder, 'missing'));

describe('a bundled program', () => {
  it('is run only while nothing it was made of is younger', () => {
    const bundle = written('bundle.js', 200);
    const [older, younger] = [written('older', 100), written('younger', 300)];
    expect(isFresh(bundle, [older])).toBe(true);
    // An installed package has no build records.
    expect(isFresh(bundle, [older, missing])).toBe(true);
    expect(isFresh(bundle, [older, younger])).toBe(false);
    expect(isFresh(missing, [older])).toBe(false);
  });
});

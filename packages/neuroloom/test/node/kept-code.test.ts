import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Programs } from '../../src/node/kept-code.ts';

let folder = '';
const write = (file: string, text: string | Uint8Array): void => writeFileSync(join(folder, file), text);
const made = (): unknown => new Programs(folder).load('a-1.cjs');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-code-'));
  write('a-1.cjs', `exports.sum = () => require('./b-2.cjs').two() + 1; exports.sep = require('node:path').sep;`);
  write('b-2.cjs', `module.exports = { two: () => 2, at: __filename };`);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the programs above say, which does not depend on what is kept of them. */
function says(exports: unknown): void {
  const { sum, sep } = exports as { sum: () => number; sep: string };
  expect(sum()).toBe(3);
  expect(sep).toMatch(/[\\/]/);
}

describe('programs with kept code', () => {
  it('run programs that need one another and Node, each once', () => {
    const programs = new Programs(folder);
    says(programs.load('a-1.cjs'));
    expect(programs.load('b-2.cjs')).toBe(programs.load('b-2.cjs'));
    expect(programs.load('b-2.cjs')).toMatchObject({ at: join(folder, 'b-2.cjs') });
  });

  it('say the same with the code of what has been run, and leave nothing else behind', () => {
    const programs = new Programs(folder);
    says(programs.load('a-1.cjs'));
    programs.keep();
    expect(readdirSync(folder).sort()).toEqual(['a-1.cjs', 'a-1.cjs.code', 'b-2.cjs', 'b-2.cjs.code']);
    says(made());
  });

  it('go without code that is none, or of another text', () => {
    const programs = new Programs(folder);
    says(programs.load('a-1.cjs'));
    programs.keep();
    write(
      'b-2.cjs.code',
      Uint8Array.from({ length: 300 }, (_, k) => k),
    );
    says(made());
    write('b-2.cjs', `module.exports = { two: () => 1 + 1 };`);
    says(made());
  });
});

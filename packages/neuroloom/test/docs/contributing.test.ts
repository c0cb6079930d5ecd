/** Follows "Add a node in ten minutes" to the letter, in a copy of the library. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdsAt, runClaim, type Claim } from '@neuroloom/nodes/claims';
import type { Library } from '@neuroloom/core';
import { createEngine } from 'neuroloom';
import { build } from '../cli/command.ts';
import { fencesOf, root } from './fences.ts';

const folder = mkdtempSync(join(tmpdir(), 'neuroloom-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(build, 120_000);

test('a new node is two files and three lines, and its claim holds', async () => {
  const nodes = join(folder, 'packages/nodes');
  mkdirSync(nodes, { recursive: true });
  cpSync(`${root}packages/nodes/src`, join(nodes, 'src'), { recursive: true });
  cpSync(`${root}packages/nodes/package.json`, join(nodes, 'package.json'));
  symlinkSync(`${root}packages/nodes/node_modules`, join(nodes, 'node_modules'));

  const steps = fencesOf('CONTRIBUTING.md').filter((f) => f.language === 'ts');
  for (const { file, code } of steps) {
    const path = join(folder, file);
    const before = existsSync(path) ? readFileSync(path, 'utf8') : ''; // a list gets one more line
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code + before);
  }
  // "and the word `quadratic` in the list `claims` below the imports"
  const list = join(nodes, 'src/claims.ts');
  writeFileSync(list, readFileSync(list, 'utf8').replace(/(claims: readonly Claim\[\] = \[\n)/, '$1  quadratic,\n'));

  const compilerOptions = {
    rootDir: 'src',
    outDir: 'dist',
    composite: false,
    declaration: false,
    declarationMap: false,
    sourceMap: false,
    tsBuildInfoFile: null,
  };
  writeFileSync(
    join(nodes, 'tsconfig.json'),
    JSON.stringify({ extends: `${root}tsconfig.base.json`, compilerOptions, include: ['src'] }),
  );
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', nodes], { encoding: 'utf8' });

  const load = (file: string): Promise<unknown> =>
    import(/* @vite-ignore */ pathToFileURL(join(nodes, 'dist', file)).href);
  const { nodes: library } = (await load('index.js')) as { nodes: Library };
  const { claims } = (await load('claims.js')) as { claims: readonly Claim[] };
  const mine = claims.filter((c) => c.about === 'population/quadratic');
  expect(mine).toHaveLength(1);
  for (const target of ['wasm', 'reference']) {
    const verdict = await runClaim(createEngine({ library }), mine[0]!, { target });
    expect(
      verdict.points.filter((p) => !holdsAt(p)),
      target,
    ).toEqual([]);
    expect(verdict.holds).toBe(true);
    expect(verdict.points).toHaveLength(4);
  }
}, 120_000);

/** The code in a text for people, so that tests can run it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../../', import.meta.url));

export interface Fence {
  readonly language: string;
  /** What stands behind the language: a file. */
  readonly file: string;
  readonly code: string;
}

export const fencesOf = (file: string): Fence[] =>
  [...readFileSync(root + file, 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(
    ([, language = '', name = '', code = '']) => ({ language, file: name, code }),
  );

let written = 0;
/** Runs a program where a program of a user would find the packages, which must have been built. */
export function runProgram(program: string): string {
  const file = `${root}packages/neuroloom/dist/shown-${process.pid}-${written++}.mjs`;
  writeFileSync(file, program);
  try {
    return execFileSync(process.execPath, [file], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  } finally {
    rmSync(file);
  }
}

/** The code in a text for people, so that tests can run it. */
import { readFileSync } from 'node:fs';
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

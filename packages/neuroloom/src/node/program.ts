/**
 * Where the command and the threads find their programs. The build bundles each into one file, which loads in a
 * quarter of the time; a bundle that is older than what it was made of is left alone, so that a compile is enough
 * while one works on the sources.
 */
import { statSync } from 'node:fs';

/** Compiled packages, seen from a folder of `dist`: its own, and those of its neighbours in the repository. */
const MADE_OF = ['..', ...['core', 'nodes', 'runtime', 'editor'].map((name) => `../../../${name}/dist`)];

/** The bundle in this file, or the compiled file at `otherwise`; both are relative to a folder of `dist`. */
export function programAt(file: string, otherwise: string): URL {
  const at = (path: string): URL => new URL(path, import.meta.url);
  const bundle = at(file);
  const madeOf = MADE_OF.map((folder) => at(`${folder}/.tsbuildinfo`));
  return isFresh(bundle, madeOf) ? bundle : at(otherwise);
}

/** Is there such a file, and nothing younger among what it was made of? What is not there is not younger. */
export function isFresh(made: URL, of: readonly URL[]): boolean {
  const at = changed(made);
  return at !== undefined && of.every((file) => (changed(file) ?? -Infinity) <= at);
}

/** When a file was written (ms). */
const changed = (file: URL): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;

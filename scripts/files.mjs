// Lists the files that people write, without what is installed or built.
import { existsSync, readdirSync } from 'node:fs';
import { root } from './run.mjs';

const skipped = new Set(['node_modules', 'dist', 'studio-dist', 'coverage', 'test-results', 'playwright-report']);

/** @param {RegExp} wanted @returns {string[]} paths from the root, in order */
export function writtenFiles(wanted) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name)) walk(path);
      else if (entry.isFile() && wanted.test(path)) found.push(path);
    }
  };
  for (const folder of ['packages', 'scripts', 'e2e', 'bench']) if (existsSync(`${root}/${folder}`)) walk(folder);
  return found.sort();
}

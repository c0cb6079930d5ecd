// Counts the lines of every file that people write and lists those over budget. With --all it prints every file.
import { readFileSync } from 'node:fs';
import { writtenFiles } from './files.mjs';
import { isMain, root, script } from './run.mjs';

/** The first rule that matches a file counts: nodes by family, then everything else. @type {readonly { files: RegExp, lines: number }[]} */
const budgets = [
  { files: /^packages\/nodes\/src\/(?!claims\/|streams\/)[^/]+\/(?!index\.ts$)[^/]+(?<!\.claims)\.ts$/, lines: 60 },
  { files: /\.(ts|mjs|js|css|html)$/, lines: 400 },
];

/** @param {string} path */
export const budgetOf = (path) => budgets.find(({ files }) => files.test(path))?.lines ?? Infinity;

/** @returns {{ path: string, lines: number, budget: number }[]} */
export function sizes() {
  return writtenFiles(/^(packages|scripts|e2e|bench)\/.*\.(ts|mjs|js|css|html)$/).map((path) => ({
    path,
    lines: readFileSync(`${root}/${path}`, 'utf8').trimEnd().split('\n').length,
    budget: budgetOf(path),
  }));
}

if (isMain(import.meta.url)) {
  await script(() => {
    const files = sizes();
    const over = files.filter(({ lines, budget }) => lines > budget);
    if (process.argv.includes('--all'))
      for (const { path, lines } of files) console.log(`${String(lines).padStart(5)}  ${path}`);
    for (const { path, lines, budget } of over) {
      console.error(`${path}: ${lines} lines, at most ${budget}. Split it by what its parts are about.`);
    }
    const total = files.reduce((sum, { lines }) => sum + lines, 0);
    console.log(`Sizes: ${files.length} files, ${total} lines, ${over.length} over budget.`);
    process.exitCode = over.length === 0 ? 0 : 1;
  });
}

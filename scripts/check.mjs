// `npm run check`: types, lint, format, import rules and file sizes; all of them run, then the failing ones are named.
import { Failure, node, script } from './run.mjs';
import { setup } from './setup.mjs';

/** @type {readonly [string, string, readonly string[]][]} */
const checks = [
  ['types', 'node_modules/typescript/bin/tsc', ['-b']],
  ['lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']],
  ['format', 'node_modules/@biomejs/biome/bin/biome', ['format']],
  ['imports', 'scripts/check-imports.mjs', []],
  ['sizes', 'scripts/sizes.mjs', []],
];

await script(() => {
  setup();
  const failed = checks.filter(([, program, args]) => node(program, args) !== 0).map(([name]) => name);
  if (failed.length === 0) return console.log('All checks pass.');
  const hint = failed.includes('format') ? ' `npx biome format --write` corrects the format.' : '';
  throw new Failure(`Failed: ${failed.join(', ')}.${hint}`);
});

#!/usr/bin/env node
// The command `neuroloom`: runs the built program and says what to do when it has not been built yet.
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error('neuroloom: the program is not built yet. Run `npm run build` in the repository, then try again.');
  process.exitCode = 1;
}

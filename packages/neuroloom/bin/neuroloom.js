#!/usr/bin/env node
// The command `neuroloom`: runs the built program and says what to do when it has not been built yet.
import { existsSync } from 'node:fs';

const programs = new URL('../dist/node/program.js', import.meta.url);
if (existsSync(programs)) {
  const { programAt } = await import(programs.href);
  await import(programAt('../programs/neuroloom.js', '../cli/main.js').href);
} else {
  console.error('neuroloom: the program is not built yet. Run `npm run build` in the repository, then try again.');
  process.exitCode = 1;
}

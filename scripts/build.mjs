// Builds every package (dist/) and the studio, a folder for any static host: packages/neuroloom/studio-dist.
import { existsSync } from 'node:fs';
import { Failure, isMain, node, root, script } from './run.mjs';
import { setup } from './setup.mjs';

export const studio = `${root}/packages/neuroloom/studio-dist`;

/** @param {string} project */
function compile(project) {
  if (node('node_modules/typescript/bin/tsc', ['-b', project]) === 0) return;
  throw new Failure('The types do not agree: correct the errors above, then try again.');
}

/** Checks the types of everything, tests and scripts included. */
export const checkTypes = () => compile('.');

/** @param {string} config @param {string} made @param {string} what @param {string[]} more */
function bundle(config, made, what, ...more) {
  const vite = ['build', '--config', `packages/neuroloom/${config}`, '--logLevel', 'warn', ...more];
  if (node('node_modules/vite/bin/vite.js', vite) !== 0 || !existsSync(made)) {
    throw new Failure(`${what} could not be built: the lines above say why.`);
  }
}

export function build() {
  compile('packages/neuroloom');
  const dist = `${root}/packages/neuroloom/dist`;
  bundle('vite.programs.config.ts', `${dist}/programs/neuroloom.js`, 'The command', '--mode', 'command');
  bundle('vite.programs.config.ts', `${dist}/threads/thread.cjs`, 'The threads', '--mode', 'threads');
  if (node('scripts/keep-code.mjs', []) !== 0) throw new Failure('The threads do not start: the lines above say why.');
  bundle('vite.config.ts', `${studio}/index.html`, 'The studio');
}

if (isMain(import.meta.url)) {
  await script(() => {
    setup();
    build();
    console.log('The studio is built: serve the folder packages/neuroloom/studio-dist with any static host.');
  });
}

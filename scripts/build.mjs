// Builds every package (dist/) and the studio, a folder for any static host: packages/neuroloom/studio-dist.
import { existsSync } from 'node:fs';
import { Failure, isMain, node, root, script } from './run.mjs';
import { setup } from './setup.mjs';

export const studio = `${root}/packages/neuroloom/studio-dist`;

/** @param {string} project what to compile: the packages, or with '.' their tests as well */
export function build(project = 'packages/neuroloom') {
  if (node('node_modules/typescript/bin/tsc', ['-b', project]) !== 0) {
    throw new Failure('The packages do not compile: correct the type errors above, then try again.');
  }
  const vite = ['build', '--config', 'packages/neuroloom/vite.config.ts', '--logLevel', 'warn'];
  if (node('node_modules/vite/bin/vite.js', vite) !== 0 || !existsSync(`${studio}/index.html`)) {
    throw new Failure('The studio could not be built: the lines above say why.');
  }
}

if (isMain(import.meta.url)) {
  await script(() => {
    setup();
    build();
    console.log('The studio is built: serve the folder packages/neuroloom/studio-dist with any static host.');
  });
}

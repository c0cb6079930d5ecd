// `npm run docs [-- folder]`: builds, then writes the guide and the reference, with the numbers of a run, as web pages.
import { build } from './build.mjs';
import { Failure, node, script } from './run.mjs';
import { setup } from './setup.mjs';

await script(() => {
  setup();
  build();
  const folder = process.argv[2] ?? 'docs/site';
  if (node('packages/neuroloom/bin/neuroloom.js', ['docs', folder]) !== 0) {
    throw new Failure('The docs could not be written: the lines above say why.');
  }
});

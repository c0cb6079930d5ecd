// `npm run docs`: builds, then writes the generated part of docs/ with the command `neuroloom docs`.
import { build } from './build.mjs';
import { Failure, node, script } from './run.mjs';
import { setup } from './setup.mjs';

await script(() => {
  setup();
  build();
  if (node('packages/neuroloom/bin/neuroloom.js', ['docs']) !== 0) {
    throw new Failure('The docs could not be written: the lines above say why.');
  }
});

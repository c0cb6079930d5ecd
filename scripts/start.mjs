// `npm start`: installs what is needed, builds, serves the studio on this machine and prints its address.
import { build } from './build.mjs';
import { script } from './run.mjs';
import { serveFromCommandLine } from './serve.mjs';
import { setup } from './setup.mjs';

await script(async () => {
  setup();
  console.log('Building the studio …');
  build();
  await serveFromCommandLine();
  console.log('Press Ctrl+C to stop.');
});

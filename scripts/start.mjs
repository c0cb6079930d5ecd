// `npm start`: installs what is needed, builds, serves the studio on this machine and prints its address.
import { build } from './build.mjs';
import { script } from './run.mjs';
import { serveFromCommandLine } from './serve.mjs';
import { setup } from './setup.mjs';

/** When npm is ended by a signal it leaves this program behind: end with it. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(0), 500).unref();
}

await script(async () => {
  endWithNpm();
  setup();
  console.log('Building the studio …');
  build();
  await serveFromCommandLine();
  console.log('Press Ctrl+C to stop.');
});

// Milliseconds from opening a graph to a session that is ready to run, worker thread included, for every example.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'neuroloom';
import { example, interleaved, report } from './lib/bench.mjs';

const files = readdirSync(fileURLToPath(new URL('../examples', import.meta.url))).filter((file) =>
  file.endsWith('.graph.json'),
);
/** @param {string} file */
const start = (file) => async () => {
  const graph = example(file);
  const began = performance.now();
  const session = await createEngine().open(graph);
  const took = performance.now() - began;
  session.result().catch(() => undefined);
  await session.cancel();
  return took;
};
const cases = Object.fromEntries(files.map((file) => [file.replace('.graph.json', ''), start(file)]));
report('start', 'ms', await interleaved(cases, { rounds: 3 }));

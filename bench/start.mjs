// Milliseconds from opening a graph to a session that is ready to run, worker thread included, for every example; what
// parts it has; and the same with a thread that is started ahead, as the studio and the command do. Then whole
// processes from start to result, beside Brian2's that compiles C++: `--rounds=1` takes each pair once.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createEngine } from 'neuroloom';
import { example, interleaved, report } from './lib/bench.mjs';
import { brian2, LEFT_OUT } from './lib/brian2.mjs';
import { wholeProcesses } from './lib/process.mjs';

const files = readdirSync(fileURLToPath(new URL('../examples', import.meta.url))).filter((file) =>
  file.endsWith('.graph.json'),
);

/** @param {string} file @param {'first'} [ahead] */
async function start(file, ahead) {
  const graph = example(file);
  const engine = createEngine(ahead ? { ahead } : {});
  if (ahead) await new Promise((done) => setTimeout(done, 200));
  const began = performance.now();
  const session = await engine.open(graph);
  const took = performance.now() - began;
  session.result().catch(() => undefined);
  await session.cancel();
  return took;
}

/** Parts of the same, in a thread that has never opened a session. @param {string} file @returns {Promise<Record<string, number>>} */
const phases = (file) =>
  new Promise((done, failed) => {
    const graph = example(file);
    /** @type {Record<string, number>} */
    const parts = {};
    const began = performance.timeOrigin + performance.now();
    const worker = new Worker(new URL('./lib/phases.mjs', import.meta.url), {
      workerData: { program: 'session-worker' },
    });
    worker.on('message', (message) => {
      if (message.part === 'began') parts.thread = message.took - began;
      else if (message.part) parts[message.part] = (parts[message.part] ?? 0) + message.took;
      // The observer is told a little later.
      if (message.to === 1) setTimeout(() => void worker.terminate().then(() => done(parts)), 20);
    });
    worker.on('error', failed);
    worker.postMessage({ id: 1, do: 'open', graph, options: {}, checked: true });
  });

const nameOf = (/** @type {string} */ file) => file.replace('.graph.json', '');
const cold = Object.fromEntries(files.map((file) => [nameOf(file), () => start(file)]));
const warm = Object.fromEntries(files.map((file) => [`${nameOf(file)}, thread ahead`, () => start(file, 'first')]));
const figures = await interleaved({ ...cold, ...warm }, { rounds: 5 });

/** @type {Record<string, Record<string, number>>} */
const parts = {};
for (const file of files) {
  const rounds = [await phases(file), await phases(file), await phases(file)];
  parts[nameOf(file)] = Object.fromEntries(
    Object.keys(rounds[0] ?? {}).map((phase) => {
      const sorted = rounds.map((round) => round[phase] ?? 0).sort((a, b) => a - b);
      return [phase, Number((sorted[1] ?? 0).toFixed(1))];
    }),
  );
}
for (const [name, all] of Object.entries(parts)) {
  const list = Object.entries(all).map(([phase, ms]) => `${phase} ${ms}`);
  console.log(`${name}, parts (ms): ${list.join(', ')}`);
}

const rounds = Number(process.argv.find((w) => w.startsWith('--rounds='))?.slice('--rounds='.length) ?? 5);
const processes = brian2() ? await wholeProcesses(['cuba', 'cobahh'], rounds) : [];
if (!brian2()) console.log(LEFT_OUT);
for (const { network, ours, peer, ratio } of processes)
  console.log(
    `${network}, whole process: ${ours.toFixed(2)} s of CPU, Brian2 ${peer.toFixed(2)} s: ${ratio.toFixed(3)}`,
  );
const { ours, peer, ratio } = processes[0] ?? { ours: null, peer: null, ratio: null };
const parameters = { network: 'cuba', neurons: 4000, measured: 'CPU seconds of a whole process' };
report('start', 'ms', figures, { parts, processes, ours, peer, ratio, rounds, parameters });

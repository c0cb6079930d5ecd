// One network on one thread and on several that share its memory: wall time of the same run in the ordinary session,
// in turn, and whether the results are the same to the bit. Threads that wait for one another show what else a machine
// does: rounds in which other programs took part of it are left out, where the system says so (Linux).
// Options: --network=cobahh --size=20000 --seconds=1 --threads=2 --precision=f32 --rounds=5 --tries=40
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { report, seconds } from './lib/bench.mjs';
import { balanced } from './lib/balanced.mjs';

const option = (/** @type {string} */ name, /** @type {string} */ usual) =>
  process.argv.find((w) => w.startsWith(`--${name}=`))?.split('=')[1] ?? usual;

const name = option('network', 'cobahh');
const size = Number(option('size', '20000'));
const threads = Number(option('threads', '2'));
const precision = /** @type {'f32' | 'f64'} */ (option('precision', 'f32'));
const rounds = Number(option('rounds', '5'));
const tries = Number(option('tries', '40'));
const graph = balanced(`${name}.graph.json`, { size, precision, seconds: Number(option('seconds', '1')) });

/** What others may take of the machine in a round. */
const OTHERS = 0.04;

/** Seconds that all processors have been busy; 0 where nobody says. */
function busy() {
  try {
    const [, user, nice, system, , , irq, soft] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(
      /\s+/,
    );
    return [user, nice, system, irq, soft].reduce((sum, x) => sum + Number(x), 0) / 100;
  } catch {
    return 0;
  }
}

/** @type {Set<string>} */
const digests = new Set();
let took = 0;
/** Wall seconds of a run, and what others took of the machine meanwhile. @param {number} most */
async function on(most) {
  const [before, own] = [busy(), process.cpuUsage()];
  const began = performance.now();
  const { seconds: wall, result } = await seconds(graph, { threads: most });
  const { user, system } = process.cpuUsage(own);
  const others = busy() - before - (user + system) / 1e6;
  digests.add(result.receipt.digests.result);
  if (most > 1) took = result.receipt.threads;
  return { wall, others: others / (((performance.now() - began) / 1000) * cpus().length) };
}

await on(threads); // warms up
/** @type {{ one: number, several: number }[]} */
const clean = [];
let tried = 0;
for (; clean.length < rounds && tried < tries; tried++) {
  const [one, several] = [await on(1), await on(threads)];
  if (Math.max(one.others, several.others) <= OTHERS) clean.push({ one: one.wall, several: several.wall });
}
if (clean.length === 0) {
  console.log(`Others took part of the machine in each of ${tried} rounds: there is no figure to give.`);
  process.exit(1);
}
/** @param {number[]} all */
const figure = (all) => {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ k) => sorted[Math.round(k * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), min: at(0), max: at(1), all };
};
const figures = { one: figure(clean.map((c) => c.one)), several: figure(clean.map((c) => c.several)) };
const ratio = figure(clean.map((c) => c.several / c.one)).median;
console.log(`${name} of ${size}: ${took} threads take ${ratio.toFixed(3)} of one's time`);
console.log(`${clean.length} of ${tried} rounds were without disturbance`);
console.log(digests.size === 1 ? 'The results are equal.' : 'THE RESULTS DIFFER.');
report('threads', 's', figures, {
  parameters: { network: name, neurons: size, precision, threads: took, time: graph.time.duration, dt: graph.time.dt },
  ours: figures.several.median,
  peer: figures.one.median,
  peerIs: 'one thread',
  ratio,
  rounds: clean.length,
  tried,
  equal: digests.size === 1,
});
if (digests.size !== 1) process.exitCode = 1;

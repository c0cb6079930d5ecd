// The balanced networks of Brette et al. (2007), here and in Brian2's C++: one network, the same synapses and first
// values, run in turn on one thread. What is compared is the CPU time of the simulation loop, spikes recorded in both.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { compile, localEngine, record, wasm } from '@neuroloom/runtime';
import { nodeHost, nodes, writeBrian2 } from 'neuroloom';
import { brian2, inFolder, LEFT_OUT, outcome } from './brian2.mjs';
import { example, interleaved, report } from './bench.mjs';
import { matched } from './oracle.mjs';

/** @typedef {import('neuroloom').GraphDocument} Graph */
/** @typedef {'f32' | 'f64'} Precision */
/** @typedef {{ size: number, precision: Precision, seconds: number }} Case */

/** Synapses that each neuron sends, whatever the size: 2 % of 4000. */
const FAN_OUT = 80;
/** Larger networks run for less time, in proportion. */
const LARGE = 20_000;
/** Runs ahead of those that count. */
const WARMING = 8;
/** Biological time for which the reference, an interpreter, is asked. */
const REFERENCE = /** @type {const} */ ('5 ms');

/** @param {string} file @param {Case} of @returns {Graph} */
export function balanced(file, { size, precision, seconds }) {
  const p = FAN_OUT / size;
  const params = { 'exc.size': 0.8 * size, 'inh.size': 0.2 * size, 'ee.p': p, 'ei.p': p, 'ie.p': p, 'ii.p': p };
  const graph = example(file, { params });
  return { ...graph, precision, time: { ...graph.time, duration: `${seconds * 1000} ms` } };
}

/** CPU seconds from the first tick to the result in the ordinary session, in this thread. @param {Graph} graph @param {string} target */
async function cpuSeconds(graph, target = 'wasm') {
  return cpuSecondsOf(await localEngine(nodes, nodeHost()).open(graph, { target }));
}

/** Milliseconds in which V8, in threads of its own, ends compiling what opened the session: that is not the loop's. */
const SETTLING = 200;

/** The same of a session that is open. @param {import('neuroloom').Session} session */
export async function cpuSecondsOf(session) {
  await setTimeout(SETTLING);
  const began = process.cpuUsage();
  session.play();
  await session.result();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/**
 * A network of Brian2's, compiled once.
 * @param {Graph} graph @param {string} folder @param {'default' | 'plain'} flags
 */
export async function standalone(graph, folder, flags) {
  const python = brian2();
  if (!python) throw new Error(LEFT_OUT);
  const script = join(folder, `${flags}.py`);
  await writeBrian2(graph, nodes, script);
  const steps = compile(graph, nodes).resolved.duration ?? 0;
  const driver = fileURLToPath(new URL('standalone.py', import.meta.url));
  const built = join(folder, flags);
  const { status, stderr } = spawnSync(python.command, [driver, script, built, String(steps), flags], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0 || !existsSync(join(built, 'main')))
    throw new Error(`Brian2 cannot be built: ${stderr.slice(-500)}`);
  return {
    spikes: outcome(join(built, 'spikes')).spikes,
    seconds: () => {
      const { stdout } = spawnSync('./main', {
        cwd: built,
        encoding: 'utf8',
        env: { ...process.env, OMP_NUM_THREADS: '1' },
      });
      return Number(/^loop (\S+)$/m.exec(stdout)?.[1] ?? Number.NaN);
    },
  };
}

/** Where the spikes of double precision part from Brian2's, if they do. @param {Graph} graph @param {ReadonlyMap<string, import('./brian2.mjs').Spikes>} theirs */
async function spikesBeside(graph, theirs) {
  const compiled = compile(graph, nodes);
  const ours = await record(compiled, wasm, compiled.resolved.duration ?? 0, [...theirs.keys()], []);
  const each = [...theirs].map(([name, train]) => matched(name, ours.spikes.get(name), train));
  const first = each.filter((m) => m.what).sort((a, b) => a.parting - b.parting)[0];
  const count = (/** @type {Iterable<{ tick: ArrayLike<number> }>} */ trains) =>
    [...trains].reduce((n, { tick }) => n + tick.length, 0);
  return { ours: count(ours.spikes.values()), peer: count(theirs.values()), equal: !first, first: first?.what ?? '' };
}

/** @param {readonly string[]} words */
function choices(words) {
  const option = (/** @type {string} */ name) => words.find((w) => w.startsWith(`--${name}=`))?.split('=')[1];
  const sizes = (option('sizes') ?? '4000').split(',').map(Number);
  const precisions = /** @type {Precision[]} */ ((option('precision') ?? 'f32,f64').split(','));
  const target = words.includes('--relaxed') ? 'wasm-relaxed' : 'wasm';
  return { sizes, precisions, target, rounds: Number(option('rounds') ?? 5), seconds: Number(option('seconds') ?? 1) };
}

/** Node 20 has relaxed SIMD behind a flag: runs this program again with it. */
function withRelaxed() {
  const flag = '--experimental-wasm-relaxed-simd';
  const again = [...process.execArgv, flag, ...process.argv.slice(1)];
  return spawnSync(process.execPath, again, { stdio: 'inherit' }).status ?? 1;
}

/**
 * Measures one of the networks: `--sizes=4000,20000 --precision=f32,f64 --seconds=1 --rounds=5`; with `--relaxed` in
 * single precision and with multiply-add, whose result stands beside the others'.
 * @param {string} name of the benchmark and of its example
 */
export async function bench(name) {
  const { sizes, precisions, rounds, seconds, target } = choices(process.argv.slice(2));
  const relaxed = target === 'wasm-relaxed';
  const flagged = process.execArgv.some((word) => word.includes('relaxed-simd'));
  if (relaxed && !flagged && Number(process.versions.node.split('.')[0]) < 22) process.exit(withRelaxed());
  const file = `${name}.graph.json`;
  /** @type {object[]} */
  const cases = [];
  /** @type {Record<string, { median: number, min: number, max: number }>} */
  const figures = {};
  for (const size of sizes) {
    for (const precision of precisions) {
      // Double precision is there to be right: at the first size alone.
      if (precision === 'f64' && (size !== sizes[0] || relaxed)) continue;
      const graph = balanced(file, { size, precision, seconds: seconds * Math.min(1, LARGE / size) });
      const label = `${size} neurons, ${precision}`;
      await inFolder(async (folder) => {
        const peer = brian2() ? await standalone(graph, folder, 'default') : null;
        // What is compared is warm: V8 goes on compiling what a session calls for some seconds of runs.
        for (let k = 0; k < WARMING; k++) await cpuSeconds(graph, target);
        const measured = await interleaved(
          { ours: () => cpuSeconds(graph, target), ...(peer ? { peer: () => Promise.resolve(peer.seconds()) } : {}) },
          { rounds },
        );
        const short = { ...graph, time: { ...graph.time, duration: REFERENCE } };
        const slow = await cpuSeconds(short, 'reference');
        const quick = await cpuSeconds(short, target);
        for (const [who, figure] of Object.entries(measured)) figures[`${label}, ${who}`] = figure;
        const ratio = peer ? ratioOf(measured.ours?.all ?? [], measured.peer?.all ?? []) : null;
        let spikes = peer && precision === 'f64' ? await spikesBeside(graph, peer.spikes) : null;
        let plain = null;
        if (spikes && !spikes.equal) {
          console.log(`${label}: ${spikes.first}; building Brian2 again without -ffast-math and -march=native`);
          plain = await spikesBeside(graph, (await standalone(graph, folder, 'plain')).spikes);
        }
        cases.push({
          parameters: {
            neurons: size,
            synapses: FAN_OUT * size,
            precision,
            time: graph.time.duration,
            dt: graph.time.dt,
            threads: 1,
            target,
          },
          ours: measured.ours?.median ?? null,
          peer: measured.peer?.median ?? null,
          ratio,
          rounds,
          reference: { for: REFERENCE, cpu: slow, ratio: quick / slow },
          ...(spikes ? { spikes } : {}),
          ...(plain ? { plain } : {}),
        });
        if (ratio !== null) console.log(`${label}: ${ratio.toFixed(3)} of Brian2's time`);
        if (spikes)
          console.log(
            `${label}: ${spikes.ours} spikes here, ${spikes.peer} there, ${spikes.equal ? 'equal one for one' : spikes.first}`,
          );
      });
    }
  }
  if (!brian2()) console.log(LEFT_OUT);
  report(relaxed ? `${name}-relaxed` : name, 's of CPU', figures, {
    ...cases[0],
    peerIs: brian2() ? `Brian2 ${brian2()?.version} C++ standalone, default flags` : null,
    cases,
  });
}

/** Median of the ratios of pairs that ran one after the other. @param {readonly number[]} ours @param {readonly number[]} peer */
export function ratioOf(ours, peer) {
  const ratios = ours.map((x, k) => x / (peer[k] ?? Number.NaN)).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? null;
}

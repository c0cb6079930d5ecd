// Networks whose spikes part after a while, because one rounding moves one spike: rates over several seeds.
import { join } from 'node:path';
import { compile, record, wasm } from '@neuroloom/runtime';
import { nodes, writeBrian2 } from 'neuroloom';
import { balanced } from './balanced.mjs';
import { inFolder, runBrian2 } from './brian2.mjs';

/** Steps of 0.1 ms: half a second, of which Brian2's numpy takes one second for COBA. */
const STEPS = 5000;

/**
 * Mean rates in single precision here against double precision there, over as many random networks.
 * @param {number} seeds
 */
export async function statistics(seeds) {
  const results = [];
  for (const name of ['cuba', 'coba', 'cobahh']) {
    const graph = balanced(`${name}.graph.json`, { size: 4000, precision: 'f32', seconds: STEPS / 10_000 });
    const rate = (/** @type {Iterable<{ tick: ArrayLike<number> }>} */ trains) =>
      [...trains].reduce((n, { tick }) => n + tick.length, 0) / 4000 / (STEPS / 10_000);
    const [ours, peer] = await inFolder(async (folder) => {
      /** @type {number[]} */
      const here = [];
      const jobs = [];
      for (let seed = 1; seed <= seeds; seed++) {
        const compiled = compile(graph, nodes, { seed });
        const { spikes } = await record(compiled, wasm, STEPS, ['exc.spikes', 'inh.spikes'], []);
        here.push(rate(spikes.values()));
        const script = join(folder, `${name}${seed}.py`);
        // Seeds of their own: two samples of one ensemble.
        await writeBrian2(graph, nodes, script, { seed: seed + 1000 });
        jobs.push({ script, steps: STEPS, traces: [], last: [], elements: 0 });
      }
      const outcomes = runBrian2(jobs, join(folder, 'outcomes'));
      return [here, outcomes.map((o) => (typeof o === 'string' ? Number.NaN : rate(o.spikes.values())))];
    });
    const [a, b] = [moments(ours ?? []), moments(peer ?? [])];
    const error = Math.sqrt((a.variance + b.variance) / seeds);
    const agrees = Math.abs(a.mean - b.mean) <= 2 * error;
    results.push({ network: name, seeds, ours: a.mean, peer: b.mean, error, agrees });
  }
  return results;
}

/** @param {readonly number[]} xs */
function moments(xs) {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  return { mean, variance: xs.reduce((s, x) => s + (x - mean) ** 2, 0) / (xs.length - 1) };
}

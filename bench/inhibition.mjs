// Where the inhibitory plasticity of Vogels et al. (2011) settles in the networks of its claim, and why above its target:
// every pair of spikes of every synapse in the second half of the run, weighted as the rule does.
// `--seeds=6 --full-seeds=3`
import { claims } from '@neuroloom/nodes/claims';
import { compile, record, wasm } from '@neuroloom/runtime';
import { nodes } from 'neuroloom';
import { facts, writeResult } from './lib/bench.mjs';

/** @typedef {import('neuroloom').GraphDocument} Graph */

const option = (/** @type {string} */ name, /** @type {string} */ usual) =>
  Number(process.argv.find((w) => w.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const claim = claims.find(({ about, says }) => about === 'plasticity/stdp-inhibitory' && says.includes('recurrent'));
if (!claim?.full) throw new Error('the claim is gone');
/** Of the rule: rate per ms, and ms. */
const [RHO_0, TAU] = [0.003, 20];

const sum = (/** @type {Float64Array} */ xs) => xs.reduce((a, b) => a + b, 0);

/** The second half of a run. @param {Graph} graph @param {number} seed */
async function halfOf(graph, seed) {
  const compiled = compile({ ...graph, precision: 'f64' }, nodes, { seed });
  const { program, resolved } = compiled;
  const ticks = resolved.duration ?? 0;
  const from = Math.round(ticks / 2);
  const weights = async (/** @type {number} */ until) => {
    const { spikes, end } = await record(compiled, wasm, until, ['exc.spikes', 'inh.spikes'], []);
    return { spikes, w: /** @type {Float64Array} */ (end('ie.w')) };
  };
  const { w: before } = await weights(from);
  const { spikes, w: after } = await weights(ticks);
  const space = program.spaces.get(program.buffers.get('ie.w')?.space ?? '');
  const { start, target } = /** @type {NonNullable<NonNullable<typeof space>['sparse']>} */ (space?.sparse);
  return {
    dt: program.dt,
    ticks,
    from,
    spikes,
    before,
    after,
    start,
    target,
    eta: Number(graph.nodes.rule?.params.eta),
  };
}

/** Ticks of each neuron's spikes. @param {import('@neuroloom/runtime').Train | undefined} train @param {number} size */
function byNeuron(train, size) {
  /** @type {number[][]} */
  const of = Array.from({ length: size }, () => []);
  train?.tick.forEach((t, k) => of[train.id[k] ?? 0]?.push(t));
  return of;
}

/** @param {Graph} graph @param {number} seed */
async function settled(graph, seed) {
  const { dt, ticks, from, spikes, before, after, start, target, eta } = await halfOf(graph, seed);
  const size = (/** @type {string} */ id) => Number(graph.nodes[id]?.params.size);
  const inh = byNeuron(spikes.get('inh.spikes'), size('inh'));
  const exc = byNeuron(spikes.get('exc.spikes'), size('exc'));
  const within = (/** @type {number[]} */ own) => own.filter((t) => t >= from).length;
  const counts = Float64Array.from(exc, within);
  const [seconds, far] = [((ticks - from) * dt) / 1000, (20 * TAU) / dt];
  const total = { pairs: 0, later: 0, events: 0, chance: 0, grown: 0 };
  inh.forEach((pre, i) => {
    const events = within(pre);
    for (let k = start[i] ?? 0; k < (start[i + 1] ?? 0); k++) {
      const j = target[k] ?? 0;
      const post = exc[j] ?? [];
      total.events += events;
      total.chance += (events * (counts[j] ?? 0) * 2 * TAU) / (1000 * seconds);
      total.grown += ((after[k] ?? 0) - (before[k] ?? 0)) / eta;
      let first = 0;
      for (const t of pre) {
        while (first < post.length && (post[first] ?? 0) < t - far) first++;
        for (let n = first; n < post.length && (post[n] ?? 0) <= t + far; n++) {
          const lag = (post[n] ?? 0) - t;
          // A pair belongs to the window in which the later one falls.
          if (Math.max(t, t + lag) < from) continue;
          const pair = Math.exp((-Math.abs(lag) * dt) / TAU);
          total.pairs += pair;
          if (lag > 0) total.later += pair;
        }
      }
    }
  });
  const needed = 2 * RHO_0 * TAU * total.events;
  const rate = sum(counts) / counts.length / seconds;
  const share = total.pairs / total.chance;
  const met = (total.chance * 1000) / (2 * TAU * total.events);
  return {
    seed,
    rate,
    share,
    after: total.later / (total.chance / 2),
    before: (total.pairs - total.later) / (total.chance / 2),
    balance: total.pairs / needed,
    grown: total.grown / needed,
    held: (needed + total.grown - total.pairs) / needed,
    met,
    fewer: rate / met,
    explained: ((1000 * RHO_0) / share) * (total.pairs / needed) * (rate / met),
  };
}

/** @param {Graph} graph @param {number} seeds */
async function over(graph, seeds) {
  /** @type {Awaited<ReturnType<typeof settled>>[]} */
  const runs = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const run = await settled(graph, seed);
    runs.push(run);
    console.log(
      Object.entries(run)
        .map(([what, x]) => `${what} ${Number(x.toPrecision(4))}`)
        .join(', '),
    );
  }
  const keys = /** @type {(keyof (typeof runs)[number])[]} */ (Object.keys(runs[0] ?? {}));
  const mean = Object.fromEntries(keys.map((key) => [key, runs.reduce((s, r) => s + r[key], 0) / runs.length]));
  return { mean, runs };
}

const tenth = await over(claim.graph, option('seeds', '6'));
const full = await over(claim.full, option('full-seeds', '3'));
const result = { name: 'inhibition', target: 1000 * RHO_0, tenth, full, machine: facts() };
writeResult('inhibition', result);
if (process.argv.includes('--json')) console.log(JSON.stringify(result));

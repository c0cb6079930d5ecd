// Networks that cannot agree spike by spike, because one rounding moves one spike or because each draws its own input:
// rates and irregularity over several seeds.
import { join } from 'node:path';
import { compile, record, wasm } from '@neuroloom/runtime';
import { nodes, writeBrian2 } from 'neuroloom';
import { balanced } from './balanced.mjs';
import { inFolder, startBrian2 } from './brian2.mjs';

/** @typedef {import('neuroloom').GraphDocument} Graph */
/** @typedef {import('@neuroloom/runtime').Train} Train */
/** @typedef {{ rate: number, cv: number }} Measures in Hz; coefficient of variation of the intervals */
/**
 * @typedef {object} Comparison
 * @property {number} seeds
 * @property {number} ours mean over the seeds
 * @property {number} peer
 * @property {number} difference mean of the differences
 * @property {number} error its standard error
 * @property {boolean} agrees the difference is within two standard errors
 */
/** @typedef {{ graph: Graph, steps: number, from: number, seeds: number, precision: 'f32' | 'f64' }} Ensemble */

/** Intervals a neuron must have for its irregularity to be counted. */
const INTERVALS = 3;

/** @param {Train} train @param {number} size @param {number} from @param {number} steps @param {number} dt seconds @returns {Measures} */
export function measures({ tick, id }, size, from, steps, dt) {
  /** @type {Map<number, number[]>} */
  const times = new Map();
  let count = 0;
  tick.forEach((t, k) => {
    if (t < from) return;
    count++;
    const who = /** @type {number} */ (id[k]);
    const own = times.get(who);
    if (own) own.push(t);
    else times.set(who, [t]);
  });
  const irregular = [...times.values()].filter((own) => own.length > INTERVALS).map(cvOf);
  return { rate: count / size / ((steps - from) * dt), cv: mean(irregular) };
}

/** @param {readonly number[]} times */
function cvOf(times) {
  const gaps = times.slice(1).map((t, k) => t - /** @type {number} */ (times[k]));
  return Math.sqrt(variance(gaps)) / mean(gaps);
}

const mean = (/** @type {readonly number[]} */ xs) => xs.reduce((a, b) => a + b, 0) / xs.length;
/** @param {readonly number[]} xs */
function variance(xs) {
  const m = mean(xs);
  return xs.reduce((s, x) => s + (x - m) ** 2, 0) / (xs.length - 1);
}

/** Values of the same seeds here and there. @param {readonly number[]} ours @param {readonly number[]} peer @returns {Comparison} */
export function compared(ours, peer) {
  const differences = ours.map((x, k) => x - /** @type {number} */ (peer[k]));
  const [difference, error] = [mean(differences), Math.sqrt(variance(differences) / differences.length)];
  const agrees = Math.abs(difference) <= 2 * error;
  return { seeds: ours.length, ours: mean(ours), peer: mean(peer), difference, error, agrees };
}

/**
 * Rate and irregularity of every population that fires, here and in Brian2: with each seed the same synapses and first
 * values in both. Two standard errors are left by chance about once in fifteen times with eight seeds, so what lies
 * beyond them is asked again with three times as many seeds more, and all of them count.
 * @param {Ensemble} of @param {ReturnType<typeof startBrian2>} python @param {string} folder @param {number} [more] times as many seeds in all
 * @returns {Promise<Record<string, Comparison>>} by output and measure
 */
export async function ensemble({ graph, steps, from, seeds, precision }, python, folder, more = 4) {
  /** @type {Map<string, { ours: number[], peer: number[] }>} */
  const values = new Map();
  let seed = 0;
  const ask = async (/** @type {number} */ until) => {
    while (seed < until) {
      seed++;
      const compiled = compile({ ...graph, precision }, nodes, { seed });
      const { dt } = compiled.program;
      const script = join(folder, 'ensemble.py');
      await writeBrian2({ ...graph, precision: 'f64' }, nodes, script, { seed, duration: steps * dt });
      const job = { script, steps, traces: [], last: [], elements: 0, seed };
      const asked = python.run(job);
      const lists = [...compiled.program.lists.keys()].filter((l) => compiled.program.readable.get(l)?.kind === 'list');
      const { spikes } = await record(compiled, wasm, steps, lists, []);
      const theirs = await asked;
      if (typeof theirs === 'string') throw new Error(theirs);
      for (const [name, train] of theirs.spikes) {
        const own = spikes.get(name);
        const size = compiled.program.readable.get(name)?.length;
        if (!own || !size) continue;
        const [a, b] = [own, train].map((t) => measures(t, size, from, steps, dt / 1000));
        for (const what of /** @type {const} */ (['rate', 'cv'])) {
          const all = values.get(`${name} ${what}`) ?? { ours: [], peer: [] };
          values.set(`${name} ${what}`, all);
          const [x, y] = [a?.[what] ?? Number.NaN, b?.[what] ?? Number.NaN];
          if (Number.isNaN(x) || Number.isNaN(y)) continue;
          all.ours.push(x);
          all.peer.push(y);
        }
      }
    }
  };
  const found = () =>
    Object.fromEntries(
      [...values].filter(([, v]) => v.ours.length > 1).map(([name, v]) => [name, compared(v.ours, v.peer)]),
    );
  await ask(seeds);
  const first = found();
  if (more === 1 || Object.values(first).every((c) => c.agrees)) return first;
  await ask(more * seeds);
  return found();
}

/** Welch's t of two samples that may vary unequally. @param {readonly number[]} ours @param {readonly number[]} peer */
export function welch(ours, peer) {
  const of = (/** @type {readonly number[]} */ xs) => ({ mean: mean(xs), variance: variance(xs), seeds: xs.length });
  const [a, b] = [of(ours), of(peer)];
  return { ours: a, peer: b, t: (a.mean - b.mean) / Math.sqrt(a.variance / a.seeds + b.variance / b.seeds) };
}

/** Biological time of the balanced networks, and what of it is left out of the statistics: they settle within this. */
const [SECONDS, SETTLE] = [1, 0.2];

/** Rates and irregularity of one run here. @param {Omit<Ensemble, 'seeds'>} of @param {'f32' | 'f64'} precision @param {number} seed */
async function here({ graph, steps, from }, precision, seed) {
  const compiled = compile({ ...graph, precision }, nodes, { seed });
  const { program } = compiled;
  const lists = [...program.lists.keys()].filter((l) => program.readable.get(l)?.kind === 'list');
  const { spikes } = await record(compiled, wasm, steps, lists, []);
  return new Map(
    [...spikes].flatMap(([name, train]) => {
      const found = measures(train, program.readable.get(name)?.length ?? 1, from, steps, program.dt / 1000);
      return [/** @type {const} */ ([`${name} rate`, found.rate]), /** @type {const} */ ([`${name} cv`, found.cv])];
    }),
  );
}

/** @typedef {'cuba' | 'coba' | 'cobahh'} Name */
/** @typedef {Map<string, { ours: number[], peer: number[] }>} Values by figure, over seeds */

/** @param {Name} network @returns {Omit<Ensemble, 'seeds'>} */
function ensembleOf(network) {
  const graph = balanced(`${network}.graph.json`, { size: 4000, precision: 'f32', seconds: SECONDS });
  const { dt } = compile(graph, nodes).program;
  const [steps = 0, from = 0] = [SECONDS, SETTLE].map((s) => Math.round((1000 * s) / dt));
  return { graph, steps, from, precision: 'f32' };
}

/** Single and double precision here, with each seed the same synapses and first values. @param {Omit<Ensemble, 'seeds'>} of @param {number} first @param {number} seeds */
async function overSeeds(of, first, seeds) {
  /** @type {Values} */
  const values = new Map();
  for (let seed = first; seed < first + seeds; seed++) {
    const [single, double] = [await here(of, 'f32', seed), await here(of, 'f64', seed)];
    for (const [name, x] of single) {
      const all = values.get(name) ?? { ours: [], peer: [] };
      values.set(name, all);
      all.ours.push(x);
      all.peer.push(double.get(name) ?? Number.NaN);
    }
  }
  return values;
}

/**
 * CUBA, COBA and COBAHH with 4000 neurons in single precision here against double precision: Brian2's with a few seeds,
 * and with many more against double precision here, whose spikes are Brian2's one for one.
 * @param {number} seeds @param {(network: object) => void} each
 */
export async function statistics(seeds, each) {
  for (const [network, many] of /** @type {const} */ ([
    ['cuba', 16],
    ['coba', 20],
    ['cobahh', 4],
  ])) {
    const of = ensembleOf(network);
    const measured = await inFolder(async (folder) => {
      const python = startBrian2(join(folder, 'outcomes'));
      return ensemble({ ...of, seeds }, python, folder, 1).finally(() => python.close());
    });
    const values = await overSeeds(of, 1, many * seeds);
    // The double precision of the first seeds is Brian2's, or it may not stand for it.
    const same = Object.entries(measured).every(([name, { peer }]) => {
      const first = values.get(name)?.peer.slice(0, seeds) ?? [];
      return Math.abs(mean(first) - peer) <= 1e-12 * Math.abs(peer);
    });
    const larger = Object.fromEntries([...values].map(([name, v]) => [name, compared(v.ours, v.peer)]));
    each({ network, neurons: 4000, seconds: SECONDS, from: SETTLE, measured, f64IsBrian2: same, larger });
  }
}

/** One of them with seeds of its own, as two samples. @param {Name} network @param {number} first @param {number} seeds */
export async function sampled(network, first, seeds) {
  const values = await overSeeds(ensembleOf(network), first, seeds);
  return [...values].map(([name, { ours, peer }]) => {
    // Where nobody fires often enough there is no irregularity.
    const both = ours.flatMap((x, k) => (Number.isFinite(x - (peer[k] ?? Number.NaN)) ? [k] : []));
    const of = (/** @type {readonly number[]} */ xs) => both.map((k) => /** @type {number} */ (xs[k]));
    const alone = welch(ours.filter(Number.isFinite), peer.filter(Number.isFinite));
    return { figure: `${network} ${name}`, ...alone, paired: compared(of(ours), of(peer)) };
  });
}

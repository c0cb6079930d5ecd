// One network here and in Brian2: the same synapses, start values and random input; then traces, spikes and weights
// side by side, in double and in single precision.
import { join } from 'node:path';
import { compile, record, wasm } from '@neuroloom/runtime';
import { nodes, writeBrian2 } from 'neuroloom';
import { runBrian2 } from './brian2.mjs';

/** @typedef {import('neuroloom').GraphDocument} Graph */
/** @typedef {import('@neuroloom/runtime').Train} Train */
/** @typedef {'f64' | 'f32'} Precision */
/**
 * @typedef {object} Agreement
 * @property {number} trace largest distance of a trace before the two first fire differently, over the trace's range
 * @property {string} worst the state whose trace that is
 * @property {number} traced steps of the traces that were compared, over all elements
 * @property {number} last largest distance of a last value of the synapses, over their range
 * @property {number} spikes how many there
 * @property {number} missing spikes that only one of the two has
 * @property {number} shift largest distance in steps between the k-th spikes of a neuron
 * @property {string} first where the spikes part for the first time, or nothing
 */
/** @typedef {{ name: string, refused?: string, failed?: string, statistical?: boolean, f64?: Agreement, f32?: Agreement }} Verdict */

/** Distances of traces over their ranges; steps between the k-th spikes of a neuron. */
export const BOUNDS = { f64: { trace: 1e-9, shift: 0 }, f32: { trace: 1e-4, shift: 1 } };

/** Whether a verdict keeps the bounds. @param {Verdict} verdict */
export const agrees = (verdict) =>
  /** @type {const} */ (['f64', 'f32']).every((precision) => {
    const found = verdict[precision];
    if (!found) return false;
    const { trace, shift } = BOUNDS[precision];
    return found.trace <= trace && found.last <= trace && found.missing === 0 && found.shift <= shift;
  });

/** Elements of each state that are traced. */
const ELEMENTS = 4;

/**
 * Compares graphs. All run in one process of Brian2.
 * @param {readonly { name: string, graph: Graph, steps: number }[]} cases @param {string} folder @returns {Promise<Verdict[]>}
 */
export async function compare(cases, folder) {
  /** @type {Verdict[]} */
  const verdicts = [];
  const jobs = [];
  for (const [k, { name, graph, steps }] of cases.entries()) {
    const exact = /** @type {Graph} */ ({ ...graph, precision: 'f64' });
    const dt = compile(exact, nodes).program.dt;
    try {
      const script = join(folder, `case${k}.py`);
      const written = await writeBrian2(exact, nodes, script, { duration: steps * dt });
      const { traces, last } = written;
      jobs.push({ verdict: verdicts.length, graph: exact, script, steps, traces, last, elements: ELEMENTS });
      verdicts.push({ name, ...(written.statistical.length > 0 ? { statistical: true } : {}) });
    } catch (error) {
      const { problems } = /** @type {{ problems?: readonly { where: string, what: string }[] }} */ (error);
      if (!problems) throw error;
      verdicts.push({ name, refused: problems.map((p) => `${p.where}: ${p.what}`).join('; ') });
    }
  }
  const outcomes = runBrian2(jobs, join(folder, 'outcomes'));
  for (const [k, job] of jobs.entries()) {
    const theirs = outcomes[k] ?? 'nothing came back';
    const verdict = /** @type {Verdict} */ (verdicts[job.verdict]);
    if (typeof theirs === 'string') verdict.failed = theirs;
    else
      for (const precision of /** @type {const} */ (['f64', 'f32']))
        verdict[precision] = await agreement(job, theirs, precision);
  }
  return verdicts;
}

/**
 * @param {{ graph: Graph, steps: number, traces: readonly string[], last: readonly string[] }} job
 * @param {import('./brian2.mjs').Outcome} theirs @param {Precision} precision @returns {Promise<Agreement>}
 */
async function agreement({ graph, steps, traces, last }, theirs, precision) {
  const compiled = compile({ ...graph, precision }, nodes);
  const readable = (/** @type {string} */ name) => compiled.program.buffers.has(name);
  const outputs = [...theirs.spikes.keys()];
  const ours = await record(compiled, wasm, steps, outputs, traces.filter(readable), ELEMENTS);
  const fired = outputs.map((name) => matched(name, ours.spikes.get(name), theirs.spikes.get(name)));
  const until = fired.reduce((least, { parting }) => Math.min(least, parting), steps);
  const first = fired.find(({ parting }) => parting === until);
  const epsilon = precision === 'f64' ? 2 ** -52 : 2 ** -23;
  let [trace, traced, worst] = [0, 0, ''];
  for (const name of traces.filter(readable)) {
    const [a, b] = [ours.signals.get(name), theirs.traces.get(name)];
    if (!a || !b) continue;
    const elements = a.length / steps;
    const most = b.reduce((size, x) => Math.max(size, Math.abs(x)), 0);
    const node = name.split('.')[0];
    const spikes = outputs.filter((o) => o.startsWith(`${node}.`)).map((o) => theirs.spikes.get(o));
    for (let e = 0; e < elements; e++) {
      const own = Math.min(until, ...spikes.map((s) => firstOf(s, e)));
      traced += own;
      const far = distance(
        own,
        (t) => a[t * elements + e] ?? NaN,
        (t) => b[t * elements + e] ?? NaN,
        epsilon,
        most,
      );
      if (far > trace) [trace, worst] = [far, name];
    }
  }
  let final = 0;
  for (const name of last.filter(readable)) {
    const [a, b] = [ours.end(name), theirs.last.get(name)];
    if (a && b)
      final = Math.max(
        final,
        distance(
          b.length,
          (k) => a[k] ?? NaN,
          (k) => b[k] ?? NaN,
          epsilon,
        ),
      );
  }
  return {
    trace,
    worst,
    traced,
    last: final,
    spikes: fired.reduce((n, f) => n + f.count, 0),
    missing: fired.reduce((n, f) => n + f.missing, 0),
    shift: fired.reduce((n, f) => Math.max(n, f.shift), 0),
    first: first && until < steps ? first.what : '',
  };
}

/** Step of the first spike of an element. @param {import('./brian2.mjs').Spikes | undefined} spikes @param {number} id */
function firstOf(spikes, id) {
  const at = spikes?.id.indexOf(id) ?? -1;
  return at < 0 ? Infinity : (spikes?.tick[at] ?? Infinity);
}

/**
 * Largest distance over the range of the second. A value near -60 is known to half a unit in its last place, and a
 * leak with a time constant of 200 steps adds 200 such halves: 100 units are no disagreement, however small the range,
 * and one more for each step, because a slow decay has a factor that is rounded too.
 * @param {number} n @param {(k: number) => number} a @param {(k: number) => number} b @param {number} epsilon @param {number} [of] size of the whole state
 */
function distance(n, a, b, epsilon, of = 0) {
  let [least, most, far] = [Infinity, -Infinity, 0];
  for (let k = 0; k < n; k++) {
    least = Math.min(least, b(k));
    most = Math.max(most, b(k));
    far = Math.max(far, Math.abs(a(k) - b(k)));
  }
  // An element that stays at 0 beside others that do not is measured by them.
  const size = Math.max(Math.abs(least), Math.abs(most)) || of;
  const rounding = (100 + n) * epsilon * size;
  if (!(far > rounding)) return Number.isNaN(far) ? Infinity : 0;
  return far / Math.max(most - least, rounding);
}

/** Spikes of one output side by side. @param {string} name @param {Train | undefined} ours @param {Train | undefined} theirs */
export function matched(name, ours, theirs) {
  const count = theirs?.tick.length ?? 0;
  if (!ours || !theirs) return { count, missing: count, shift: 0, parting: 0, what: `${name} is missing` };
  const [a, b] = [byNeuron(ours), byNeuron(theirs)];
  let [missing, shift, parting, what] = [0, 0, Infinity, ''];
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(id) ?? [], b.get(id) ?? []];
    const both = Math.min(x.length, y.length);
    missing += Math.max(x.length, y.length) - both;
    for (let k = 0; k < Math.max(x.length, y.length); k++) {
      if (k < both) shift = Math.max(shift, Math.abs((x[k] ?? 0) - (y[k] ?? 0)));
      const tick = Math.min(x[k] ?? Infinity, y[k] ?? Infinity);
      if (x[k] === y[k] || tick >= parting) continue;
      parting = tick;
      what = `${name}: neuron ${id} fires at step ${x[k] ?? 'none'} here and ${y[k] ?? 'none'} in Brian2`;
    }
  }
  return { count, missing, shift, parting, what };
}

/** @param {Train} train @returns {Map<number, number[]>} */
function byNeuron({ tick, id }) {
  const map = new Map();
  id.forEach((who, k) => {
    const list = map.get(who);
    if (list) list.push(tick[k]);
    else map.set(who, [tick[k]]);
  });
  return map;
}

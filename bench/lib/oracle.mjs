// One network here and in Brian2: the same synapses, start values and random input; then traces, spikes and weights
// side by side, in double and in single precision.
import { join } from 'node:path';
import { compile, lengthsOf, record, resolve, wasm } from '@neuroloom/runtime';
import { nodes, writeBrian2 } from 'neuroloom';
import { startBrian2 } from './brian2.mjs';
import { unavoidable } from './rounding.mjs';
import { ensemble } from './statistics.mjs';

/** @typedef {import('neuroloom').GraphDocument} Graph */
/** @typedef {import('@neuroloom/runtime').Train} Train */
/** @typedef {{ graph: Graph, steps: number, outputs: readonly string[], traces: readonly string[], last: readonly string[], trial?: RecordOptions['trial'] }} Job */
/** @typedef {{ spikes: ReadonlyMap<string, Train>, traces: ReadonlyMap<string, Float64Array>, last: ReadonlyMap<string, ArrayLike<number>> }} Outcome */
/** @typedef {import('@neuroloom/runtime').RecordOptions} RecordOptions */
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
/**
 * @typedef {object} Verdict
 * @property {string} name
 * @property {string} [refused] why it cannot be written for Brian2
 * @property {string} [failed] what went wrong in Brian2
 * @property {Agreement} [f64]
 * @property {Agreement} [f32]
 * @property {import('./rounding.mjs').Unavoidable} [unavoidable] where single precision leaves the bounds: what any must lose
 * @property {Loss} [peerF32] and what Brian2's own single precision loses
 * @property {Record<string, import('./statistics.mjs').Comparison>} [statistics] where each draws its own random numbers
 */

/** Distances of traces over their ranges; steps between the k-th spikes of a neuron. */
export const BOUNDS = { f64: { trace: 1e-9, shift: 0 }, f32: { trace: 1e-4, shift: 1 } };
/** Two draws of what rounding does to one trace differ by about this factor. */
const SLACK = 2;

/** @typedef {{ trace: number, last: number, shift: number, missing: number }} Loss */
/** @type {readonly (keyof Loss)[]} */
const LOSSES = ['trace', 'last', 'shift', 'missing'];

/** @param {Loss} found @param {Loss} bounds */
const within = (found, bounds) => LOSSES.every((of) => found[of] <= bounds[of]);

/** @param {Precision} precision @returns {Loss} */
function boundsOf(precision) {
  const { trace, shift } = BOUNDS[precision];
  return { trace, last: trace, shift, missing: 0 };
}

/**
 * How a graph agrees: within the bounds; `amplified` where single precision leaves them, but by no more than twice what is
 * lost by rounding states alone, or what Brian2's own single precision loses; `statistical` where all rates and irregularities are within two standard errors; or not.
 * @param {Verdict} verdict @returns {'agrees' | 'amplified' | 'statistical' | 'differs'}
 */
export function judged({ f64, f32, unavoidable: lost, peerF32, statistics }) {
  if (statistics) return Object.values(statistics).every((c) => c.agrees) ? 'statistical' : 'differs';
  if (!f64 || !f32 || !within(f64, boundsOf('f64'))) return 'differs';
  if (within(f32, boundsOf('f32'))) return 'agrees';
  if (!lost) return 'differs';
  const most = boundsOf('f32');
  for (const of of LOSSES) most[of] = Math.max(most[of], SLACK * lost[of], SLACK * (peerF32?.[of] ?? 0));
  return within(f32, most) ? 'amplified' : 'differs';
}

/** Elements of each state that are traced. */
const ELEMENTS = 4;

/** Seeds of a network that draws its own random numbers, and steps of each of its runs. */
const [SEEDS, STEPS] = [8, 2000];

/**
 * Compares graphs, one after the other in one process of Brian2, and tells each verdict as it comes.
 * @param {readonly { name: string, graph: Graph, steps: number }[]} cases @param {string} folder
 * @param {(verdict: Verdict) => void} [each] @returns {Promise<Verdict[]>}
 */
export async function compare(cases, folder, each = () => undefined) {
  /** @type {Verdict[]} */
  const verdicts = [];
  const python = startBrian2(join(folder, 'outcomes'));
  try {
    for (const one of cases) {
      const verdict = await compareOne(one, python, folder);
      verdicts.push(verdict);
      each(verdict);
    }
  } finally {
    python.close();
  }
  return verdicts;
}

/** @param {Graph} graph milliseconds */
const stepOf = (graph) => resolve(graph, nodes).dt;

/**
 * @param {{ name: string, graph: Graph, steps: number }} of @param {ReturnType<typeof startBrian2>} python
 * @param {string} folder @returns {Promise<Verdict>}
 */
async function compareOne({ name, graph, steps: most }, python, folder) {
  const exact = /** @type {Graph} */ ({ ...graph, precision: 'f64' });
  const script = join(folder, 'case.py');
  let written;
  try {
    written = await writeBrian2(exact, nodes, script, { duration: most * stepOf(graph) });
  } catch (error) {
    const { problems } = /** @type {{ problems?: readonly { where: string, what: string }[] }} */ (error);
    if (!problems) throw error;
    return { name, refused: problems.map((p) => `${p.where}: ${p.what}`).join('; ') };
  }
  try {
    if (written.statistical.length > 0) {
      const short = Math.min(most, STEPS);
      const of = { graph, steps: short, from: short / 5, seeds: SEEDS, precision: /** @type {const} */ ('f32') };
      return { name, statistics: await ensemble(of, python, folder) };
    }
    const { traces, last, trial, ticks } = written;
    const steps = Math.min(most, ticks);
    const asked = { script, steps, traces, last, elements: ELEMENTS };
    const theirs = await python.run(asked);
    if (typeof theirs === 'string') return { name, failed: theirs };
    const job = { graph: exact, steps, outputs: [...theirs.spikes.keys()], traces, last, trial };
    const double = await runHere(job, 'f64');
    const single = await runHere(job, 'f32', { first: double.start });
    const verdict = {
      name,
      f64: agreement(double, theirs, steps, 'f64'),
      f32: agreement(single, theirs, steps, 'f32'),
    };
    if (within(verdict.f32, boundsOf('f32'))) return verdict;
    const lost = await unavoidable(job, double);
    const peer = await python.run({ ...asked, precision: 'f32' });
    if (typeof peer === 'string') return { ...verdict, unavoidable: lost };
    const { trace, last: end, shift, missing } = agreement(peer, theirs, steps, 'f32');
    return { ...verdict, unavoidable: lost, peerF32: { trace, last: end, shift, missing } };
  } catch (error) {
    return { name, failed: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * A network here. `first` gives it its first values, `disturb` may change its states as it runs.
 * @param {Job} job @param {Precision} precision @param {Pick<RecordOptions, 'first' | 'disturb'>} [changed]
 * @returns {Promise<Outcome & { start: NonNullable<RecordOptions['first']> }>}
 */
export async function runHere({ graph, steps, outputs, traces, last, trial = null }, precision, changed = {}) {
  const compiled = compile({ ...graph, precision }, nodes, { sampleLengths: lengthsOf(trial ?? undefined) });
  const readable = (/** @type {string} */ name) => compiled.program.buffers.has(name);
  const ours = await record(compiled, wasm, steps, outputs, traces.filter(readable), {
    elements: ELEMENTS,
    trial,
    ...changed,
  });
  const ends = last.filter(readable).map((name) => /** @type {const} */ ([name, ours.end(name) ?? []]));
  return { spikes: ours.spikes, traces: ours.signals, last: new Map(ends), start: ours.start };
}

/**
 * Two runs of one network side by side.
 * @param {Outcome} ours @param {Outcome} theirs @param {number} steps @param {Precision} precision @returns {Agreement}
 */
export function agreement(ours, theirs, steps, precision) {
  const outputs = [...theirs.spikes.keys()];
  const fired = outputs.map((name) => matched(name, ours.spikes.get(name), theirs.spikes.get(name)));
  const until = fired.reduce((least, { parting }) => Math.min(least, parting), steps);
  const first = fired.find(({ parting }) => parting === until);
  let [trace, traced, worst] = [0, 0, ''];
  for (const [name, a] of ours.traces) {
    const b = theirs.traces.get(name);
    if (!b) continue;
    const elements = a.length / steps;
    const most = b.reduce((size, x) => Math.max(size, Math.abs(x)), 0);
    const node = name.split('.')[0];
    const spikes = outputs.filter((o) => o.startsWith(`${node}.`)).map((o) => theirs.spikes.get(o));
    for (let e = 0; e < elements; e++) {
      const own = Math.min(until, ...spikes.map((s) => firstOf(s, e)));
      traced += own;
      const of = (/** @type {ArrayLike<number>} */ values) => (/** @type {number} */ t) =>
        values[t * elements + e] ?? NaN;
      const far = distance(own, of(a), of(b), precision, { size: most });
      if (far > trace) [trace, worst] = [far, name];
    }
  }
  let final = 0;
  for (const [name, a] of ours.last) {
    const b = theirs.last.get(name);
    if (!b) continue;
    const of = (/** @type {ArrayLike<number>} */ values) => (/** @type {number} */ k) => values[k] ?? NaN;
    final = Math.max(final, distance(b.length, of(a), of(b), precision, { steps }));
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
 * leak with a time constant of 200 steps adds 200 such halves: 100 units are no disagreement, however small the range.
 * In double precision there is one more for each step, because a slow decay has a factor that is rounded too.
 * @param {number} n @param {(k: number) => number} a @param {(k: number) => number} b @param {Precision} precision
 * @param {{ size?: number, steps?: number }} [of] size of the whole state; steps that it has been through
 */
function distance(n, a, b, precision, { size: whole = 0, steps = n } = {}) {
  let [least, most, far] = [Infinity, -Infinity, 0];
  for (let k = 0; k < n; k++) {
    least = Math.min(least, b(k));
    most = Math.max(most, b(k));
    far = Math.max(far, Math.abs(a(k) - b(k)));
  }
  // An element that stays at 0 beside others that do not is measured by them.
  const size = Math.max(Math.abs(least), Math.abs(most)) || whole;
  const rounding = (precision === 'f64' ? (100 + steps) * 2 ** -52 : 100 * 2 ** -23) * size;
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

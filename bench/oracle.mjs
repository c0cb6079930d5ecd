// Every graph that a claim of the library runs, here and in Brian2: traces before the first spike, spikes, weights; of
// those that draw their own random numbers, and of CUBA, COBA and COBAHH, rates and irregularity over seeds.
// `--only=lif` takes those whose claim contains the word; `--steps=2000` how far each is run; `--seeds=8`; with --json
// the last line is one JSON object.
import { resolve } from '@neuroloom/runtime';
import { claims } from '@neuroloom/nodes/claims';
import { nodes } from 'neuroloom';
import { facts, writeResult } from './lib/bench.mjs';
import { brian2, inFolder, LEFT_OUT } from './lib/brian2.mjs';
import { BOUNDS, compare, judged } from './lib/oracle.mjs';
import { statistics } from './lib/statistics.mjs';

/** Networks with more neurons than this are compared by their statistics, and one for one by `cuba`, `coba`, `cobahh`. */
const MOST = 1000;
const option = (/** @type {string} */ name) => process.argv.find((w) => w.startsWith(`--${name}=`))?.split('=')[1];
const [only = '', most] = [option('only'), Number(option('steps') ?? 2000)];
const json = process.argv.includes('--json');
const began = performance.now();

if (!brian2()) {
  console.log(LEFT_OUT);
  if (json) console.log(JSON.stringify({ name: 'oracle', left_out: LEFT_OUT, machine: facts() }));
  process.exit(0);
}

/** @param {import('neuroloom').GraphDocument} graph */
function stepsOf(graph) {
  try {
    // What learns needs time to.
    const learns = graph.wires.some(({ to }) => to.endsWith('.dw'));
    const { parts, duration } = resolve(graph, nodes);
    const whole = parts.length > 0 ? parts.reduce((n, p) => n + p.ticks, 0) : (duration ?? most);
    return Math.min((learns ? 7 : 1) * most, whole);
  } catch {
    return most;
  }
}
const chosen = claims.filter(({ about, says }) => `${about} ${says}`.includes(only));
/** Those that are too large. */
const apart = chosen.filter(({ graph }) => Object.values(graph.nodes).some((n) => Number(n.params.size ?? 0) > MOST));
const cases = chosen
  .filter((claim) => !apart.includes(claim))
  .map(({ about, says, graph }) => ({ name: `${about}: ${says}`, graph, steps: stepsOf(graph) }));

/** @type {import('./lib/oracle.mjs').Verdict[]} */
const verdicts = [];
/** @type {object[]} */
const networks = [];
const count = (/** @type {string} */ how) =>
  verdicts.filter((v) => (v.f64 || v.statistics) && judged(v) === how).length;
/** @param {boolean} complete */
const result = (complete) => ({
  name: 'oracle',
  complete,
  brian2: brian2()?.version,
  bounds: BOUNDS,
  steps: most,
  graphs: {
    asked: cases.length,
    compared: verdicts.filter((v) => v.f64 || v.statistics).length,
    spikesEqualInF64: verdicts.filter((v) => v.f64?.missing === 0 && v.f64.shift === 0).length,
    withinBounds: count('agrees'),
    amplified: count('amplified'),
    statistical: count('statistical'),
    differ: count('differs'),
    refused: verdicts.filter((v) => v.refused).length,
    failed: verdicts.filter((v) => v.failed).length,
    notAsked: apart.length,
  },
  networks,
  verdicts: verdicts.map((v) => (v.f64 || v.statistics ? { ...v, judged: judged(v) } : v)),
  seconds: Math.round((performance.now() - began) / 1000),
  machine: facts(),
  date: new Date().toISOString().slice(0, 10),
});
const save = (/** @type {boolean} */ complete) => only === '' && writeResult('oracle', result(complete));

const shown = (/** @type {number} */ x) => (x === 0 ? '0' : x.toExponential(0));
/** @param {import('./lib/oracle.mjs').Verdict} v */
function line(v) {
  const { f64, f32, statistics: over, unavoidable: lost, peerF32 } = v;
  if (v.refused) return `left out: ${v.refused.slice(0, 120)}`;
  if (v.failed) return `FAILED: ${v.failed.slice(-400)}`;
  if (over)
    return Object.entries(over)
      .map(([of, c]) => `${of} ${c.ours.toPrecision(4)} / ${c.peer.toPrecision(4)} ± ${(2 * c.error).toPrecision(2)}`)
      .join(', ');
  if (!f64 || !f32) return '';
  const fired = `${f64.spikes - f64.missing}/${f64.spikes} spikes`;
  const single = `f32 ${shown(f32.trace)}, shift ${f32.shift}`;
  const why = lost
    ? ` where rounding alone loses ${shown(lost.trace)}, shift ${lost.shift}${peerF32 ? `, and Brian2's f32 ${shown(peerF32.trace)}, shift ${peerF32.shift}` : ''}`
    : '';
  return `f64 ${shown(f64.trace)}, ${fired}, weights ${shown(f64.last)}; ${single}${why}${f64.first ? `; ${f64.first}` : ''}`;
}

await inFolder((folder) =>
  compare(cases, folder, (verdict) => {
    verdicts.push(verdict);
    const how = verdict.f64 || verdict.statistics ? judged(verdict) : '';
    console.log(
      `${how === 'differs' ? 'DIFFERS' : how.padEnd(7)} ${verdict.name.slice(0, 70)}\n        ${line(verdict)}`,
    );
    save(false);
  }),
);
if (only === '' || option('networks'))
  await statistics(Number(option('seeds') ?? 8), (network) => {
    networks.push(network);
    console.log(JSON.stringify(network));
    save(false);
  });
const whole = result(true);
console.log(JSON.stringify(whole.graphs));
save(true);
process.exitCode = verdicts.some((v) => v.failed) || count('differs') > 0 ? 1 : 0;
if (json) console.log(JSON.stringify(whole));

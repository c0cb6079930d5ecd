// Every graph that a claim of the library runs, here and in Brian2: traces before the first difference, spikes, weights.
// `--only=lif` takes those whose claim contains the word; `--steps=2000` how far each is run.
import { compile } from '@neuroloom/runtime';
import { claims } from '@neuroloom/nodes/claims';
import { nodes } from 'neuroloom';
import { facts, writeResult } from './lib/bench.mjs';
import { brian2, inFolder, LEFT_OUT } from './lib/brian2.mjs';
import { agrees, BOUNDS, compare } from './lib/oracle.mjs';
import { statistics } from './lib/statistics.mjs';

/** Networks with more neurons than this are compared by their statistics, and one for one by `cuba`, `coba`, `cobahh`. */
const MOST = 1000;
const option = (/** @type {string} */ name) => process.argv.find((w) => w.startsWith(`--${name}=`))?.split('=')[1];
const [only = '', most] = [option('only'), Number(option('steps') ?? 2000)];

if (!brian2()) {
  console.log(LEFT_OUT);
  process.exit(0);
}
const cases = claims
  .filter(({ about, says, graph }) => {
    const large = Object.values(graph.nodes).some((n) => Number(n.params.size ?? 0) > MOST);
    const between = Object.values(graph.nodes).some((n) => /^(schedule|readout|view)\//.test(n.type));
    return `${about} ${says}`.includes(only) && !large && !between;
  })
  .map(({ about, says, graph }) => ({ name: `${about}: ${says}`, graph, steps: stepsOf(graph) }));

/** @param {import('neuroloom').GraphDocument} graph */
function stepsOf(graph) {
  try {
    return Math.min(most, compile(graph, nodes).resolved.duration ?? most);
  } catch {
    return most;
  }
}

const verdicts = await inFolder((folder) => compare(cases, folder));
const shown = (/** @type {number} */ x) => (x === 0 ? '0' : x.toExponential(0));
console.log('f64 trace  f32 trace  weights   spikes      f32 shift');
for (const v of verdicts) {
  const { f64, f32 } = v;
  const says =
    f64 && f32
      ? [
          shown(f64.trace).padEnd(10),
          shown(f32.trace).padEnd(10),
          shown(f64.last).padEnd(9),
          `${f64.spikes - f64.missing}/${f64.spikes}`.padEnd(11),
          `${f32.shift}`.padEnd(9),
        ].join(' ')
      : v.refused
        ? `left out: ${v.refused.slice(0, 90)}`
        : `failed: ${v.failed?.slice(0, 300)}`;
  const mark = v.statistical ? 'drawn anew' : f64 ? (agrees(v) ? 'agrees' : 'DIFFERS') : '';
  console.log(
    `${says} ${mark} ${v.name.slice(0, 70)}${f64?.first ? ` (${f64.first})` : f64 && !agrees(v) ? ` (${f64.worst} in f64, ${f32?.worst} in f32)` : ''}`,
  );
}
const compared = verdicts.filter((v) => v.f64 && !v.statistical);
const good = compared.filter(agrees).length;
const doubles = compared.filter((v) => v.f64?.missing === 0 && v.f64.shift === 0).length;
console.log(`${good} of ${compared.length} agree within the bounds; spikes of ${doubles} are equal one for one in f64`);
const save = (/** @type {object[]} */ networks) =>
  writeResult('oracle', {
    brian2: brian2()?.version,
    bounds: BOUNDS,
    steps: most,
    verdicts,
    networks,
    machine: facts(),
  });
// Kept before the networks, which take minutes.
if (only === '') save([]);
const networks = only === '' || option('networks') ? await statistics(Number(option('seeds') ?? 4)) : [];
for (const n of networks)
  console.log(
    `${n.network}: ${n.ours.toFixed(2)} Hz here, ${n.peer.toFixed(2)} Hz in Brian2, two standard errors of the difference ${(2 * n.error).toFixed(2)} Hz: ${n.agrees ? 'agrees' : 'DIFFERS'}`,
  );
if (only === '') save(networks);
process.exitCode = verdicts.some((v) => v.failed) ? 1 : 0;

// CUBA, COBA and COBAHH in single and in double precision, which is Brian2's spike for spike: rates and irregularity over
// seeds that no other comparison has used, by the rule in docs/decisions/0021. What lies beyond is asked once more with
// the seeds that follow. `--networks=coba --first=161 --seeds=400`; `--again` asks once more of what was written last time.
import { readFileSync } from 'node:fs';
import { facts, writeResult } from './lib/bench.mjs';
import { sampled } from './lib/statistics.mjs';

const option = (/** @type {string} */ name, /** @type {string} */ usual) =>
  process.argv.find((w) => w.startsWith(`--${name}=`))?.split('=')[1] ?? usual;
/** Standard errors within which two means agree. */
const BOUND = 2;
const NETWORKS = /** @type {const} */ (['coba', 'cuba', 'cobahh']);
const written = new URL('results/seeds.json', import.meta.url);
const before = process.argv.includes('--again') ? JSON.parse(readFileSync(written, 'utf8')) : null;
const [first, seeds] = [
  Number(before?.first ?? option('first', '161')),
  Number(before?.seeds ?? option('seeds', '400')),
];

/** @typedef {Awaited<ReturnType<typeof sampled>>} Figures */
/** @type {Figures} */
const figures = before?.figures ?? [];
/** @type {{ first: number, figures: Figures }} */
const again = { first: first + seeds, figures: [] };
const beyond = (/** @type {Figures} */ all) => all.filter(({ t }) => Math.abs(t) > BOUND).map(({ figure }) => figure);
const result = () => ({
  name: 'seeds',
  first,
  seeds,
  bound: BOUND,
  beyond: beyond(figures),
  beyondAgain: beyond(again.figures),
  figures,
  again,
  machine: facts(),
  date: new Date().toISOString().slice(0, 10),
});

/** @param {(typeof NETWORKS)[number]} network @param {number} from @param {Figures} into @param {(figure: string) => boolean} wanted */
async function ask(network, from, into, wanted) {
  for (const found of await sampled(network, from, seeds)) {
    if (!wanted(found.figure)) continue;
    into.push(found);
    const { figure, ours, peer, t } = found;
    console.log(`${figure}: ${ours.mean.toPrecision(6)} / ${peer.mean.toPrecision(6)}, t = ${t.toFixed(2)}`);
  }
  writeResult('seeds', result());
}

const chosen = option('networks', NETWORKS.join()).split(',');
for (const network of NETWORKS) if (!before && chosen.includes(network)) await ask(network, first, figures, () => true);
for (const network of NETWORKS) {
  const open = beyond(figures).filter((figure) => figure.startsWith(`${network} `));
  if (open.length > 0) await ask(network, again.first, again.figures, (figure) => open.includes(figure));
}
if (process.argv.includes('--json')) console.log(JSON.stringify(result()));

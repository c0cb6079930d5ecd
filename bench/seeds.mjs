// CUBA, COBA and COBAHH in single and in double precision, which is Brian2's spike for spike: rates and irregularity over
// seeds that no other comparison has used, by the rule in docs/decisions/0021. `--networks=coba --first=161 --seeds=400`
import { facts, writeResult } from './lib/bench.mjs';
import { sampled } from './lib/statistics.mjs';

const option = (/** @type {string} */ name, /** @type {string} */ usual) =>
  process.argv.find((w) => w.startsWith(`--${name}=`))?.split('=')[1] ?? usual;
const [first, seeds] = [Number(option('first', '161')), Number(option('seeds', '400'))];
/** Standard errors within which two means agree. */
const BOUND = 2;

/** @type {Awaited<ReturnType<typeof sampled>>} */
const figures = [];
const result = () => ({
  name: 'seeds',
  first,
  seeds,
  bound: BOUND,
  beyond: figures.filter(({ t }) => Math.abs(t) > BOUND).map(({ figure }) => figure),
  figures,
  machine: facts(),
  date: new Date().toISOString().slice(0, 10),
});
for (const network of /** @type {const} */ (['coba', 'cuba', 'cobahh'])) {
  if (!option('networks', 'coba,cuba,cobahh').split(',').includes(network)) continue;
  figures.push(...(await sampled(network, first, seeds)));
  for (const { figure, ours, peer, t } of figures.slice(-4))
    console.log(`${figure}: ${ours.mean.toPrecision(6)} / ${peer.mean.toPrecision(6)}, t = ${t.toFixed(2)}`);
  writeResult('seeds', result());
}
if (process.argv.includes('--json')) console.log(JSON.stringify(result()));

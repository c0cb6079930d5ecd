// One million neurons with 10^8 synapses through the ordinary session: seconds until it is ready, seconds for 100 ms of
// biological time, and bytes. Runs once; takes about a minute and 2 GiB.
import { createEngine } from 'neuroloom';
import { graph } from './lib/bench.mjs';

const began = performance.now();
const session = await createEngine().open(graph('cuba-1m.graph.json'), {});
const ready = performance.now();
session.play();
const { receipt } = await session.result();
const done = performance.now();
const cpu = process.cpuUsage();
const round = (/** @type {number} */ x) => Number(x.toPrecision(3));
const figures = {
  start: round((ready - began) / 1000),
  run: round((done - ready) / 1000),
  cpu: round((cpu.user + cpu.system) / 1e6),
  resident: round(process.memoryUsage().rss / 2 ** 20),
};
console.log(
  `ready in ${figures.start} s, 100 ms in ${figures.run} s, ${figures.cpu} s of CPU in all, ${figures.resident} MiB resident, result ${receipt.digests.result.slice(0, 16)}`,
);
if (process.argv.includes('--json')) console.log(JSON.stringify(figures));

// One network on one thread and on several that share its memory: wall time of the same run in the ordinary session,
// in turn, and whether the results are the same to the bit.
// Options: --network=cobahh --size=20000 --seconds=1 --threads=2 --precision=f32 --rounds=5
import { interleaved, report, seconds } from './lib/bench.mjs';
import { balanced } from './lib/balanced.mjs';

const option = (/** @type {string} */ name, /** @type {string} */ usual) =>
  process.argv.find((w) => w.startsWith(`--${name}=`))?.split('=')[1] ?? usual;

const name = option('network', 'cobahh');
const size = Number(option('size', '20000'));
const threads = Number(option('threads', '2'));
const precision = /** @type {'f32' | 'f64'} */ (option('precision', 'f32'));
const rounds = Number(option('rounds', '5'));
const graph = balanced(`${name}.graph.json`, { size, precision, seconds: Number(option('seconds', '1')) });

/** @type {Set<string>} */
const digests = new Set();
let took = 0;
/** @param {number} most */
async function on(most) {
  const { seconds: wall, result } = await seconds(graph, { threads: most });
  digests.add(result.receipt.digests.result);
  if (most > 1) took = result.receipt.threads;
  return wall;
}

await on(threads); // warms up
const figures = await interleaved({ one: () => on(1), several: () => on(threads) }, { rounds });
const ratios = (figures.several?.all ?? [])
  .map((x, k) => x / (figures.one?.all[k] ?? Number.NaN))
  .sort((a, b) => a - b);
const ratio = ratios[Math.floor(ratios.length / 2)];
console.log(`${name} of ${size}: ${took} threads take ${ratio?.toFixed(3)} of one's time`);
console.log(digests.size === 1 ? 'The results are equal.' : 'THE RESULTS DIFFER.');
report('threads', 's', figures, {
  parameters: { network: name, neurons: size, precision, threads: took, time: graph.time.duration, dt: graph.time.dt },
  ours: figures.several?.median ?? null,
  peer: figures.one?.median ?? null,
  peerIs: 'one thread',
  ratio,
  rounds,
  equal: digests.size === 1,
});
if (digests.size !== 1) process.exitCode = 1;

// Nanoseconds per random word: Poisson neurons draw one number each at every tick.
import { interleaved, network, node, report, seconds } from './lib/bench.mjs';

const DT = 0.5;
/** @param {string} target @param {number} size @param {number} ms */
const perDraw = (target, size, ms) => async () => {
  const graph = network({
    time: { dt: `${DT} ms`, duration: `${ms} ms` },
    nodes: { light: node('source/signal', { size, value: '0.1' }), cells: node('encoder/poisson') },
    wires: [{ from: 'light.x', to: 'cells.x' }],
  });
  return (1e9 * (await seconds(graph, { target })).seconds) / (size * (ms / DT));
};
const figures = await interleaved({ wasm: perDraw('wasm', 10_000, 5000), reference: perDraw('reference', 1000, 250) });
report('philox', 'ns per draw', figures);
console.log(
  `wasm is ${((figures.reference?.median ?? 0) / (figures.wasm?.median ?? 1)).toFixed(0)} times as fast as the reference`,
);

// Nanoseconds per neuron and tick of leaky integrate-and-fire neurons that are busy but do not fire.
import { interleaved, network, node, report, seconds } from './lib/bench.mjs';

const DT = 0.1;
/** @param {string} target @param {number} size @param {number} ms */
const perNeuron = (target, size, ms) => async () => {
  const graph = network({
    time: { dt: `${DT} ms`, duration: `${ms} ms` },
    nodes: { electrode: node('source/current', { amplitude: '0.1 nA' }), cells: node('population/lif', { size }) },
    wires: [{ from: 'electrode.I', to: 'cells.I' }],
  });
  return (1e9 * (await seconds(graph, { target })).seconds) / (size * (ms / DT));
};
const figures = await interleaved({
  wasm: perNeuron('wasm', 10_000, 2000),
  reference: perNeuron('reference', 1000, 50),
});
report('lif', 'ns per neuron and tick', figures);
console.log(
  `wasm is ${((figures.reference?.median ?? 0) / (figures.wasm?.median ?? 1)).toFixed(0)} times as fast as the reference`,
);

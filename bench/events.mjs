// Nanoseconds per synaptic event: spikes that arrive at a thousand targets each, less the same run without synapses.
import { interleaved, network, node, report, seconds } from './lib/bench.mjs';

const [SOURCES, TARGETS, P, MS] = [1000, 10_000, 0.1, 200];
/** A spike from each source every millisecond, beginning at 0. */
const EVENTS = SOURCES * MS * TARGETS * P;
/** @param {'projection/sparse' | 'projection/dense' | null} type */
const run = async (type) => {
  // Weights of zero, so that nobody fires.
  const params = { w_init: '0', scale: '1 nA', ...(type === 'projection/sparse' ? { p: P } : {}) };
  const targets = type === 'projection/dense' ? TARGETS * P : TARGETS;
  const graph = network({
    time: { dt: '0.1 ms', duration: `${MS} ms` },
    nodes: {
      clock: node('source/pulses', { size: SOURCES, start: '0 ms', period: '1 ms' }),
      ...(type ? { synapses: node(type, params) } : {}),
      cells: node('population/lif', { size: targets }),
    },
    wires: type
      ? [
          { from: 'clock.spikes', to: 'synapses.pre' },
          { from: 'synapses.out', to: 'cells.exc' },
        ]
      : [],
  });
  return (await seconds(graph)).seconds;
};
/** @param {'projection/sparse' | 'projection/dense'} type */
const perEvent = (type) => async () => (1e9 * ((await run(type)) - (await run(null)))) / EVENTS;
const figures = await interleaved(
  { sparse: perEvent('projection/sparse'), dense: perEvent('projection/dense') },
  { rounds: 3 },
);
report('events', 'ns per synaptic event', figures);

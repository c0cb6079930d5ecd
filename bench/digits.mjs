// Images per CPU second while 400 neurons learn digits (Diehl & Cook's protocol), one thread, the ordinary session;
// and the same neurons, synapses and rule in Brian2's C++, which are shown strokes as dark as an average digit.
import { localEngine } from '@neuroloom/runtime';
import { nodeHost, nodes } from 'neuroloom';
import { cpuSecondsOf, standalone } from './lib/balanced.mjs';
import { example, interleaved, network, node, report } from './lib/bench.mjs';
import { brian2, inFolder, LEFT_OUT } from './lib/brian2.mjs';

/** Images that are learned in a round, here and there. */
const [OURS, THEIRS] = [1500, 40];
/** A stroke of about 100 pixels, elsewhere in every image: shown for 350 ms, followed by 150 ms of rest. */
const STROKE =
  'mod(t, 500 ms) < 350 ms and index(neuron) >= 140 and index(neuron) < 644 and ' +
  'abs(mod(index(neuron), 28) - 14 - 5 * sin(2 * floor(t / 500 ms) + index(neuron) / 168)) < 2.9 ? 1 : 0';

const params = { 'schedule.train': OURS, 'schedule.assign': 0, 'schedule.test': 0 };
const graph = example('digits-stdp.graph.json', { profile: 'full', params });
const training = async () =>
  OURS / (await cpuSecondsOf(await localEngine(nodes, nodeHost()).open(graph, { target: 'wasm' })));

/** What works between trials is left out, and a stroke put in the place of images. */
function shown() {
  const kept = ['input', 'input_exc', 'stdp', 'exc', 'exc_inh', 'inh', 'inh_exc'];
  const wires = graph.wires.filter((w) => [w.from, w.to].every((end) => kept.includes(end.split('.')[0] ?? '')));
  return network({
    time: { dt: graph.time.dt, duration: `${THEIRS * 500} ms` },
    nodes: {
      image: node('source/signal', { size: 784, value: STROKE }),
      ...Object.fromEntries(Object.entries(graph.nodes).filter(([id]) => kept.includes(id))),
    },
    wires: [{ from: 'image.x', to: 'input.x' }, ...wires],
  });
}

await inFolder(async (folder) => {
  const peer = brian2() ? await standalone(shown(), folder, 'default') : null;
  if (!peer) console.log(LEFT_OUT);
  const fired = peer ? (peer.spikes.get('exc.spikes')?.tick.length ?? 0) / THEIRS : null;
  await training();
  const figures = await interleaved(
    { training, ...(peer ? { brian2: () => Promise.resolve(THEIRS / peer.seconds()) } : {}) },
    { rounds: 5 },
  );
  const [ours, theirs] = [figures.training?.median ?? Number.NaN, figures.brian2?.median ?? null];
  const ratio = theirs === null ? null : ours / theirs;
  if (ratio !== null)
    console.log(`${ratio.toFixed(1)} times Brian2's images per second (${fired?.toFixed(0)} spikes per image there)`);
  const parameters = { neurons: 400, dt: '0.5 ms', images: OURS, peerImages: THEIRS, peerSpikesPerImage: fired };
  report('digits', 'images per CPU second', figures, { ours, peer: theirs, ratio, rounds: 5, parameters });
});

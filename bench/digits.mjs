// Presentations per CPU second while 400 neurons learn digits (Diehl & Cook's protocol), one thread, the ordinary
// session; and the same neurons, synapses and rule in Brian2's C++, which are shown strokes as dark as an average digit.
// A presentation is 350 ms of a picture and 150 ms of rest. An image that too few neurons answer is presented again,
// brighter, so that an untrained network needs several for one; strokes are presented once.
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
/** Milliseconds of a presentation. */
const PRESENTATION = 500;
/** Presentations in a round here: the same in each. */
let presentations = 0;
const training = async () => {
  const session = await localEngine(nodes, nodeHost()).open(graph, { target: 'wasm' });
  const cpu = await cpuSecondsOf(session);
  presentations = ((await session.result()).seconds * 1000) / PRESENTATION;
  return presentations / cpu;
};

/** What works between trials is left out, and a stroke put in the place of images. */
function shown() {
  const kept = ['input', 'input_exc', 'stdp', 'exc', 'exc_inh', 'inh', 'inh_exc'];
  const wires = graph.wires.filter((w) => [w.from, w.to].every((end) => kept.includes(end.split('.')[0] ?? '')));
  return network({
    time: { dt: graph.time.dt, duration: `${THEIRS * PRESENTATION} ms` },
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
    console.log(
      `${ratio.toFixed(1)} times Brian2's presentations per second (${fired?.toFixed(0)} spikes in each there)`,
    );
  const imagesPerSecond = (ours * OURS) / presentations;
  console.log(
    `${imagesPerSecond.toFixed(0)} images per second, each presented ${(presentations / OURS).toFixed(2)} times`,
  );
  const parameters = {
    neurons: 400,
    dt: '0.5 ms',
    images: OURS,
    presentations,
    peerPresentations: THEIRS,
    peerSpikesPerPresentation: fired,
  };
  const rest = { ours, peer: theirs, ratio, imagesPerSecond, rounds: 5, parameters };
  report('digits', 'presentations per CPU second', figures, rest);
});

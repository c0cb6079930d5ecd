// Whether a pruned network is cheaper to run: frozen trials per second of CPU time after learning digits, with all
// synapses, with half of them (a quarter of the neurons gone, and the weakest third of what is left) and with under a
// tenth, one thread, the ordinary session. Accuracy: `neuroloom run --full --profile pruned`.
import { example, interleaved, report } from './lib/bench.mjs';
import { createEngine, withParams, withProfile } from 'neuroloom';

const params = { 'schedule.train': 1000, 'schedule.assign': 1, 'schedule.test': 1500 };
const whole = example('digits-stdp.graph.json', { params });
const half = withProfile(whole, 'pruned');
const tenth = withParams(half, [['pruning.sparsity', 0.9]], 'bench/pruning.mjs');

/** @param {import('neuroloom').GraphDocument} graph */
async function testing(graph) {
  const session = await createEngine({ thread: 'calling' }).open(graph);
  let began = { cpu: 0, done: 0 };
  const cpu = () => process.cpuUsage().user / 1e6;
  session.progress$.subscribe((p) => {
    if (p.stage === 'test' && began.cpu === 0) began = { cpu: cpu(), done: p.done };
  });
  session.play();
  await session.result();
  return (1500 - began.done) / (cpu() - began.cpu);
}
const cases = { whole: () => testing(whole), half: () => testing(half), tenth: () => testing(tenth) };
report('pruning', 'frozen trials per second', await interleaved(cases));

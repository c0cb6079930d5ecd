// Images per second while 400 neurons learn digits (Diehl & Cook's protocol), one thread, the ordinary session.
import { example, interleaved, report, seconds } from './lib/bench.mjs';

const params = { 'schedule.train': 1500, 'schedule.assign': 0, 'schedule.test': 0 };
const graph = example('digits-stdp.graph.json', { profile: 'full', params });
const training = async () => (await seconds(graph)).result.imagesPerSecond ?? Number.NaN;
report('digits', 'images per second', await interleaved({ training }, { rounds: 3 }));

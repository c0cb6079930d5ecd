// A thread that opens a session itself and tells how long each part of that took: `bench/start.mjs` starts it anew for
// every figure, for the second session of a thread is faster than the first.
import { PerformanceObserver } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from 'neuroloom';
import { example } from './bench.mjs';

const graph = example(workerData);
/** @type {Record<string, number>} */
const phases = {};
const observer = new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) {
    const phase = name.startsWith('neuroloom: ') ? name.slice('neuroloom: '.length) : undefined;
    if (phase) phases[phase] = (phases[phase] ?? 0) + duration;
  }
});
observer.observe({ entryTypes: ['measure'] });
const session = await createEngine({ thread: 'calling' }).open(graph);
session.result().catch(() => undefined);
await session.cancel();
await new Promise((done) => setTimeout(done, 20)); // the observer is told a little later
parentPort?.postMessage(phases);

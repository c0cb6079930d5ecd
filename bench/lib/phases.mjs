// A thread as sessions have it, which also tells how long each part of a start took, `read`ing its own program
// included: `bench/start.mjs` starts it anew for every figure, for the second session of a thread is faster.
import { createRequire } from 'node:module';
import { PerformanceObserver } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';

const tell = (/** @type {string} */ part, /** @type {number} */ took) => parentPort?.postMessage({ part, took });
const observer = new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries())
    if (name.startsWith('neuroloom: ')) tell(name.slice('neuroloom: '.length), duration);
});
observer.observe({ entryTypes: ['measure'] });
tell('began', performance.timeOrigin + performance.now());
const before = performance.now();
createRequire(import.meta.url)('../../packages/neuroloom/dist/threads/thread.cjs');
tell('read', performance.now() - before);

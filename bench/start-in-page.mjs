// Milliseconds from opening a graph to a session that is ready to run in Chromium, worker included, for every example:
// in a browser that has just been started and never seen the page, and in a page that has opened it before. Serves the
// built studio and drives its worker as the page does.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromiumPath } from '../scripts/browser.mjs';
import { serve } from '../scripts/serve.mjs';
import { root } from '../scripts/run.mjs';
import { example, report } from './lib/bench.mjs';

const WARM = 5;
const { chromium } = createRequire(`${root}/e2e/package.json`)('@playwright/test');
const assets = `${root}/packages/neuroloom/studio-dist/assets`;
const worker = readdirSync(assets).find((file) => /^session-worker-.*\.js$/.test(file));
const page = await serve({ port: 0 });
const address = new URL(page);

/** Opens a graph in a new worker, `times` one after another, in the page. @param {{ graph: object, script: string, times: number }} of */
const opens = async ({ graph, script, times }) => {
  const took = [];
  for (let k = 0; k < times; k++) {
    const line = new MessageChannel();
    // The page lends no files and no devices: no example that is measured asks for any.
    const began = performance.now();
    const thread = new Worker(script, { type: 'module' });
    thread.postMessage({ data: new URL('data/', location.href).href, lent: line.port2 }, [line.port2]);
    const opened = new Promise((done, failed) => {
      thread.onmessage = ({ data }) =>
        data.to === 1 && (data.ok ? done(undefined) : failed(new Error(data.problems[0].what)));
    });
    thread.postMessage({ id: 1, do: 'open', graph, options: {}, checked: true });
    await opened;
    took.push(performance.now() - began);
    thread.terminate();
  }
  return took;
};

/** @type {Record<string, { median: number, min: number, max: number, all: number[] }>} */
const figures = {};
const put = (/** @type {string} */ name, /** @type {number[]} */ all) => {
  const sorted = all.toSorted((a, b) => a - b);
  figures[name] = { median: sorted[sorted.length >> 1] ?? NaN, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN, all };
};
for (const file of readdirSync(`${root}/examples`).filter((name) => name.endsWith('.graph.json'))) {
  const name = file.replace('.graph.json', '');
  const cold = [];
  for (let round = 0; round < 3; round++) {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    const tab = await browser.newPage();
    await tab.goto(new URL('embed/', address).href);
    const of = { graph: example(file), script: `/assets/${worker}` };
    cold.push(...(await tab.evaluate(opens, { ...of, times: 1 })));
    if (round === 2) put(`${name}, opened before`, await tab.evaluate(opens, { ...of, times: WARM }));
    await browser.close();
  }
  put(`${name}, new browser`, cold);
}
report('start-in-page', 'ms', figures);
process.exit();

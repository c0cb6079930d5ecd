// How fast the built page is: images per second of the digits example while it learns, and how soon it runs when opened.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromiumPath } from '../scripts/browser.mjs';
import { root } from '../scripts/run.mjs';
import { studioServer } from '../scripts/serve.mjs';

const { chromium } = createRequire(`${root}/e2e/package.json`)('@playwright/test');
const server = studioServer(`${root}/packages/neuroloom/studio-dist`);
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
const address = server.address();
const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });

/** Seconds from the first request until the run's progress shows trials, in a browser that has never seen the page. */
async function opening() {
  const page = await (await browser.newContext()).newPage();
  const began = performance.now();
  await page.goto(base);
  await page.locator('[data-testid=progress][data-phase=running]').waitFor();
  const seconds = (performance.now() - began) / 1000;
  await page.context().close();
  return seconds;
}

/** Images per second of the training stage, through the session that the studio uses. @param {boolean} watch */
async function learning(watch) {
  const graph = JSON.parse(readFileSync(`${root}/examples/digits-stdp.graph.json`, 'utf8'));
  Object.assign(graph.nodes.schedule.params, { train: 2000, assign: 0, test: 0 });
  const page = await browser.newPage();
  await page.goto(`${base}?graph=examples/poisson.graph.json`);
  const rate = await page.evaluate(
    async (/** @type {[object, boolean]} */ [what, watched]) => {
      const program = new URL('embed/neuroloom-graph.js', location.href).href;
      const { createBrowserEngine } = await import(program);
      const session = await createBrowserEngine(new URL('data/', location.href)).open(what, { watch: watched });
      session.play();
      return (await session.result()).imagesPerSecond;
    },
    [graph, watch],
  );
  await page.close();
  return rate;
}

console.log(`opens and runs after ${(await opening()).toFixed(2)} s`);
console.log(`digits, 400 neurons, training: ${(await learning(false)).toFixed(0)} images/s in the page`);
console.log(`the same with its views watched: ${(await learning(true)).toFixed(0)} images/s`);
await browser.close();
server.close();

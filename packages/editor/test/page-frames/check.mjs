// Builds the page of figures, opens it in a browser under the studio's Content Security Policy, tries pointer, keyboard,
// themes and live frames, prints timings, and leaves pictures in the folder that is given: node check.mjs FOLDER
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import assert from 'node:assert/strict';
import { build, defaultClientConditions } from 'vite';
import { chromiumPath } from '../../../../scripts/browser.mjs';
import { studioServer } from '../../../../scripts/serve.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(join(here, '../../../../e2e/package.json'));
const { chromium } = require('@playwright/test');
const { AxeBuilder } = require('@axe-core/playwright');
const pictures = process.argv[2] ?? join(tmpdir(), 'nl-frames');
mkdirSync(pictures, { recursive: true });

const outDir = mkdtempSync(join(tmpdir(), 'nl-page-'));
await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  base: './',
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
const server = studioServer(outDir);
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
try {
  for (const [theme, deviceScaleFactor] of [
    ['light', 1],
    ['dark', 2],
  ]) {
    const page = await (
      await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor })
    ).newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(`${address}?theme=${theme}`);
    await page.waitForTimeout(500);
    for (const [k, box] of (await page.locator('#large nl-frame').all()).entries()) {
      await box.scrollIntoViewIfNeeded();
      await page.waitForTimeout(60);
      await box.screenshot({ path: join(pictures, `${theme}-${String(k).padStart(2, '0')}.png`) });
    }
    await page.locator('#small').scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    await page.locator('#small').screenshot({ path: join(pictures, `${theme}-small.png`) });

    const map = page.locator('#large nl-frame[label]').or(page.locator('#large nl-frame')).nth(8);
    await map.scrollIntoViewIfNeeded();
    await map.hover({ position: { x: 100, y: 100 } });
    const tip = map.locator('.tip');
    assert.match(await tip.textContent(), /^picture \d+ .*row \d+, column \d+: [\d.]+ nS$/);
    await map.screenshot({ path: join(pictures, `${theme}-tip.png`) });
    await map.locator('canvas').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const spoken = await map.locator('[aria-live]').textContent();
    assert.match(spoken, /picture 0 .*row 1, column 1: /);
    await page.keyboard.press('Escape');
    assert.equal(await tip.isHidden(), true);
    const table = page.locator('#large nl-frame').nth(9).locator('table');
    assert.equal(await table.locator('td').count(), 100);
    const label = await page.locator('#large nl-frame').nth(0).locator('canvas').getAttribute('aria-label');
    assert.match(label, /^raster of exc: [\d\u2009]+ spikes of 400 neurons in the last 500 ms$/);
    console.log(`${theme}: ${label}; ${spoken}`);
    assert.deepEqual(said, []);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html]),
      [],
    );
    if (theme === 'light') {
      // a theme that changes under a figure is drawn in the same breath
      const pixel = () =>
        page.evaluate(() => {
          const canvas = document.querySelector('#large nl-frame').shadowRoot.querySelector('canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, 40);
          return data.reduce((most, v, k) => (k % 4 < 3 && data[k - (k % 4) + 3] > 200 ? Math.max(most, v) : most), 0);
        });
      await page.locator('#large nl-frame').nth(0).scrollIntoViewIfNeeded();
      await page.waitForTimeout(200);
      const before = await pixel();
      await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
      await page.waitForTimeout(300);
      const after = await pixel();
      console.log(`brightest ink of the heading: ${before} on light, ${after} on dark`);
      assert.ok(after > before + 50);
      console.log(await page.evaluate(() => window.timings()));
    }
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}?theme=light&live`);
  await page.waitForTimeout(2500);
  await page
    .locator('#large nl-frame')
    .nth(0)
    .screenshot({ path: join(pictures, 'live-raster.png') });
  await page
    .locator('#large nl-frame')
    .nth(5)
    .screenshot({ path: join(pictures, 'live-traces.png') });
  const frames = await page.evaluate(
    () =>
      new Promise((done) => {
        let n = 0;
        const begun = performance.now();
        const step = () => (performance.now() - begun < 2000 ? (n++, requestAnimationFrame(step)) : done(n / 2));
        requestAnimationFrame(step);
      }),
  );
  console.log(`live: ${frames} frames per second`);
} finally {
  await browser.close();
  server.close();
  rmSync(outDir, { recursive: true, force: true });
}

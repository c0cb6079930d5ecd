// Builds the page of the editor, opens it under the studio's Content Security Policy, and takes pictures: node look.mjs FOLDER [names…]
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { build, defaultClientConditions } from 'vite';
import { chromiumPath } from '../../../../scripts/browser.mjs';
import { studioServer } from '../../../../scripts/serve.mjs';
import { scenes } from './scenes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(join(here, '../../../../e2e/package.json'));
const { chromium } = require('@playwright/test');
const { AxeBuilder } = require('@axe-core/playwright');
const pictures = process.argv[2] ?? join(tmpdir(), 'nl-editor');
const wanted = process.argv.slice(3);
mkdirSync(pictures, { recursive: true });

const outDir = mkdtempSync(join(tmpdir(), 'nl-page-'));
await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  base: './',
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
  },
});
const server = studioServer(outDir);
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
let failed = 0;
try {
  for (const [name, scene] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({
      viewport: { width: scene.width ?? 1440, height: 900 },
      deviceScaleFactor: scene.scale ?? 1,
      colorScheme: scene.scheme ?? 'light',
      hasTouch: scene.touch ?? false,
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined);
    const page = await context.newPage();
    const said = [];
    page.on('console', (m) => said.push(`${m.type()}: ${m.text()}`));
    page.on('pageerror', (e) => said.push(`error: ${e.stack}`));
    await page.goto(`${address}${scene.query ?? ''}`);
    await page.waitForSelector('nl-studio');
    await page.waitForTimeout(scene.wait ?? 500);
    try {
      await scene.act?.(page, (suffix) => page.screenshot({ path: join(pictures, `${name}-${suffix}.png`) }));
    } catch (error) {
      failed++;
      console.log(`${name}: ${error instanceof Error ? error.message : error}`);
    }
    if (scene.axe) {
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const v of violations)
        said.push(
          `${v.id}: ${v.help}\n${v.nodes
            .slice(0, 4)
            .map((n) => `  ${n.html.slice(0, 160)} ${n.failureSummary?.split('\n').slice(1, 2)}`)
            .join('\n')}`,
        );
    }
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    if (said.length > 0) {
      failed++;
      console.log(`${name}: ${said.slice(0, 5).join('\n')}`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
  rmSync(outDir, { recursive: true, force: true });
}
console.log(failed === 0 ? `pictures in ${pictures}; console clean` : `${failed} scenes complain`);
process.exitCode = failed === 0 ? 0 : 1;

// Takes the picture of the studio that the README shows: `node scripts/screenshot.mjs [FILE] [--dark]`, after a build.
import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumPath } from './browser.mjs';
import { Failure, root, script } from './run.mjs';
import { studioServer } from './serve.mjs';

const most = 300 * 1024;

await script(async () => {
  const { values, positionals } = parseArgs({ options: { dark: { type: 'boolean' } }, allowPositionals: true });
  const file = resolve(positionals[0] ?? `${root}/docs/images/studio.png`);
  const { chromium } = createRequire(`${root}/e2e/package.json`)('@playwright/test');
  const server = studioServer(`${root}/packages/neuroloom/studio-dist`);
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 860 },
      colorScheme: values.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    // By then most neurons have learned what they look for.
    const learned = page.locator('[data-testid=progress]', { hasText: /train\s*[4-9],?\d{3} \// });
    await learned.waitFor({ timeout: 120_000 });
    await page.getByTestId('node-exc').locator('header').click();
    await page.waitForTimeout(500);
    mkdirSync(dirname(file), { recursive: true });
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
    server.close();
  }
  const { size } = statSync(file);
  if (size > most) throw new Failure(`${file} has ${size} bytes; a picture in the README has at most ${most}.`);
  console.log(`${file}: ${size} bytes`);
});

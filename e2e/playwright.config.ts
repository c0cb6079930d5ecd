// End-to-end tests: a real browser on the built studio, served as `npm start` serves it.
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { chromiumPath } from '../scripts/browser.mjs';

async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return String(typeof address === 'object' ? address?.port : '');
}

// Workers read this file again and inherit the environment: they must find the same port and browser.
const port = (process.env['NEUROLOOM_E2E_PORT'] ??= await freePort());
const executablePath = (process.env['CHROMIUM_PATH'] ??= chromiumPath());

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A camera that shows a pattern and a microphone that beeps, allowed without a question.
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--enable-unsafe-webgpu',
        '--disable-gpu-process-crash-limit',
        '--disable-domain-blocking-for-3d-apis',
      ],
    },
  },
  webServer: {
    command: `node ../scripts/serve.mjs --port ${port}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});

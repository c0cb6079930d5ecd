// Graphs on a graphics device, in a browser: the same spikes as on the processor, seen live, in spite of a lost device.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Receipt {
  readonly target: string;
  readonly digests: { readonly result: string };
}
interface Ran extends Receipt {
  /** The last problem, or nothing. */
  readonly told: string;
}
/** What the page's engine is, as far as this test speaks to it. */
interface Program {
  readonly createBrowserEngine: (data: URL) => {
    open(
      graph: unknown,
      options: object,
    ): Promise<{
      readonly frames$: { subscribe(next: () => void): void };
      readonly problems$: { subscribe(next: (problem: { readonly what: string }) => void): void };
      play(): void;
      result(): Promise<{ receipt: Receipt }>;
    }>;
  };
}
type Taking = typeof globalThis & { taken?: GPUDevice[] };

async function needsDevice(page: Page): Promise<void> {
  const there = await page.evaluate(async () => 'gpu' in navigator && (await navigator.gpu.requestAdapter()) !== null);
  test.skip(!there, 'left out: no graphics device answers in this browser, not even a program that acts as one');
}

/** Runs something in every worker of the page, before the worker runs a graph. */
function inWorkers(page: Page, work: () => void): void {
  page.on('worker', (worker) => void worker.evaluate(work).catch(() => undefined));
}

const keepDevices = (): void => {
  const request: GPU['requestAdapter'] = Reflect.get(GPU.prototype, 'requestAdapter');
  GPU.prototype.requestAdapter = async function (how) {
    const adapter = await request.call(this, how);
    const ask = adapter?.requestDevice.bind(adapter);
    if (adapter && ask)
      adapter.requestDevice = async (what) => {
        const device = await ask(what);
        ((globalThis as Taking).taken ??= []).push(device);
        return device;
      };
    return adapter;
  };
};

/** Runs an example in the page's engine; `begun` is called once something has been shown. */
async function runOn(page: Page, example: string, target: string, begun = (): void => undefined): Promise<Ran> {
  const graph: unknown = JSON.parse(await readFile(`${root}/examples/${example}.graph.json`, 'utf8'));
  const run = page.evaluate(
    async ([what, how]) => {
      const program = new URL('embed/neuroloom-graph.js', location.href).href;
      const { createBrowserEngine } = (await import(program)) as Program;
      const session = await createBrowserEngine(new URL('data/', location.href)).open(what, how);
      session.frames$.subscribe(() => {
        document.documentElement.dataset['shown'] = how.target;
      });
      session.play();
      let told = '';
      session.problems$.subscribe(({ what }) => {
        told = what;
      });
      return { ...(await session.result()).receipt, told };
    },
    [graph, { target, watch: true }] as const,
  );
  await page.waitForFunction((name) => document.documentElement.dataset['shown'] === name, target);
  begun();
  return run;
}

for (const example of ['poisson', 'lif']) {
  test(`the spikes of ${example} are the same on a graphics device`, async ({ page }) => {
    await new StudioPage(page).openQuietly();
    await needsDevice(page);
    const [device, processor] = [await runOn(page, example, 'webgpu'), await runOn(page, example, 'wasm')];
    expect(device.target).toBe('webgpu');
    expect(device.digests).toEqual(processor.digests);
  });
}

test('a graphics process that dies in the middle of a run changes no spike', async ({ page, browser }) => {
  await new StudioPage(page).openQuietly();
  await needsDevice(page);
  const processor = await runOn(page, 'lif', 'wasm');
  const devtools = await browser.newBrowserCDPSession();
  const graphics = async (): Promise<number> => {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return processInfo.find((p) => p.type === 'GPU')?.id ?? 0;
  };
  const first = await graphics();
  test.skip(first === 0, 'left out: this browser has no process of its own for graphics');
  const device = await runOn(page, 'lif', 'webgpu', () => process.kill(first, 'SIGKILL'));
  expect(device.told).toContain('nothing of it is lost');
  expect(await graphics()).not.toBe(first);
  expect(device.digests).toEqual(processor.digests);
});

test('a person chooses the graphics device, sees the run live, and does not lose it with the device', async ({
  page,
}) => {
  inWorkers(page, keepDevices);
  const studio = new StudioPage(page);
  await studio.open('./?graph=examples/cuba.graph.json');
  await needsDevice(page);
  await studio.seesPhase('done');
  await studio.chooseTarget('webgpu');
  await studio.seesPhase('paused');
  await studio.play();
  await studio.seesPictureChange('raster');
  await Promise.all(
    page.workers().map((w) => w.evaluate(() => (globalThis as Taking).taken?.forEach((d) => d.destroy()))),
  );
  await studio.seesNotice('the graphics device was lost');
  await studio.seesNotice('nothing of it is lost');
  await studio.seesPictureChange('raster');
  await studio.seesPhase('running');
});

test('where no graphics device answers, a sentence says so', async ({ page }) => {
  inWorkers(page, () => {
    if ('gpu' in navigator) GPU.prototype.requestAdapter = () => Promise.resolve(null);
  });
  const studio = new StudioPage(page);
  await studio.openQuietly();
  test.skip(await page.evaluate(() => !('gpu' in navigator)), 'left out: this browser offers no WebGPU');
  await studio.seesPhase('done');
  await studio.chooseTarget('webgpu');
  await studio.seesPhase('failed');
  await studio.seesNotice(/no graphics device answers.*use the target wasm/);
  await studio.chooseTarget('wasm');
  await studio.run.click();
  await studio.seesPhase('done');
});

test('a browser without WebGPU says why it cannot be chosen', async ({ page }) => {
  await page.addInitScript(() => {
    delete (Navigator.prototype as { gpu?: unknown }).gpu;
  });
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await page.getByTestId('run-settings').click();
  await expect(page.getByTestId('target-webgpu')).toBeDisabled();
  await expect(page.getByText('This browser offers no WebGPU.')).toBeVisible();
  await expect(page.getByTestId('target-wasm')).toBeEnabled();
});

test('an element runs on the graphics device that it asks for', async ({ page }) => {
  await page.goto('./embed/example.html');
  await needsDevice(page);
  const graph = page.locator('neuroloom-graph');
  await graph.evaluate(async (element) => {
    const program = new URL('neuroloom-graph.js', location.href).href;
    const engine = ((await import(program)) as Program).createBrowserEngine(new URL('../data/', location.href));
    Reflect.set(element, 'engine', {
      open: (what: unknown, how: { readonly target?: string }) => {
        document.documentElement.dataset['asked'] = String(how.target);
        return engine.open(what, how);
      },
    });
    element.setAttribute('target', 'webgpu');
  });
  await expect(graph.getByTestId('progress')).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  expect(await page.evaluate(() => document.documentElement.dataset['asked'])).toBe('webgpu');
});

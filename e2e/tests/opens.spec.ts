// The first page: a network that runs and shows what it learns, before anyone has clicked.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

test('the studio opens on a running network, under its policy, with a clean console', async ({ page }) => {
  const studio = new StudioPage(page);
  const response = await page.goto('./');
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
  await studio.seesPhase('running');
  await expect(page).toHaveTitle(/Neuroloom$/);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(studio.progress).toContainText('accuracy');
  for (const view of ['raster', 'fields', 'curve']) await expect(studio.view(view)).toBeVisible();
  for (const view of ['raster', 'fields', 'curve']) await studio.seesPictureChange(view);
});

test('learning begins before the whole data set has come', async ({ page }) => {
  let asked = 0;
  await page.route('**/train.idx.gz', () => void asked++); // and never answers
  const studio = new StudioPage(page);
  await studio.open();
  await studio.seesPhase('running');
  await expect(studio.progress).toContainText('accuracy');
  expect(asked).toBe(1);
});

test('nothing asks for memory that pages share', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedArrayBuffer'));
  const studio = new StudioPage(page);
  await studio.open();
  await studio.seesPhase('running');
  await expect(studio.progress).toContainText('accuracy');
});

test('the policy blocks what it must', async ({ page, problems }) => {
  await page.goto('./');
  const evaluated = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return 'injected' in window;
  });
  expect(evaluated).toBe(false);
  await expect.poll(() => problems.filter((problem) => problem.includes('script-src'))).not.toHaveLength(0);
  problems.length = 0;
});

test('a missing data file is told on the run, and the next run may find it', async ({ page, problems }) => {
  const studio = new StudioPage(page);
  await page.route('**/data/manifest.json', (route) => route.fulfill({ status: 404, body: 'Not found.' }));
  await studio.open();
  await studio.seesPhase('failed');
  await studio.seesNotice('manifest.json cannot be had: the server says 404');
  await page.unroute('**/data/manifest.json');
  await studio.run.click();
  await studio.seesPhase('running');
  expect(problems.splice(0).every((problem) => problem.includes('404'))).toBe(true);
});

test('every example of the gallery opens and runs', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  const examples = await page.evaluate(async () => {
    const index = await fetch('examples/index.json');
    return (await index.json()) as { file: string; title: string; description: string }[];
  });
  expect(examples.length).toBeGreaterThan(0);
  for (const { file, title, description } of examples) {
    expect(description).not.toBe('');
    await studio.openExample(file.replace('.graph.json', ''));
    await expect(studio.title).toHaveValue(title);
    await expect(studio.progress).toHaveAttribute('data-phase', /running|done/);
    await expect(page.getByTestId('problems')).toHaveCount(0);
  }
});

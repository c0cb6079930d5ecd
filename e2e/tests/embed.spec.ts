// `<neuroloom-graph>` in a page that is not the studio.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

test('a foreign page runs a graph and draws a view', async ({ page }) => {
  await page.goto('./embed/example.html');
  const graph = page.locator('neuroloom-graph');
  const progress = graph.getByTestId('progress');
  await expect(progress).toHaveAttribute('data-phase', 'running');
  const canvas = graph.locator('nl-dock canvas').first();
  const picture = (): Promise<string> => canvas.evaluate((c: HTMLCanvasElement) => c.toDataURL());
  const before = await picture();
  await expect.poll(picture).not.toBe(before);
  await graph.getByTestId('run').click();
  await expect(progress).toHaveAttribute('data-phase', 'paused');
});

test('an element shows the view it is asked for, without bar, and cannot be edited', async ({ page }) => {
  await page.goto('./embed/example.html');
  await page.evaluate(() => {
    const element = document.createElement('neuroloom-graph');
    element.setAttribute('src', '../examples/lif.graph.json');
    element.setAttribute('view', 'membranes');
    element.id = 'second';
    document.querySelector('neuroloom-graph')?.replaceWith(element);
  });
  const graph = page.locator('#second');
  await expect(graph.getByTestId('view-membranes')).toBeVisible();
  await expect(graph.getByTestId('view-raster')).toHaveCount(0);
  await expect(graph.getByTestId('run')).toBeHidden();
  await graph.getByTestId('node-cells').focus();
  await page.keyboard.press('Delete');
  await expect(graph.locator('nl-node')).toHaveCount(5);
});

test('the element may be defined twice', async ({ page }) => {
  await page.goto('./embed/example.html');
  await page.evaluate(async () => {
    const again = new URL('neuroloom-graph.js', location.href).href;
    const { defineNeuroloomGraph } = (await import(again)) as { defineNeuroloomGraph: () => void };
    defineNeuroloomGraph();
    defineNeuroloomGraph();
  });
  await expect(page.locator('neuroloom-graph').getByTestId('progress')).toBeVisible();
});

test('a graph that cannot be had is told in the element and to the page', async ({ page, problems }) => {
  await page.goto('./embed/example.html');
  const sentence = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        const element = document.querySelector('neuroloom-graph');
        element?.addEventListener('neuroloom-problem', (event) => done((event as CustomEvent<string>).detail));
        element?.setAttribute('src', '../examples/no-such.graph.json');
      }),
  );
  expect(sentence).toContain('no-such.graph.json');
  expect(sentence).toContain('404');
  await expect(page.locator('neuroloom-graph').getByRole('alert')).toContainText('404');
  expect(problems.splice(0).every((problem) => problem.includes('404'))).toBe(true);
});

test('a target that the browser lacks is told in the words of the run settings, and another one runs', async ({
  page,
}) => {
  await page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'gpu'));
  await page.goto('./embed/example.html');
  const graph = page.locator('neuroloom-graph');
  await graph.evaluate((element) => element.setAttribute('target', 'webgpu'));
  const told = graph.getByRole('alert');
  await expect(told).toHaveText(/^This browser offers no WebGPU\./);
  const sentence = await told.textContent();
  await graph.evaluate((element) => element.setAttribute('target', 'gpu'));
  await expect(told).toHaveText("There is no target 'gpu': it can be wasm, webgpu, reference.");
  await graph.evaluate((element) => element.setAttribute('target', 'reference'));
  await expect(graph.getByTestId('progress')).toHaveAttribute('data-phase', 'running');

  const studio = new StudioPage(page);
  await studio.openQuietly();
  await page.getByTestId('run-settings').click();
  await expect(page.getByText(sentence ?? 'no sentence')).toBeVisible();
});

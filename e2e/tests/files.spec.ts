// Graph files: out, in, dropped, broken and hostile.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

/** Without the browser's own dialogs, which no test can reach, a page falls back to upload and download. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });
});

test('a graph goes to a file and comes back the same, byte for byte', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.renameGraph('Out and in');
  const saved = await studio.saveToFile();
  expect(saved.name).toBe('out-and-in.graph.json');
  await studio.startBlank();
  await studio.openFile('again.graph.json', saved.text);
  await expect(studio.title).toHaveValue('Out and in');
  expect((await studio.saveToFile()).text).toBe(saved.text);
});

test('a file dropped anywhere on the page opens', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  const text = await page.evaluate(async () => (await fetch('examples/poisson.graph.json')).text());
  const { title } = JSON.parse(text) as { title: string };
  await studio.dropFile(studio.canvas, 'poisson.graph.json', text);
  await expect(studio.title).toHaveValue(title);
  await studio.startBlank();
  await studio.dropFile(page.locator('nl-inspector'), 'poisson.graph.json', text);
  await expect(studio.title).toHaveValue(title);
});

test('a link carries a whole graph', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.renameGraph('Sent as a link – αβγ');
  await studio.chooseFromGraphMenu('menu-link');
  await studio.seesNotice('on the clipboard');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(2000);
  const there = new StudioPage(await context.newPage());
  await there.open(link);
  await expect(there.title).toHaveValue('Sent as a link – αβγ');
  await expect(there.nodes).toHaveCount(4);
  const torn = new StudioPage(await context.newPage());
  await torn.open(link.slice(0, -40));
  await torn.seesNotice('the graph in the address cannot be read');
});

const hostile: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  ['no JSON', '{"format": "neuroloom", ', /is not a graph/],
  ['another format', '{"nodes": []}', /is not a graph/],
  ['a newer version', '{"format":"neuroloom","version":99}', /newer|99/],
  ['keys that reach into JavaScript', '{"format":"neuroloom","version":1,"__proto__":{"polluted":1}}', /__proto__/],
  ['a bottomless nesting', `${'['.repeat(100_000)}`, /nest|depth|deep/],
];

test('broken and hostile files are refused with a sentence, and the open graph stays', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  const title = await studio.title.inputValue();
  for (const [what, text, says] of hostile) {
    await test.step(what, async () => {
      await studio.dropFile(studio.canvas, `${what}.graph.json`, text);
      await studio.seesNotice(says);
      await studio.seesNotice(what);
      await expect(studio.title).toHaveValue(title);
    });
  }
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
});

test('markup in a graph is shown as text and never runs', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  const bad = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
  const graph = {
    format: 'neuroloom',
    version: 1,
    title: bad,
    description: bad,
    time: { dt: '1 ms' },
    seed: 1,
    nodes: {
      a: { type: 'population/lif', version: 1, title: bad, params: {} },
      b: { type: 'no/such', version: 1, params: { x: bad } },
    },
    wires: [],
    layout: { a: { x: 0, y: 0 }, b: { x: 400, y: 0 } },
  };
  await studio.dropFile(studio.canvas, 'markup.graph.json', JSON.stringify(graph));
  await expect(studio.title).toHaveValue(bad);
  await expect(studio.node('a')).toContainText('<img src=x');
  await expect(page.getByTestId('problems')).toBeVisible();
  await studio.select('a');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('a graph that asks for a billion neurons is refused on the run, in words', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  const graph = {
    format: 'neuroloom',
    version: 1,
    title: 'Too many',
    time: { dt: '1 ms' },
    seed: 1,
    nodes: { crowd: { type: 'population/lif', version: 1, params: { size: 1e9 } } },
    wires: [],
    layout: {},
  };
  await studio.dropFile(studio.canvas, 'crowd.graph.json', JSON.stringify(graph));
  await studio.seesPhase('failed');
  await studio.seesNotice(/GiB|memory|neurons/);
});

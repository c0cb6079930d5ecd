// One graph file, one seed: the page and Node compute the same, bit for bit.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Graph {
  seed: number;
  nodes: Record<string, { params: Record<string, unknown> }>;
}
interface Receipt {
  readonly target: string;
  readonly seed: number;
  readonly threads: number;
  readonly digests: { readonly graph: string; readonly data: string; readonly result: string };
}
/** What the page's engine is, as far as this test speaks to it. */
interface Program {
  readonly createBrowserEngine: (data: URL) => {
    open(graph: Graph, options: object): Promise<{ play(): void; result(): Promise<{ receipt: Receipt }> }>;
  };
}

test('the page and Node give the same digests for a graph that learns', async ({ page }, info) => {
  const graph = JSON.parse(await readFile(`${root}/examples/digits-stdp.graph.json`, 'utf8')) as Graph;
  graph.seed = 7;
  for (const id of ['exc', 'inh']) graph.nodes[id]!.params['size'] = 64;
  Object.assign(graph.nodes['schedule']!.params, { train: 120, assign: 60, test: 60 });
  const file = info.outputPath('small.graph.json');
  await writeFile(file, JSON.stringify(graph));

  const node = await promisify(execFile)(process.execPath, [
    `${root}/packages/neuroloom/bin/neuroloom.js`,
    'run',
    file,
    '--json',
  ]);
  const inNode = JSON.parse(node.stdout.trim().split('\n').at(-1) ?? '') as Receipt;

  // Whatever the network does first.
  await page.route('**/train-first*', async (route) => {
    await new Promise((later) => setTimeout(later, 300));
    await route.continue();
  });
  await new StudioPage(page).openQuietly();
  const inPage = async (options: object): Promise<Receipt> =>
    page.evaluate(
      async ([what, how]) => {
        const program = new URL('embed/neuroloom-graph.js', location.href).href;
        const { createBrowserEngine } = (await import(program)) as Program;
        const session = await createBrowserEngine(new URL('data/', location.href)).open(what, how);
        session.play();
        return (await session.result()).receipt;
      },
      [graph, options] as const,
    );
  const receipt = await inPage({});
  expect(receipt.target).toBe('wasm');
  expect(receipt.seed).toBe(7);
  expect(receipt.digests).toEqual(inNode.digests);
  const others = await inPage({ watch: true, threads: 2 });
  expect(others.digests, 'neither watching nor threads change anything').toEqual(inNode.digests);
});

// The page is isolated from other origins, and then memory can be shared; a page that is not runs on one thread.
for (const isolated of [true, false]) {
  test(`a page that is ${isolated ? '' : 'not '}isolated shares ticks among threads where it can`, async ({ page }) => {
    const graph = JSON.parse(await readFile(`${root}/examples/cobahh.graph.json`, 'utf8')) as Graph;
    if (!isolated)
      await page.route('**/*', async (route) => {
        const response = await route.fetch();
        const headers = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin'));
        await route.fulfill({ response, headers: Object.fromEntries(headers) });
      });
    await new StudioPage(page).openQuietly();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    const [one, two] = await page.evaluate(async (what) => {
      const program = new URL('embed/neuroloom-graph.js', location.href).href;
      const { createBrowserEngine } = (await import(program)) as Program;
      const receipts: Receipt[] = [];
      for (const threads of [1, 2]) {
        const session = await createBrowserEngine(new URL('data/', location.href)).open(what, {
          threads,
          duration: 1500,
        });
        session.play();
        receipts.push((await session.result()).receipt);
      }
      return receipts;
    }, graph);
    const processors = await page.evaluate(() => navigator.hardwareConcurrency);
    expect(two!.threads).toBe(isolated && processors > 1 ? 2 : 1);
    expect(two!.digests).toEqual(one!.digests);
  });
}

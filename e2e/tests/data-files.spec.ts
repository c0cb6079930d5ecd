// A file with data goes from the person's disk into the browser and from there into a run.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

const node = (type: string, params: object = {}): object => ({ type, version: 1, params });
/** One source and three targets, joined as a file says. */
const GRAPH = {
  format: 'neuroloom',
  version: 1,
  title: 'Joined by a file',
  time: { dt: '1 ms', duration: '20 ms' },
  seed: 1,
  nodes: {
    source: node('source/pulses', { size: 1, start: '5 ms', number: '1' }),
    wiring: node('projection/list', { scale: '1 nA' }),
    synapse: node('synapse/exponential'),
    cells: node('population/lif', { size: 3 }),
    seen: node('view/raster'),
  },
  wires: [
    { from: 'source.spikes', to: 'wiring.pre' },
    { from: 'wiring.out', to: 'synapse.events' },
    { from: 'synapse.out', to: 'cells.I' },
    { from: 'source.spikes', to: 'seen.spikes' },
  ],
  layout: {},
};

test('synapses come from a file that a person chooses, and are there after a reload', async ({ page, problems }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.dropFile(studio.canvas, 'joined.graph.json', JSON.stringify(GRAPH));
  await studio.select('wiring');
  await studio.setParam('file', 'mine.csv');
  await studio.run.click();
  await expect(studio.notice).toContainText('choose it in the inspector');

  await page.getByTestId('file-file').setInputFiles({
    name: 'wiring.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('pre,post,weight\n0,2,5\n0,0,7\n'),
  });
  await expect(studio.notice).toContainText('wiring.csv is kept in this browser');
  await expect(studio.param('file')).toHaveValue('wiring.csv');
  await studio.run.click();
  await studio.seesPhase('done');

  await studio.seesSaved();
  await page.reload();
  await studio.select('wiring');
  await expect(studio.param('file')).toHaveValue('wiring.csv');
  await studio.run.click();
  await studio.seesPhase('done');
  // A browser may report the request that found nothing.
  const others = problems.splice(0).filter((problem) => !problem.includes('404'));
  expect(others).toEqual([]);
});

test('what is wrong in the file is told with its line', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.dropFile(studio.canvas, 'joined.graph.json', JSON.stringify(GRAPH));
  await studio.select('wiring');
  await page.getByTestId('file-file').setInputFiles({
    name: 'bad.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('0,1\n0,3\n'),
  });
  await studio.run.click();
  await expect(studio.notice).toContainText('from 0 to 2 for post, got 3');
  await expect(studio.notice).toContainText('bad.csv');
});

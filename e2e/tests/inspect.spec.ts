// Params with units, and one history for structure, params and layout.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

test('a param takes any unit of its dimension and refuses others with a sentence', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  await studio.dragFromPalette('population/lif', 0.5, 0.4);
  await studio.select('lif');
  await studio.setParam('tau_mem', '0.015 s');
  await expect(studio.node('lif').locator('.summary')).toContainText('tau_mem 0.015 s');

  await studio.param('tau_mem').fill('5 nS');
  const error = page.getByTestId('field-error');
  await expect(error).toContainText('5 nS');
  await expect(error).toContainText('expected ms');
  await expect(studio.param('tau_mem')).toHaveAttribute('aria-invalid', 'true');
  await expect(studio.node('lif').locator('.summary'), 'the graph keeps its last right value').toContainText('0.015 s');

  // A bare number is meant in the unit of the default, and is written down with it.
  await studio.setParam('tau_mem', '12');
  await expect(error).toHaveCount(0);
  await expect(studio.node('lif').locator('.summary')).toContainText('tau_mem 12 ms');
  await studio.setParam('R', '5e-2 GΩ');
  await expect(studio.node('lif').locator('.summary')).toContainText('R 5e-2 GΩ');
});

test('undo and redo go over structure, params, layout and the title alike', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  await studio.dragFromPalette('source/current', 0.2, 0.4);
  await studio.dragFromPalette('population/lif', 0.6, 0.4);
  await studio.drawWire('current.I', 'lif.I');
  await studio.select('lif');
  await studio.setParam('size', '7');
  const before = await studio.node('lif').boundingBox();
  await studio.moveNode('lif', { x: 48, y: 96 });
  const moved = await studio.node('lif').boundingBox();
  expect(moved?.y).toBeGreaterThan((before?.y ?? 0) + 40);
  await studio.renameGraph('Seven cells');
  await studio.select('current');
  await page.keyboard.press('Delete');
  await expect(studio.nodes).toHaveCount(1);

  await studio.undo();
  await expect(studio.nodes).toHaveCount(2);
  await expect(page.locator('nl-status')).toContainText('2 nodes, 1 wire');
  await studio.undo();
  await expect(studio.title).not.toHaveValue('Seven cells');
  await studio.undo();
  await expect.poll(async () => (await studio.node('lif').boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
  await studio.undo();
  await expect(studio.node('lif')).not.toContainText('size 7');
  await studio.undo();
  await expect(page.locator('nl-status')).toContainText('2 nodes, 0 wires');
  await studio.undo();
  await studio.undo();
  await expect(studio.nodes).toHaveCount(0);
  await expect(page.getByTestId('undo')).toBeDisabled();

  for (let step = 0; step < 7; step++) await studio.redo();
  await expect(page.getByTestId('redo')).toBeDisabled();
  await expect(studio.nodes).toHaveCount(1);
  await expect(studio.title).toHaveValue('Seven cells');
  await expect(studio.node('lif')).toContainText('size 7');
});

test('the parts of a trial are edited, and undone', async ({ page }) => {
  // Without the browser's own dialog, which no test can reach, a graph is downloaded.
  await page.addInitScript(() => void Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  await page.getByTestId('add-part').click();
  await page.getByTestId('add-part').click();
  await page.getByTestId('part-name-0').fill('show');
  await page.getByTestId('part-for-0').fill('0.35 s');
  await page.getByTestId('part-name-1').fill('rest');
  await page.getByTestId('part-for-1').fill('150');
  await page.getByTestId('part-blank-1').check();
  await expect(page.getByTestId('part-for-1')).toHaveValue('150 ms');
  await page.getByTestId('part-for-1').fill('5 mV');
  await page.getByTestId('part-for-1').press('Enter');
  await expect(page.getByTestId('part-for-1'), 'what is no time goes back').toHaveValue('150 ms');
  const { time } = JSON.parse((await studio.saveToFile()).text) as { time: object };
  expect(time).toEqual({
    dt: '0.1 ms',
    phases: [
      { name: 'show', for: '0.35 s' },
      { name: 'rest', for: '150 ms', blank: true },
    ],
  });
  await studio.undo();
  await expect(page.getByTestId('part-blank-1')).not.toBeChecked();
  await page.getByTestId('part-remove-1').click();
  await page.getByTestId('part-remove-0').click();
  await expect(page.getByTestId('part-for-0')).toHaveCount(0);
});

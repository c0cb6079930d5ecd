// From an empty canvas to a network that runs, by mouse and by keyboard alone; and wires that must not be.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

test('a newcomer builds encoder, population and readout by mouse, and it runs', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 1000 });
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  await studio.dragFromPalette('source/signal', 0.17, 0.2);
  await studio.dragFromPalette('encoder/poisson', 0.5, 0.2);
  await studio.dragFromPalette('projection/one-to-one', 0.83, 0.2);
  await studio.dragFromPalette('population/adaptive-lif', 0.17, 0.6);
  await studio.dragFromPalette('readout/spike-count', 0.5, 0.62);
  await studio.dragFromPalette('view/raster', 0.83, 0.6);
  await expect(studio.nodes).toHaveCount(6);
  await studio.drawWire('signal.x', 'poisson.x');
  await studio.drawWire('poisson.spikes', 'one_to_one.pre');
  await studio.drawWire('one_to_one.out', 'adaptive_lif.exc');
  await studio.drawWire('adaptive_lif.spikes', 'spike_count.spikes');
  await studio.drawWire('adaptive_lif.spikes', 'raster.spikes');
  await expect(page.locator('nl-status')).toContainText('6 nodes, 5 wires');
  await expect(page.locator('nl-status')).toContainText('No problems');
  await studio.play();
  await studio.seesPictureChange('raster');
  await studio.pause();
});

test('the keyboard alone adds nodes, wires them and runs', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  const add = async (search: string): Promise<void> => {
    await studio.canvas.focus();
    await page.keyboard.press('a');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(search);
    await page.keyboard.press('Enter');
  };
  await add('step current');
  await expect(studio.nodes).toHaveCount(1);
  await add('LIF neurons with exponential');
  await expect(studio.nodes).toHaveCount(2);
  await add('raster');
  await expect(studio.nodes).toHaveCount(3);

  // C starts a wire at the node in focus and points at what fits; Enter connects.
  const wire = async (from: string, to: string): Promise<void> => {
    await studio.node(from).focus();
    await page.keyboard.press('c');
    for (let tries = 0; !(await studio.notice.innerText()).startsWith(to) && tries < 12; tries++) {
      await page.keyboard.press((await studio.notice.innerText()).includes('Choose') ? 'Enter' : 'ArrowDown');
    }
    await page.keyboard.press('Enter');
    await studio.seesNotice(`Wired`);
  };
  await wire('current', 'lif.I');
  await wire('lif', 'raster.spikes');
  await expect(page.locator('nl-status')).toContainText('3 nodes, 2 wires');
  await studio.canvas.focus();
  await page.keyboard.press('Space');
  await studio.seesPhase('running');
  await studio.seesPictureChange('raster');
});

test('a wire that cannot be is refused, with the reason and what would fit', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  await studio.dragFromPalette('encoder/poisson', 0.2, 0.3);
  await studio.dragFromPalette('population/lif', 0.7, 0.3);
  await studio.holdWire('poisson.spikes', 'lif.I');
  await expect(page.getByTestId('wire-hint')).toContainText(/spikes/);
  await page.mouse.up();
  await expect(page.locator('nl-status')).toContainText('2 nodes, 0 wires');
  await studio.seesNotice(/spikes/);
  expect(await page.getByTestId('wire-hint').innerText()).toMatch(/projection/i);
});

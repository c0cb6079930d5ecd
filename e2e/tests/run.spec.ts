// A run in the hands of a person: pause, step, speed, back to the start.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

test('a run pauses, steps by trials, obeys its speed and starts again', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.seesPhase('running');
  await studio.pause();
  const paused = await studio.readProgress();
  await page.waitForTimeout(300);
  expect(await studio.readProgress(), 'a paused run stands still').toBe(paused);

  await studio.step('trial');
  await expect.poll(() => studio.readProgress()).not.toBe(paused);
  await studio.seesPhase('paused');

  await studio.setSpeed(4); // as fast as biology
  await studio.play();
  await expect(page.getByTestId('realtime')).toHaveText(/^(0\.[5-9]|1(\.\d)?)×/, { timeout: 20_000 });
  await studio.setSpeed(9);
  await expect(page.getByTestId('realtime')).toHaveText(/^\d{2,}×/);

  await page.getByTestId('reset-run').click();
  await expect(studio.progress).toHaveCount(0);
  await studio.play();
});

test('the keyboard runs and pauses', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.seesPhase('running');
  await studio.canvas.focus();
  await page.keyboard.press('Space');
  await studio.seesPhase('paused');
  await page.keyboard.press('Space');
  await studio.seesPhase('running');
});

test('a param changes while the network runs, without a new start', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.seesPhase('running');
  await studio.select('exc');
  await studio.setParam('tau_mem', '80 ms');
  await studio.seesPhase('running');
  await expect(studio.notice).not.toContainText('Started again');
});
